import nock from 'nock';

import {
	callApi,
	createAtVendor,
	deleteAtVendor,
	EXECUTION,
	exchange,
	findAtVendor,
} from '../../../nodes/shared/vendorApi/call';
import { VirtualTime } from '../../support/virtualTime';
import {
	api,
	ask,
	call,
	contextOf,
	dependencies,
	errorOf,
	NOW_MS,
	ORIGIN,
	TOKEN,
	useNock,
	vendor,
	waits,
} from './setup';

useNock();

describe('a call', () => {
	it('is authenticated by the credential and asks for JSON', async () => {
		vendor()
			.get('/hooks')
			.matchHeader('authorization', `Bearer ${TOKEN}`)
			.matchHeader('accept', 'application/json')
			.reply(200, { hooks: [1] });
		expect(await ask()).toEqual({ hooks: [1] });
		expect(waits).toEqual([]);
	});

	it('sends its body as JSON, and its query', async () => {
		vendor()
			.post('/hooks', { url: 'https://n8n', types: ['a'] })
			.query({ dry: 'true' })
			.reply(201, { id: 'h1' });
		const body = { url: 'https://n8n', types: ['a'] };
		expect(await ask({ method: 'POST', body, query: { dry: true } })).toEqual({ id: 'h1' });
	});

	it.each(['', '/', '//'])('joins the base URL with %j at its end', async (end) => {
		nock(ORIGIN).get('/v1/hooks').reply(200, {});
		const context = await contextOf({ baseUrl: `${ORIGIN}/v1${end}`, token: TOKEN });
		expect(await callApi(context, api, call, dependencies)).toEqual({});
	});

	it.each([
		['200 with nothing', 200, ''],
		['200 with blanks', 200, ' \n'],
		['204', 204, undefined],
		['200 with null', 200, 'null'],
	])('takes %s for an empty object', async (_what, status, body) => {
		vendor().get('/hooks').reply(status, body, { 'content-type': 'application/json' });
		expect(await ask()).toEqual({});
	});

	it.each(['application/json', 'text/plain', undefined])(
		'reads JSON that is called %s',
		async (type) => {
			const headers: Record<string, string> = type === undefined ? {} : { 'content-type': type };
			vendor().get('/hooks').reply(200, '{"id":"12345678901234567890"}', headers);
			expect(await ask()).toEqual({ id: '12345678901234567890' });
		},
	);
});

describe('what is repeated', () => {
	it.each([429, 500, 502, 503, 504])('a call answered %i, until it succeeds', async (status) => {
		vendor().get('/hooks').times(2).reply(status, 'later').get('/hooks').reply(200, { ok: true });
		expect(await ask()).toEqual({ ok: true });
		expect(waits).toEqual([1000, 3000]);
	});

	it.each(['GET', 'PUT', 'PATCH', 'DELETE'] as const)(
		'%s answered 500, for what it does twice ends as if done once',
		async (method) => {
			vendor().intercept('/hooks', method).reply(500).intercept('/hooks', method).reply(200, '{}');
			expect(await ask({ method })).toEqual({});
		},
	);

	it('POST answered 429, for nothing was done', async () => {
		vendor().post('/hooks').reply(429).post('/hooks').reply(200, '{}');
		expect(await ask({ method: 'POST' })).toEqual({});
	});

	it.each([500, 502, 503])('never POST answered %i, for it may have been done', async (status) => {
		vendor().post('/hooks').reply(status);
		await errorOf(ask({ method: 'POST' }));
		expect(waits).toEqual([]);
	});

	it.each(['POST', 'PUT', 'PATCH', 'DELETE'] as const)(
		'never %s answered 500 in an execution',
		async (method) => {
			vendor().intercept('/hooks', method).reply(500);
			const execution = { ...dependencies, retries: EXECUTION };
			await errorOf(callApi(await contextOf(), api, { ...call, method }, execution));
			expect(waits).toEqual([]);
		},
	);

	it.each([429, 503])('a call answered %i, three times in all', async (status) => {
		vendor().get('/hooks').times(3).reply(status, 'later');
		expect(await errorOf(ask())).toMatchObject({ httpCode: String(status) });
		expect(waits).toEqual([1000, 3000]);
	});

	it.each([400, 401, 403, 404, 409, 410, 422, 304])('never a call answered %i', async (status) => {
		vendor().get('/hooks').reply(status, '{}');
		await errorOf(ask());
		expect(waits).toEqual([]);
	});

	it.each(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT'])(
		'never a call that ended in %s',
		async (code) => {
			vendor()
				.get('/hooks')
				.replyWithError(Object.assign(new Error(code), { code }));
			await errorOf(ask());
			expect(waits).toEqual([]);
		},
	);

	it('after what Retry-After asks for', async () => {
		const date = new Date(NOW_MS + 7000).toUTCString();
		vendor()
			.get('/hooks')
			.reply(429, '', { 'retry-after': '15' })
			.get('/hooks')
			.reply(503, '', { 'Retry-After': date })
			.get('/hooks')
			.reply(200, {});
		await ask();
		expect(waits).toEqual([15_000, 7000]);
	});

	it('not sooner than usual, whatever Retry-After says', async () => {
		vendor()
			.get('/hooks')
			.reply(429, '', { 'retry-after': '0' })
			.get('/hooks')
			.reply(429, '', { 'retry-after': 'soon' })
			.get('/hooks')
			.reply(200, {});
		await ask();
		expect(waits).toEqual([1000, 3000]);
	});

	it.each(['16', '86400', new Date(NOW_MS + 60_000).toUTCString()])(
		'not where Retry-After %s keeps a person waiting: an error at once',
		async (retryAfter) => {
			vendor().get('/hooks').reply(429, 'slow down', { 'retry-after': retryAfter });
			expect(await errorOf(ask())).toMatchObject({
				message: expect.stringContaining('The rate limit is reached'),
			});
			expect(waits).toEqual([]);
		},
	);
});

