import type { ICredentialTestFunctions, INodeExecutionData, IRun } from 'n8n-workflow';

import { WebhookSigningSecretApi } from '../../../credentials/WebhookSigningSecretApi.credentials';
import { SignedWebhook } from '../../../nodes/SignedWebhook/SignedWebhook.node';
import { realSendDeps } from '../../../nodes/SignedWebhook/send/deliverItem';
import { deliverItems } from '../../../nodes/SignedWebhook/send/execute';
import type { ReceiverAnswer } from '../../../nodes/shared/items';
import type { RateLimiter } from '../../../nodes/shared/deliver/rateLimit';
import { untilAborted } from '../../../nodes/shared/lib/abort';
import { type SinkSimulator, startSink } from '../../simulators';
import { executeContext, runWorkflow } from '../../support/executeContext';

/** In the form of Standard Webhooks, the default. */
const SECRET = `whsec_${btoa('a key of the tests')}`;

let sink: SinkSimulator;
beforeEach(async () => (sink = await startSink()));
afterEach(async () => await sink.close());

const setup = () => ({
	nodeType: new SignedWebhook(),
	parameters: { signature: 'hookSignature', url: `${sink.url}/hook`, options: { allowHttp: true } },
	credentials: [{ type: new WebhookSigningSecretApi(), data: { secret: SECRET } }],
	items: [{ json: { n: 1 } }, { json: { n: 2 } }],
});

describe('the node as n8n loads it', () => {
	it('sends with the time, chance and network of this machine', async () => {
		const its = setup();
		const [items] = await its.nodeType.execute.call(executeContext(its));
		expect(items?.map(({ json }: INodeExecutionData) => json)).toEqual([
			expect.objectContaining({ delivery: expect.objectContaining({ status: 'delivered' }) }),
			expect.objectContaining({ delivery: expect.objectContaining({ status: 'delivered' }) }),
		]);
		expect(sink.requests.map(({ body }) => body.toString()).sort()).toEqual(['{"n":1}', '{"n":2}']);
	});

	it('runs in a workflow', async () => {
		const { status }: IRun = await runWorkflow(setup());
		expect(status).toBe('success');
		expect(sink.requests).toHaveLength(2);
	});

	it('asks n8n for each field once an item, and for the credential once for all', async () => {
		const items = Array.from({ length: 8 }, (_, n) => ({ json: { n } }));
		const context = executeContext({ ...setup(), items });
		const fields = jest.spyOn(context, 'getNodeParameter');
		const credentials = jest.spyOn(context, 'getCredentials');
		await deliverItems(context);
		const asked = fields.mock.calls.map(([name, itemIndex]) => `${name} of ${itemIndex}`);
		expect(asked).toEqual([...new Set(asked)]);
		expect(asked).toContain('url of 7');
		// The first, the last, and one that is not there: n8n does not say whether they are the same.
		expect(credentials.mock.calls.map(([, itemIndex]) => itemIndex)).toEqual([0, 7, 8]);
	});

	it('calls an item off when another one fails while it waits for the rate limit', async () => {
		sink.answerNext({ status: 404 });
		let asked = 0;
		const admitIf: RateLimiter['admitIf'] = async (_key, _limit, { mayStart, onWait, signal }) => {
			if (asked++ === 0) return mayStart();
			onWait?.();
			return await untilAborted(new Promise<never>(() => {}), signal);
		};
		const limiter = { admit: async () => {}, admitIf };
		const parameters = { ...setup().parameters, options: { allowHttp: true, maxPerMinute: 2 } };
		const context = executeContext({ ...setup(), parameters });
		const running = deliverItems(context, { ...realSendDeps, limiter });
		await expect(running).rejects.toMatchObject({
			context: { data: { items: { delivered: [], failed: [0], notSent: [1] } } },
		});
		expect(sink.requests).toHaveLength(1);
	});

	it('keeps so much of the answers of an execution, however many items there are', async () => {
		const body = 'x'.repeat(900_000);
		sink.answerAlways({ status: 200, body });
		const its = { ...setup(), items: Array.from({ length: 30 }, (_, n) => ({ json: { n } })) };
		const [items = []] = await its.nodeType.execute.call(executeContext(its));
		const answers = items.map(({ json }) => json.response as unknown as ReceiverAnswer);
		const lengths = answers.map((answer) => String(answer.body).length);
		expect(lengths.reduce((sum, length) => sum + length, 0)).toBeLessThan(16.5 * 1024 * 1024);
		expect(lengths.filter((length) => length === body.length).length).toBeGreaterThan(10);
		expect(Math.min(...lengths)).toBe(4096);
		expect(answers.map(({ truncated }) => truncated === true)).toEqual(
			lengths.map((length) => length < body.length),
		);
	});

	it('uses the settings of n8n: what they forbid is not sent, and not tried again', async () => {
		const its = setup();
		const context = executeContext(its);
		context.helpers.httpRequest = async () => {
			throw new Error('The request was blocked because it resolves to a restricted IP address');
		};
		await expect(its.nodeType.execute.call(context)).rejects.toMatchObject({
			message: expect.stringMatching(/^n8n did not send the request/),
			description: expect.stringContaining('resolves to a restricted IP address is not retried'),
		});
	});

	it('tests the credential that it signs with', async () => {
		const { description, methods } = new SignedWebhook();
		expect(description.credentials).toEqual([
			expect.objectContaining({
				name: new WebhookSigningSecretApi().name,
				testedBy: 'webhookSigningSecretTest',
			}),
		]);
		const test = async (data?: { secret: string }) =>
			await methods.credentialTest.webhookSigningSecretTest.call({} as ICredentialTestFunctions, {
				id: '1',
				name: 'Mine',
				type: 'webhookSigningSecretApi',
				data,
			});
		expect(await test({ secret: SECRET })).toMatchObject({ status: 'OK' });
		expect(await test({ secret: 'short' })).toMatchObject({ status: 'Error' });
		expect(await test()).toMatchObject({ status: 'Error' });
	});
});
