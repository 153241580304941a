import { ManualClock, startSlack, type SlackSimulator } from '../../simulators';
import { errorOf, jumpingClock, run, runInWorkflow } from './setup';

let slack: SlackSimulator;
let webhookUrl: string;
const clock = jumpingClock();
beforeEach(async () => {
	slack = await startSlack({ clock });
	webhookUrl = slack.addHook();
});
afterEach(async () => await slack.close());

const three = ['a', 'b', 'c'].map((name) => ({ json: { name } }));

/** What an item says about its attempts. */
function attemptsOf(json: object | undefined): object[] {
	return (json as { delivery: { attempts: object[] } }).delivery.attempts;
}

describe('a message that Slack does not take at once', () => {
	it('waits as long as Slack says, and keeps those behind it waiting', async () => {
		slack.failNext({ status: 429, headers: { 'Retry-After': '30' }, body: 'rate_limited' });
		const [first] = await run({ webhookUrl, clock, items: three });
		expect(attemptsOf(first?.json)).toMatchObject([
			{ statusCode: 429, waitMs: 30_000, waitReason: "The receiver's Retry-After: 30 s" },
			{ statusCode: 200 },
		]);
		expect(slack.messages.map(({ message }) => message.text)).toEqual([
			'New event: name a',
			'New event: name b',
			'New event: name c',
		]);
	});

	it('is sent again after errors of the server and of the network, the same each time', async () => {
		slack.failNext({ status: 500, body: 'rollup_error' });
		slack.failNext({ drop: true });
		const [item] = await run({ webhookUrl, clock, items: three.slice(0, 1) });
		expect(attemptsOf(item?.json)).toMatchObject([
			{ statusCode: 500, waitMs: 500 },
			{ error: expect.any(String), waitMs: 1_000 },
			{ statusCode: 200 },
		]);
		const [first, ...others] = slack.requests;
		for (const other of others) {
			expect(other.body).toEqual(first?.body);
			expect(other.headers['webhook-id']).toBe(first?.headers['webhook-id']);
		}
		expect(slack.messages).toHaveLength(1);
	});

	it('keeps to a second between attempts, too', async () => {
		slack.failNext({ status: 503, times: 2 });
		await run({ webhookUrl, clock, parameters: { retryOptions: { firstWaitSeconds: 0 } } });
		const times = slack.requests.map(({ at }) => at);
		expect(times.map((at) => at - (times[0] ?? 0))).toEqual([0, 1_000, 2_000]);
	});

	it.each([
		['exponential', {}, 5],
		['none', { retries: 'none' }, 1],
		['custom', { retries: 'custom', waits: '1, 2' }, 3],
	])('is given up in the end: %s', async (_, parameters, attempts) => {
		slack.failNext({ status: 503, times: Infinity });
		const error = await errorOf(run({ webhookUrl, clock, parameters }));
		expect(error.message).toMatch(/^Slack has a problem of its own.*\(status 503\)$/);
		expect(slack.requests).toHaveLength(attempts);
	});
});

describe('a message that Slack refuses', () => {
	it('fails at once, with what to do, what Slack said and nothing secret', async () => {
		slack.refuse(webhookUrl, 'channel_is_archived');
		const error = await errorOf(run({ webhookUrl, clock }));
		expect(error).toMatchObject({
			name: 'NodeApiError',
			message: expect.stringMatching(/channel of the webhook is gone.*\(status 410\)$/),
			description: expect.stringContaining('The receiver answered: channel_is_archived'),
			httpCode: '410',
			context: { itemIndex: 0, data: { delivery: { status: 'failed', url: `${slack.url}/***` } } },
		});
		expect(slack.requests).toHaveLength(1);
		const secret = webhookUrl.split('/').at(-1) ?? '';
		expect(JSON.stringify([error, error.message, error.context, error.stack])).not.toContain(
			secret,
		);
	});

	it('does not tell what an answer quotes of the URL', async () => {
		slack.failNext({ status: 404, body: `No hook at ${new URL(webhookUrl).pathname}` });
		const error = await errorOf(run({ webhookUrl, clock }));
		expect(error.description).toContain('No hook at ***');
	});

	it('ends the execution before the next item', async () => {
		slack.failNext({ status: 400, body: 'invalid_blocks' });
		const error = await errorOf(run({ webhookUrl, clock, items: three }));
		expect(error.message).toMatch(/Preview/);
		expect(slack.messages).toHaveLength(0);
	});

	it('leaves the others to go on when the node is to continue', async () => {
		slack.failNext({
			status: 400,
			body: 'invalid_blocks',
			match: ({ body }) => body.includes('name b'),
		});
		const items = await run({ webhookUrl, clock, items: three, onError: 'continueRegularOutput' });
		expect(items.map(({ json }) => json.error ?? attemptsOf(json).length)).toEqual([
			1,
			expect.stringMatching(/did not take the message/),
			1,
		]);
		expect(items[1]).toMatchObject({ pairedItem: { item: 1 }, json: { httpCode: '400' } });
		expect(attemptsOf(items[1]?.json)).toMatchObject([{ number: 1, statusCode: 400 }]);
		expect(slack.messages).toHaveLength(2);
	});

	it('goes to the error output', async () => {
		slack.refuse(webhookUrl, 'no_service');
		const { data } = await runInWorkflow({ webhookUrl, clock, onError: 'continueErrorOutput' });
		const [regular, failed] = data.resultData.runData['Slack Notification']?.[0]?.data?.main ?? [];
		expect(regular).toEqual([]);
		expect(failed).toMatchObject([
			{ json: { error: expect.stringMatching(/knows no such webhook/), httpCode: '404' } },
		]);
	});
});

describe('an execution that is stopped', () => {
	it('ends a wait for Slack at once', async () => {
		slack.failNext({ status: 429, headers: { 'Retry-After': '60' } });
		const standing = new ManualClock();
		const stop = new AbortController();
		const running = errorOf(
			run({ webhookUrl, clock: standing, signal: stop.signal, items: three }),
		);
		await standing.untilSleeping();
		stop.abort();
		expect((await running).message).toMatch(/stopped before all items were done/);
		expect(slack.requests).toHaveLength(1);
		expect(standing.sleeping).toBe(0);
	});
});