describe('looking for what may be gone', () => {
	const find = async () => await findAtVendor(await contextOf(), api, call, dependencies);

	it('gives what is there, and undefined for what is not', async () => {
		vendor().get('/hooks').reply(200, { id: 1 }).get('/hooks').reply(404, '{}');
		expect(await find()).toEqual({ id: 1 });
		expect(await find()).toBeUndefined();
	});

	it('fails for anything else', async () => {
		vendor()
			.get('/hooks')
			.reply(403, 'no')
			.get('/hooks')
			.reply(200, '<html>')
			.get('/hooks')
			.reply(404, '<html>');
		await expect(find()).rejects.toThrow('(status 403)');
		await expect(find()).rejects.toThrow('not JSON');
		await expect(find()).rejects.toThrow('(status 404)');
	});
});

describe('deleting', () => {
	const remove = async () =>
		await deleteAtVendor(
			await contextOf(),
			api,
			{ method: 'DELETE', path: '/hooks/h%2F1', purpose: 'delete the webhook' },
			dependencies,
		);

	it.each([
		[200, '{}', true],
		[200, '{"success":true}', true],
		[202, '', true],
		[204, undefined, true],
		[404, '{"error":"not found"}', false],
		[404, '', false],
	])('succeeds with %i %j; something was there: %s', async (status, body, wasThere) => {
		vendor().delete('/hooks/h%2F1').reply(status, body);
		expect(await remove()).toBe(wasThere);
	});

	it.each([
		[200, '<html>Bye</html>'],
		[200, 'deleted'],
		[404, '<html>Not here</html>'],
		[404, '404 page not found'],
	])('fails with %i %j, for no such API says so', async (status, body) => {
		vendor().delete('/hooks/h%2F1').reply(status, body);
		await expect(remove()).rejects.toThrow('Check the base URL');
	});

	it.each([400, 401, 403, 409])('fails with %i', async (status) => {
		vendor().delete('/hooks/h%2F1').reply(status, 'no');
		await expect(remove()).rejects.toThrow(`could not delete the webhook`);
	});

	it('succeeds when the repetition finds it gone', async () => {
		vendor().delete('/hooks/h%2F1').reply(502, '').delete('/hooks/h%2F1').reply(404, '');
		expect(await remove()).toBe(false);
		expect(waits).toEqual([1000]);
	});
});

it('exchange gives any answer as it is, with the waiting that it asks for', async () => {
	vendor().get('/hooks').reply(409, 'busy', { 'retry-after': '5' });
	expect(await exchange(await contextOf(), api, call, dependencies)).toEqual({
		status: 409,
		text: 'busy',
		retryAfterMs: 5000,
		location: undefined,
		confidential: [TOKEN],
	});
});

describe('creating', () => {
	const create = async () =>
		await createAtVendor(
			await contextOf(),
			api,
			{ method: 'POST', path: '/hooks', purpose: 'create the webhook' },
			dependencies,
			({ hooks }) => (hooks as { id?: unknown } | undefined)?.id,
		);

	it('gives the id', async () => {
		vendor().post('/hooks').reply(201, '{"hooks":{"id":"h1"}}');
		expect(await create()).toEqual({ id: 'h1' });
	});

	it.each<[string, number, string, boolean]>([
		['was refused', 400, '{}', false],
		['was refused', 404, '<html>', false],
		['was limited', 429, '', false],
		['was sent elsewhere', 307, '', false],
		['may have been done', 500, '', true],
		['may have been done', 200, '<html>', true],
		['may have been done', 201, '', true],
		['may have been done', 201, '{"hooks":{"id":""}}', true],
		['may have been done', 201, '{"hooks":{"id":7}}', true],
		['may have been done', 201, '[]', true],
		['may have been done', 201, 'null', true],
	])('says that it %s after %i %j', async (_what, status, body, mayExist) => {
		vendor().post('/hooks').times(3).reply(status, body);
		const error = expect.objectContaining({
			message: expect.stringContaining('Vendor could not create the webhook: '),
		});
		expect(await create()).toEqual({ error, mayExist });
		nock.cleanAll();
	});

	it.each([
		['ECONNREFUSED', false],
		['ENOTFOUND', false],
		['CERT_HAS_EXPIRED', false],
		['ECONNRESET', true],
		['ETIMEDOUT', true],
	])('after %s, may have been done: %s', async (code, mayExist) => {
		vendor()
			.post('/hooks')
			.replyWithError(Object.assign(new Error(code), { code }));
		expect(await create()).toEqual({ error: expect.any(Error), mayExist });
	});
});

