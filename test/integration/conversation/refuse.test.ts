import { freshConversationPayload } from '../../fixtures';
import type { ConversationPayload } from '../../simulators/conversation';
import type { DeliveryOverrides } from '../../simulators/shared/outgoing';
import {
	attemptFrom,
	type ConversationPair,
	conversationsOf,
	onlyId,
	restarted,
	startPair,
	tokenIn,
} from './setup';

let pair: ConversationPair;
let url: string;
beforeEach(async () => {
	pair = await startPair();
	await pair.host.activate();
	url = conversationsOf(pair)[0]?.config.callback_url ?? '';
});
afterEach(async () => await pair.close());

const attempt = async (...more: [overrides?: DeliveryOverrides, payload?: ConversationPayload]) =>
	await attemptFrom(pair, onlyId(pair), ...more);

describe('a message that is refused', () => {
	afterEach(() => expect(pair.host.executions).toEqual([]));
	const withQuery = (query: string) => `${pair.host.url}${query}`;

	it.each([
		['without a token', () => '', 'missing'],
		['with an empty token', () => '?token=', 'missing'],
		['with another token', () => `?token=${'0'.repeat(64)}`, 'wrong'],
		['with a token cut short', () => `?token=${tokenIn(url).slice(0, -1)}`, 'wrong'],
		['with the token twice', () => `?token=${tokenIn(url)}&token=${tokenIn(url)}`, 'missing'],
		['with the token in an object', () => `?token[x]=${tokenIn(url)}`, 'missing'],
		['with the token under another name', () => `?Token=${tokenIn(url)}`, 'missing'],
	])('comes %s', async (_how, query, reason) => {
		expect(await attempt({ url: withQuery(query()) })).toEqual({
			status: 401,
			body: { error: expect.stringContaining(reason) },
		});
	});

	it('comes with the token of the test URL', async () => {
		await pair.host.activate('manual');
		const [production, testing] = conversationsOf(pair);
		const forged = withQuery(`?token=${tokenIn(testing?.config.callback_url)}`);
		const answered = await attemptFrom(pair, production?.id ?? '', { url: forged });
		expect(answered.status).toBe(401);
	});

	it('has an empty token, or another, where nothing is kept and the credential has no key', async () => {
		pair.host.database.staticData = '{}';
		pair.filled.api.apiKey = '';
		pair.host.nodeType = restarted();
		expect(await attempt()).toMatchObject({ status: 401 });
		expect(await attempt({ url: withQuery('?token=') })).toMatchObject({ status: 401 });
	});

	it('is of another content type', async () => {
		const headers = { 'Content-Type': 'text/csv' };
		expect(await attempt({ headers })).toMatchObject({ status: 415 });
	});

	it('is larger than allowed', async () => {
		const payload = freshConversationPayload();
		const content = 'x'.repeat(1024 * 1024);
		const large = { ...payload, data: { ...payload.data, content } };
		expect(await attempt({}, large)).toMatchObject({ status: 413 });
		pair.set({ options: { maxBodyKb: 1 } });
		const medium = { ...payload, data: { ...payload.data, content: 'x'.repeat(1024) } };
		expect(await attempt({}, medium)).toMatchObject({ status: 413 });
	});

	it('comes from an address that is not allowed', async () => {
		pair.set({ options: { allowedIps: '192.0.2.0/24' } });
		expect(await attempt()).toMatchObject({ status: 403 });
	});
});

describe('a message that is not as documented leaves through the second output', () => {
	it('with its problems', async () => {
		const fresh = freshConversationPayload();
		const data = { ...fresh.data, status: '', created_by: 7 as unknown as string };
		expect(await attempt({}, { ...fresh, data })).toEqual({
			status: 200,
			body: { received: true },
		});
		expect(pair.host.executions).toEqual([
			[
				[],
				[
					{
						json: expect.objectContaining({
							data,
							delivery: expect.objectContaining({
								eventType: null,
								verified: 'token',
								problems: [
									{ path: 'data.status', message: expect.any(String) },
									{ path: 'data.created_by', message: expect.any(String) },
								],
							}),
						}),
					},
				],
			],
		]);
	});

	it('whatever the filters say, and once', async () => {
		pair.set({ eventTypes: ['message.processed'], filters: { channels: ['SMS'] } });
		const answers = [await attempt({ body: '[1]' }), await attempt({ body: '[1]' })];
		expect(answers.map(({ body }) => body)).toEqual([
			{ received: true },
			{ received: true, duplicate: true },
		]);
		expect(pair.host.executions).toEqual([[[], [expect.anything()]]]);
	});

	it('but only with the token', async () => {
		expect(await attempt({ body: '[1]', url: pair.host.url })).toMatchObject({ status: 401 });
		expect(pair.host.executions).toEqual([]);
	});
});
