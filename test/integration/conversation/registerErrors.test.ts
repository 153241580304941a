import * as n8nWorkflow from 'n8n-workflow';
import nock from 'nock';

import {
	attemptFrom,
	type ConversationPair,
	conversationsOf,
	onlyId,
	restarted,
	startPair,
	tokenIn,
} from './setup';

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
	it.each([
		[400, 'Correct the node’s fields'],
		[401, 'The credential was refused'],
		[403, 'may not do this'],
		[404, 'Check the base URL'],
		[409, 'conflicts with something'],
		[422, 'The settings were refused'],
	])('status %i, at once', async (status, advice) => {
		pair.vendor.failNext({ status, body: { error: 'because' } });
		await expect(activate()).rejects.toThrow(
			/^Conversation API could not create the conversation: .*because/,
		);
		pair.vendor.failNext({ status, body: { error: 'because' } });
		await expect(activate()).rejects.toThrow(advice);
		expect(pair.vendor.requests).toHaveLength(2);
		expect(waits()).toEqual([]);
		expect(pair.host.stored).toEqual({});
	});

	it('status 429, after three tries', async () => {
		pair.vendor.failNext({ status: 429, times: Infinity });
		await expect(activate()).rejects.toThrow('The rate limit is reached');
		expect(pair.vendor.requests).toHaveLength(3);
		expect(waits()).toEqual([1000, 3000]);
		expect(pair.host.stored).toEqual({});
	});

	it.each([500, 502, 503])(
		'status %i, at once, for it may have been created all the same',
		async (status) => {
			pair.vendor.failNext({ status, times: Infinity });
			await expect(pair.host.publish()).rejects.toThrow(
				/The server has a problem\..* may have made up to 1 conversation all the same/,
			);
			expect(pair.vendor.requests).toHaveLength(1);
			expect(pair.host.isRouted).toBe(false);
		},
	);

	it('status 429 with a Retry-After that is too long to wait for', async () => {
		pair.vendor.failNext({ status: 429, headers: { 'retry-after': '60' } });
		await expect(activate()).rejects.toThrow('The rate limit is reached');
		expect(pair.vendor.requests).toHaveLength(1);
	});

	it('a callback URL that the vendor refuses', async () => {
		pair.vendor.failNext({ status: 400, body: { error: 'config.callback_url is not reachable' } });
		await expect(activate()).rejects.toThrow('It has to be a public HTTPS address');
	});

	it.each(['activate', 'manual'] as const)(
		'an n8n that is not known under an HTTPS address: nothing is created (%s)',
		async (activation) => {
			pair.host.baseUrl = 'http://n8n.example.com:5678';
			const error = pair.host.activate(activation);
			await expect(error).rejects.toThrow('No conversation was created');
			await expect(error).rejects.toThrow('http://n8n.example.com:5678/webhook');
			await expect(error).rejects.toThrow('WEBHOOK_URL');
			expect(pair.vendor.requests).toEqual([]);
		},
	);

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
	it('status 429 with Retry-After', async () => {
		pair.vendor.failNext({ status: 429, headers: { 'retry-after': '7' } });
		await activate();
		expect(conversationsOf(pair)).toHaveLength(1);
		expect(waits()).toEqual([7000]);
	});

	it.each([
		['status 502', { status: 502 }, [1000]],
		['status 503 twice', { status: 503, times: 2 }, [1000, 3000]],
	])('while looking whether the conversation is there: %s', async (_what, fault, expected) => {
		await activate();
		const id = onlyId(pair);
		pair.vendor.failNext(fault);
		await activate();
		expect(onlyId(pair)).toBe(id);
		expect(waits()).toEqual(expected);
	});
});

it('an answer that got lost is told; published again, there is one conversation more, which nobody writes to', async () => {
	pair.vendor.failNext({ status: 502, afterHandling: true });
	await expect(pair.host.publish()).rejects.toThrow('up to 1 conversation');
	expect(conversationsOf(pair)).toHaveLength(1);
	await pair.host.publish();
	expect(conversationsOf(pair)).toHaveLength(2);
	const kept = conversationsOf(pair)[1]?.id;
	expect(JSON.stringify(pair.host.stored)).toContain(kept);
	expect(await pair.host.checkExists()).toBe(true);
	// Should somebody write to the first, the node takes it.
	for (const { id } of conversationsOf(pair)) {
		expect(await attemptFrom(pair, id)).toMatchObject({ status: 200 });
	}
});

describe('an error while looking at the conversation', () => {
	beforeEach(activate);

	const PROBLEMS = [
		['status 401', { status: 401 }, 'The credential was refused'],
		['status 403', { status: 403 }, 'may not do this'],
		['status 503', { status: 503, times: 3 }, 'The server has a problem'],
		['an answer that is not JSON', { status: 200, body: '<html>' }, 'The answer is not JSON'],
		['a 404 of another server', { status: 404, body: '<html>' }, 'Nothing was found there'],
		['a dropped connection', { drop: true }, 'The server could not be reached'],
	] as const;

	it.each(PROBLEMS)('%s is told, and nothing is created', async (_what, fault, advice) => {
		pair.vendor.failNext(fault);
		const error = activate();
		await expect(error).rejects.toThrow('Conversation API could not look at the conversation');
		await expect(error).rejects.toThrow(advice);
		expect(conversationsOf(pair)).toHaveLength(1);
	});

	it.each(PROBLEMS)(
		'%s at a restart is no reason not to believe in it',
		async (_what, fault, advice) => {
			const id = onlyId(pair);
			pair.vendor.failNext(fault);
			pair.host.nodeType = restarted();
			await pair.host.publish('init');
			expect(pair.host.isRouted).toBe(true);
			expect(pair.logged()).toContain(advice);
			expect(await attemptFrom(pair, id)).toMatchObject({ status: 200 });
			expect(conversationsOf(pair)).toHaveLength(1);
		},
	);
});

it('no error holds the API key or the callback token, even if the vendor quotes it', async () => {
	await activate();
	const url = conversationsOf(pair)[0]?.config.callback_url ?? '';
	pair.set({ additionalFields: { teamId: 'other' } });
	const body = { error: `You sent ${url}` };
	pair.vendor.failNext({ status: 422, body, match: isCreation });
	const error = await activate().catch((caught: unknown) => caught);
	const text = JSON.stringify(error) + String(error);
	expect(text).toContain('You sent http');
	expect(text).not.toContain(tokenIn(url));
	expect(text).not.toContain(pair.vendor.apiKey);
});
