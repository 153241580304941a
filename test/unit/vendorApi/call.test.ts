import nock from 'nock';

import {
	callApi,
	deleteAtVendor,
	exchange,
	findAtVendor,
} from '../../../nodes/shared/vendorApi/call';
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
		vendor().get('/hooks').reply(200, { id: 1 }).get('/hooks').reply(404, 'gone');
		expect(await find()).toEqual({ id: 1 });
		expect(await find()).toBeUndefined();
	});

	it('fails for anything else', async () => {
		vendor().get('/hooks').reply(403, 'no').get('/hooks').reply(200, '<html>');
		await expect(find()).rejects.toThrow('(status 403)');
		await expect(find()).rejects.toThrow('not JSON');
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
		[200, '{}'],
		[200, '<html>Bye</html>'],
		[202, ''],
		[204, undefined],
		[404, '{"error":"not found"}'],
	])('succeeds with %i %j', async (status, body) => {
		vendor().delete('/hooks/h%2F1').reply(status, body);
		await expect(remove()).resolves.toBeUndefined();
	});

	it.each([400, 401, 403, 409])('fails with %i', async (status) => {
		vendor().delete('/hooks/h%2F1').reply(status, 'no');
		await expect(remove()).rejects.toThrow(`could not delete the webhook`);
	});

	it('succeeds when the repetition finds it gone', async () => {
		vendor().delete('/hooks/h%2F1').reply(502, '').delete('/hooks/h%2F1').reply(404, '');
		await remove();
		expect(waits).toEqual([1000]);
	});
});

it('exchange gives any answer as it is, with the waiting that it asks for', async () => {
	vendor().get('/hooks').reply(409, 'busy', { 'retry-after': '5' });
	expect(await exchange(await contextOf(), api, call, dependencies)).toEqual({
		status: 409,
		text: 'busy',
		retryAfterMs: 5000,
		confidential: [TOKEN],
	});
});
