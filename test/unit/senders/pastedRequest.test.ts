import fc from 'fast-check';

import { readPastedRequest } from '../../../nodes/SignedWebhook/senders/pastedRequest';

const expected = {
	method: 'POST',
	headers: { 'x-signature': 'abc=', 'content-type': 'application/json' },
	body: { id: 1 },
};

describe('a pasted request is read', () => {
	it.each([
		[
			'as it went over the wire',
			'POST /hook?a=1 HTTP/1.1\r\nX-Signature: abc=\r\nContent-Type: application/json\r\n\r\n{"id":1}',
		],
		[
			'as lines of headers, with the body behind an empty line',
			'X-Signature:abc=\nContent-Type:  application/json\n\n{"id":1}',
		],
		[
			'as n8n’s Webhook node shows it',
			JSON.stringify([
				{
					headers: { 'x-signature': 'abc=', 'content-type': 'application/json' },
					body: { id: 1 },
					query: {},
				},
			]),
		],
		[
			'as a curl command',
			`curl -X POST 'https://example.com/hook?a=1' \\\n  -H 'X-Signature: abc=' -H "Content-Type: application/json" --data-raw '{"id":1}'`,
		],
	])('%s', (_how, text) => {
		const request = readPastedRequest(text);
		expect(request && { ...request, headers: { ...request.headers } }).toMatchObject(expected);
	});

	it('as a JSON object of headers alone', () =>
		expect(readPastedRequest('{"X-Signature": "abc="}')?.headers['x-signature']).toBe('abc='));

	it('with the query and a form', () => {
		const request = readPastedRequest(
			'POST /hook?a=1&b=2 HTTP/1.1\nContent-Type: application/x-www-form-urlencoded\n\nx=1&y=%20',
		);
		expect(request).toMatchObject({
			queryString: 'a=1&b=2',
			query: { a: '1', b: '2' },
			body: { x: '1', y: ' ' },
		});
	});
});

describe('what is no request', () => {
	it.each([
		'',
		'hello',
		'{',
		'[]',
		'null',
		'[null]',
		'{"headers":null}',
		'curl',
		'curl x',
		'x'.repeat(2_000_000),
	])('%#: nothing', (text) => expect(readPastedRequest(text)).toBeUndefined());

	it('never throws, and changes no prototype', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
				readPastedRequest(text);
				readPastedRequest(`curl ${text}`);
				readPastedRequest(`{"headers":${JSON.stringify({ __proto__: text })}}`);
			}),
		);
		readPastedRequest('__proto__: polluted\n\n{}');
		expect(({} as Record<string, unknown>).polluted).toBeUndefined();
	});
});
