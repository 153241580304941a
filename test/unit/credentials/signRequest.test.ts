import type { IHttpRequestOptions } from 'n8n-workflow';

import { signRequest } from '../../../credentials/signRequest';

const SECRET = "It's a Secret to Everybody";
// GitHub's published example: this secret, the body `Hello, World!`.
const HELLO = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';
const SIGNATURE = 'X-Hook-Signature';

/** The older options of the HTTP Request node have two more keys. */
type Options = Partial<IHttpRequestOptions> & { form?: unknown; formData?: unknown };

function signed(request: Options): IHttpRequestOptions {
	return signRequest(SECRET, { url: 'https://example.com/hook', method: 'POST', ...request });
}

describe('signRequest', () => {
	it('signs a text body, byte for byte', () => {
		const request = signed({ body: 'Hello, World!' });
		expect(request.headers?.[SIGNATURE]).toBe(HELLO);
		expect(request.body).toEqual(Buffer.from('Hello, World!'));
		expect(request.headers).not.toHaveProperty('Content-Type');
	});

	it('signs a Buffer as it is', () => {
		const body = Buffer.from('Hello, World!');
		const request = signed({ body });
		expect(request.headers?.[SIGNATURE]).toBe(HELLO);
		expect(request.body).toEqual(body);
	});

	it.each([
		['an object', { text: 'Grüße', n: 1 }],
		['an array', [1, 2]],
		['an empty object', {}],
	])('serialises %s once and signs those bytes', (_, body) => {
		const request = signed({ body });
		const bytes = Buffer.from(JSON.stringify(body));
		expect(request.body).toEqual(bytes);
		expect(request.headers).toEqual({
			'Content-Type': 'application/json',
			[SIGNATURE]: signed({ body: bytes }).headers?.[SIGNATURE],
		});
	});

	it("keeps the caller's content type, however it is spelled", () => {
		const request = signed({
			body: { a: 1 },
			headers: { 'content-TYPE': 'application/cloudevents+json' },
		});
		expect(Object.keys(request.headers ?? {})).toEqual(['content-TYPE', SIGNATURE]);
	});

	it('signs nothing at all for a request without a body', () => {
		// HMAC-SHA256 of the empty message.
		const empty = signed({ body: '' }).headers?.[SIGNATURE];
		for (const body of [undefined, null]) {
			const request = signed({ body });
			expect(request.headers).toEqual({ [SIGNATURE]: empty });
			expect(request.body).toBe(body);
		}
	});

	it('replaces a signature header that is there already', () => {
		const request = signed({ body: 'Hello, World!', headers: { 'x-hook-signature': 'forged' } });
		expect(request.headers).toEqual({ [SIGNATURE]: HELLO });
	});

	it('leaves the request that it was given alone', () => {
		const request = Object.freeze({
			url: 'https://example.com',
			headers: Object.freeze({ a: 'b' }),
			body: Object.freeze({ c: 1 }),
		});
		expect(() => signRequest(SECRET, request)).not.toThrow();
	});

	it('leaves text that is sent as a form as text, which n8n would otherwise take to pieces', () => {
		const request = signed({
			body: 'a=1&b=2',
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
		});
		expect(request.body).toBe('a=1&b=2');
	});

	it.each([
		['URL parameters', { body: new URLSearchParams({ a: '1' }) }],
		['form data', { body: new FormData() as unknown as URLSearchParams }],
		['a form of the HTTP Request node', { form: { a: '1' } }],
		['form data of the HTTP Request node', { formData: { a: '1' } }],
		[
			'a multipart body',
			{ body: 'x', headers: { 'Content-Type': 'multipart/form-data; boundary=x' } },
		],
		['a stream', { body: { pipe: () => undefined } as unknown as Buffer }],
	])('refuses %s', (_, request) => {
		expect(() => signed(request)).toThrow(/cannot sign a form or a file/);
	});

	it.each([` ${SECRET}`, `${SECRET}\n`, `\t${SECRET}\r\n`])(
		'does not take blanks around the secret for a part of it: %j',
		(secret) => {
			const request = signRequest(secret, { url: 'https://example.com', body: 'Hello, World!' });
			expect(request.headers?.[SIGNATURE]).toBe(HELLO);
		},
	);

	it('refuses an empty secret', () => {
		expect(() => signRequest('', { url: 'https://example.com' })).toThrow(/empty secret/);
	});
});