describe('a redirect', () => {
	const token = { token: TOKEN };
	const body = { secret: 'c0ffee'.repeat(10) };

	it.each([301, 302, 303, 307, 308])('is never followed: %i', async (status) => {
		const elsewhere = nock('https://elsewhere.example').post('/x').query(true).reply(200, '{}');
		vendor()
			.post('/hooks')
			.reply(status, '', { location: `https://elsewhere.example/x?${TOKEN}=1` });
		const error = await errorOf(ask({ method: 'POST', body }));
		expect(error.message).toBe(
			`Vendor could not list the webhooks: The server sends us on to https://elsewhere.example/x, where the credential was not sent. Correct the Base URL in the credential. (status ${status})`,
		);
		expect(elsewhere.isDone()).toBe(false);
		nock.cleanAll();
	});

	it('within the same server is told with the whole address', async () => {
		vendor().get('/hooks').reply(301, '', { location: '/api/v2/hooks' });
		expect((await errorOf(ask())).message).toContain(`sends us on to ${ORIGIN}/api/v2/hooks,`);
	});

	it('to an address that holds the token hides it', async () => {
		vendor()
			.get('/hooks')
			.reply(301, '', { location: `https://u:${TOKEN}@x.example/${TOKEN}/` });
		expect((await errorOf(ask())).message).toContain('sends us on to https://x.example/***/,');
	});

	it.each([undefined, 'http://['])('to %s is an answer like others', async (location) => {
		vendor()
			.get('/hooks')
			.reply(302, '', location === undefined ? {} : { location });
		const context = await contextOf({ baseUrl: ORIGIN, ...token });
		const error = await errorOf(callApi(context, api, call, dependencies));
		expect(error.message).toContain('Correct the node’s fields');
	});
});

describe('a timeframe', () => {
	/** A client that answers after so long, or never. */
	const slow = async (time: VirtualTime, answerMs: number) => {
		const context = await contextOf();
		const timeouts: Array<number | undefined> = [];
		context.helpers.httpRequestWithAuthentication = async (_type, { timeout, abortSignal }) => {
			timeouts.push(timeout);
			await time.sleep(answerMs);
			(abortSignal as AbortSignal | undefined)?.throwIfAborted();
			return { statusCode: 200, headers: {}, body: '{}' };
		};
		return { context, timeouts };
	};
	const frame = (time: VirtualTime, beginMs: number, endMs: number) => ({
		...time,
		timeframe: { beginByMs: time.startMs + beginMs, endByMs: time.startMs + endMs },
	});

	it('shortens the time for an answer, and nothing else', async () => {
		const time = new VirtualTime();
		const { context, timeouts } = await slow(time, 1_000);
		await callApi(context, api, call, frame(time, 5_000, 8_000));
		await callApi(context, api, call, frame(time, 50_000, 80_000));
		expect(timeouts).toEqual([8_000, 20_000]);
	});

	it('ends a call under way, also one that trickles', async () => {
		const time = new VirtualTime();
		const { context } = await slow(time, 9_000);
		const error = await errorOf(callApi(context, api, call, frame(time, 5_000, 8_000)));
		expect(error.message).toContain('No answer came in time');
	});

	it('lets no call begin later', async () => {
		const time = new VirtualTime();
		const { context, timeouts } = await slow(time, 1_000);
		await time.sleep(5_000);
		const error = await errorOf(callApi(context, api, call, frame(time, 5_000, 8_000)));
		expect(error.message).toContain('there was no time left for it');
		expect(timeouts).toEqual([]);
	});

	it('counts the waiting for a turn', async () => {
		const time = new VirtualTime();
		const limited = { ...api, callsAtOnce: { limit: 1, tokenField: 'token' } };
		const { context, timeouts } = await slow(time, 3_000);
		const inTime = frame(time, 5_000, 80_000);
		const all = [1, 2, 3].map(async () => await callApi(context, limited, call, inTime));
		const results = await Promise.allSettled(all);
		expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
		expect(timeouts).toHaveLength(2);
	});

	it('leaves no time for a repetition that would come too late', async () => {
		const time = new VirtualTime();
		vendor().get('/hooks').reply(429, '', { 'retry-after': '9' });
		const context = await contextOf();
		const error = await errorOf(callApi(context, api, call, frame(time, 5_000, 8_000)));
		expect(error.message).toContain('Try again in 9 seconds');
	});
});
