import { type AutoresponderPair, type PairOptions, startPair } from './setup';

let pair: AutoresponderPair;
const start = async (options?: PairOptions) => {
	pair = await startPair(options);
};
afterEach(async () => await pair.close());

describe('activating the Support Autoresponder Trigger', () => {
	it('calls no API and keeps nothing: the vendor has none for webhooks', async () => {
		await start();
		await pair.host.activate();
		await pair.host.activate('init');
		await pair.host.activate('manual');
		await pair.host.deactivate();
		expect(pair.vendor.requests).toEqual([]);
		expect(pair.host.database.staticData).toBe('{}');
	});

	it.each([
		['a current secret', { webhookSecret: 'current' }],
		['only a previous secret', { webhookSecret: '', previousWebhookSecret: 'previous' }],
	])('works with %s', async (_what, credential) => {
		await start({ credential });
		await pair.host.activate();
	});

	it.each([[''], [' \n']])('needs a webhook secret, and not %j', async (webhookSecret) => {
		await start({ credential: { webhookSecret } });
		const error = await pair.host.activate().catch((reason: unknown) => reason);
		expect(error).toMatchObject({
			message: expect.stringMatching(
				/^The Support Autoresponder credential has no Webhook Secret\. .*Settings > Integrations/,
			),
		});
	});

	it('does without one only when the user says so', async () => {
		await start({
			credential: { webhookSecret: '' },
			parameters: { options: { acceptUnsigned: true } },
		});
		await pair.host.activate();
	});

	it('needs an event type', async () => {
		await start({ parameters: { eventTypes: [] } });
		await expect(pair.host.activate()).rejects.toThrow('Select at least one event type');
	});

	it('needs an allow list that can be read', async () => {
		await start({ parameters: { options: { allowedIps: '10.1' } } });
		await expect(pair.host.activate()).rejects.toThrow('“10.1” is neither an IP address nor');
	});
});
