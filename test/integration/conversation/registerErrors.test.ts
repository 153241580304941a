import * as n8nWorkflow from 'n8n-workflow';
import nock from 'nock';

import { type ConversationPair, conversationsOf, onlyId, startPair, tokenIn } from './setup';

// The waits between the tries of a call, without waiting.
jest.mock('n8n-workflow', () => ({
	...jest.requireActual<typeof n8nWorkflow>('n8n-workflow'),
	sleep: jest.fn(async () => undefined),
}));
const waits = () => jest.mocked(n8nWorkflow.sleep).mock.calls.map(([ms]) => ms);

let pair: ConversationPair;
beforeEach(async () => {
	jest.mocked(n8nWorkflow.sleep).mockClear();
	pair = await startPair();
});
afterEach(async () => {
	nock.cleanAll();
	await pair.close();
});

afterAll(() => nock.restore());

const activate = async () => await pair.host.activate();
const isCreation = ({ method }: { method: string }) => method === 'POST';

describe('an error while creating the conversation says what to do', () => {
	afterEach(() => expect(pair.host.stored).toEqual({}));

	it.each([
		[400, 'Correct the node’s fields'],
		[401, 'The credential was refused'],
		[403, 'may not do this'],
		[404, 'Check the base URL'],
		[409, 'conflicts with something'],
		[422, 'The settings were refused'],
	])('status %i, at once', async (status, advice) => {
		pair.vendor.failNext({ status, body: { error: 'because' } });
		await expect(activate()).rejects.toMatchObject({
			message: expect.stringContaining(`Conversation API could not create the conversation: `),
			description: expect.stringContaining('because'),
		});
		pair.vendor.failNext({ status, body: { error: 'because' } });
		await expect(activate()).rejects.toThrow(advice);
		expect(pair.vendor.requests).toHaveLength(2);
		expect(waits()).toEqual([]);
	});

	it.each([
		[429, 'The rate limit is reached'],
		[500, 'The server has a problem'],
		[503, 'The server has a problem'],
	])('status %i, after three tries', async (status, advice) => {
		pair.vendor.failNext({ status, times: Infinity });
		await expect(activate()).rejects.toThrow(advice);
		expect(pair.vendor.requests).toHaveLength(3);
		expect(waits()).toEqual([1000, 3000]);
	});

	it('status 429 with a Retry-After that is too long to wait for', async () => {
		pair.vendor.failNext({ status: 429, headers: { 'retry-after': '60' } });
		await expect(activate()).rejects.toThrow('The rate limit is reached');
		expect(pair.vendor.requests).toHaveLength(1);
	});

	it('a callback URL that is not HTTPS', async () => {
		await pair.close();
		pair = await startPair({}, { allowHttp: false });
		await expect(activate()).rejects.toThrow('It has to be a public HTTPS address');
	});

	it.each([
		['that is not JSON', '<html>Welcome</html>', 'The answer is not JSON'],
		['without an id', '{}', 'holds no id'],
		['with an empty id', '{"id": ""}', 'holds no id'],
		['with an id that is no text', '{"id": 7}', 'holds no id'],
		['of nothing', '', 'holds no id'],
		['of null', 'null', 'holds no id'],
	])('an answer %s', async (_what, body, problem) => {
		pair.vendor.failNext({ status: 201, body });
		await expect(activate()).rejects.toThrow(problem);
	});

	it('a dropped connection', async () => {
		pair.vendor.failNext({ drop: true });
		await expect(activate()).rejects.toThrow('The server could not be reached');
	});

	it('no answer in time', async () => {
		pair.filled.api.baseUrl = 'http://conversations.example.com/api';
		nock('http://conversations.example.com')
			.post('/api/conversations')
			.replyWithError(Object.assign(new Error('timeout exceeded'), { code: 'ECONNABORTED' }));
		await expect(activate()).rejects.toThrow('No answer came in time');
	});
});

describe('a passing trouble is waited out', () => {
	it.each([
		['status 429 with Retry-After', { status: 429, headers: { 'retry-after': '7' } }, [7000]],
		['status 502', { status: 502 }, [1000]],
		['status 503 twice', { status: 503, times: 2 }, [1000, 3000]],
	])('%s', async (_what, fault, expected) => {
		pair.vendor.failNext(fault);
		await activate();
		expect(conversationsOf(pair)).toHaveLength(1);
		expect(waits()).toEqual(expected);
	});

	it('also while looking whether the conversation is there', async () => {
		await activate();
		const id = onlyId(pair);
		pair.vendor.failNext({ status: 503 });
		await pair.host.activate('init');
		expect(onlyId(pair)).toBe(id);
	});

	it('an answer that got lost leaves a conversation that nobody writes to', async () => {
		pair.vendor.failNext({ status: 502, afterHandling: true });
		await activate();
		expect(conversationsOf(pair)).toHaveLength(2);
		const kept = conversationsOf(pair)[1]?.id;
		expect(JSON.stringify(pair.host.stored)).toContain(kept);
		expect(await pair.host.checkExists()).toBe(true);
	});
});

describe('an error while looking at the conversation', () => {
	beforeEach(activate);

	it.each([
		['status 401', { status: 401 }, 'The credential was refused'],
		['status 403', { status: 403 }, 'may not do this'],
		['an answer that is not JSON', { status: 200, body: '<html>' }, 'The answer is not JSON'],
		['a dropped connection', { drop: true }, 'The server could not be reached'],
	])('%s is told, and nothing is created', async (_what, fault, advice) => {
		pair.vendor.failNext(fault);
		const error = pair.host.activate('init');
		await expect(error).rejects.toThrow('Conversation API could not look at the conversation');
		await expect(error).rejects.toThrow(advice);
		expect(conversationsOf(pair)).toHaveLength(1);
	});
});

it('no error holds the API key or the callback token, even if the vendor quotes it', async () => {
	await activate();
	const url = conversationsOf(pair)[0]?.config.callback_url ?? '';
	pair.set({ teamId: 'other' });
	const body = { error: `You sent ${url}` };
	pair.vendor.failNext({ status: 422, body, match: isCreation });
	const error = await activate().catch((caught: unknown) => caught);
	const text = JSON.stringify(error) + String(error);
	expect(text).toContain('You sent http');
	expect(text).not.toContain(tokenIn(url));
	expect(text).not.toContain(pair.vendor.apiKey);
});
