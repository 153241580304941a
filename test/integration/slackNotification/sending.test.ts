import { autoresponderPayload, openWorkDelivery } from '../../fixtures';
import { startSlack, type SlackSimulator } from '../../simulators';
import { errorOf, jumpingClock, run, runInWorkflow } from './setup';

let slack: SlackSimulator;
let webhookUrl: string;
const clock = jumpingClock();
beforeEach(async () => {
	slack = await startSlack({ clock });
	webhookUrl = slack.addHook('#alerts');
});
afterEach(async () => await slack.close());

const secretOf = (url: string) => url.split('/').at(-1) ?? '';

describe('Send', () => {
	it('posts the message for an item to the channel of the webhook', async () => {
		const items = await run({
			webhookUrl,
			clock,
			items: [{ json: { ...openWorkDelivery('app:health_warning') } }],
		});
		expect(slack.messages).toMatchObject([
			{
				channel: '#alerts',
				message: { text: 'Warning: Phone appears offline' },
				warnings: [],
				mentions: [],
			},
		]);
		expect(slack.requests[0]?.headers).toMatchObject({ 'content-type': 'application/json' });
		expect(items).toEqual([
			{
				json: {
					delivery: {
						messageId: slack.requests[0]?.headers['webhook-id'],
						url: `${slack.url}/***`,
						status: 'delivered',
						statusCode: 200,
						attempts: [expect.objectContaining({ number: 1, statusCode: 200 })],
					},
					response: { statusCode: 200, headers: expect.any(Object), body: 'ok' },
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(JSON.stringify(items)).not.toContain(secretOf(webhookUrl));
	});

	it('posts items in their order, one a second', async () => {
		const items = await run({
			webhookUrl,
			clock,
			items: ['a', 'b', 'c'].map((name) => ({ json: { name } })),
		});
		expect(slack.messages.map(({ message }) => message.text)).toEqual([
			'New event: name a',
			'New event: name b',
			'New event: name c',
		]);
		const [first = 0] = slack.messages.map(({ at }) => at);
		expect(slack.messages.map(({ at }) => at - first)).toEqual([0, 1_000, 2_000]);
		expect(slack.requests.map(({ status }) => status)).toEqual([200, 200, 200]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
	});

	it('counts for each webhook alone', async () => {
		const admitted: string[] = [];
		const limiter = { admit: async (key: string) => void admitted.push(key) };
		for (const url of [webhookUrl, slack.addHook(), webhookUrl]) {
			await run({ webhookUrl: url, clock, limiter });
			clock.advance(1_000);
		}
		expect(new Set(admitted).size).toBe(2);
		expect(admitted[0]).toBe(admitted[2]);
		expect(admitted.join()).not.toContain(secretOf(webhookUrl));
	});

	it('takes the event out of another place in the item', async () => {
		const body = autoresponderPayload('ticket.escalated');
		await run({
			webhookUrl,
			clock,
			parameters: {
				event: '={{ $json.body }}',
				options: { ticketUrl: 'https://support.example.com/{id}' },
			},
			items: [{ json: { headers: {}, body } }],
		});
		expect(slack.messages[0]?.message.attachments).toMatchObject([
			{
				color: '#ff0000',
				title_link: expect.stringMatching(/^https:\/\/support.example.com\/4b0f/),
			},
		]);
	});

	it.each([
		['{"a": 1}', 'New event: a 1'],
		['Deployed <v2>', 'Deployed &lt;v2&gt;'],
	])('takes JSON and text that were entered: %s', async (event, text) => {
		await run({ webhookUrl, clock, parameters: { event } });
		expect(slack.messages[0]?.message.text).toBe(text);
	});

	it('runs in a workflow', async () => {
		const { status, data } = await runInWorkflow({ webhookUrl, clock });
		expect(data.resultData.error).toBeUndefined();
		expect(status).toBe('success');
		expect(slack.messages).toHaveLength(1);
	});

	it('sends a user and a password of the URL as basic authentication', async () => {
		await run({ webhookUrl: webhookUrl.replace('//', '//ann:pw@'), clock });
		expect(slack.requests[0]?.headers.authorization).toBe('Basic YW5uOnB3');
	});

	it.each([
		[{ webhookUrl: '' }, /The Slack Webhook credential has no URL/],
		[{ parameters: { options: { allowHttp: false } } }, /The URL must start with https/],
		[{ parameters: { options: { ticketUrl: 'x' } } }, /Ticket URL is not valid/],
		[
			{ parameters: { retryOptions: { maxAttempts: 1000 } } },
			/Max Attempts must be a whole number from 1 to 100/,
		],
		[{ parameters: { options: { timeoutSeconds: -1 } } }, /Timeout must be a number/],
	])('sends nothing when something is not valid: %j', async (options, message) => {
		const error = await errorOf(run({ webhookUrl, clock, ...options }));
		expect(error).toMatchObject({
			message: expect.stringMatching(message),
			context: { itemIndex: 0 },
		});
		expect(slack.requests).toHaveLength(0);
	});
});
