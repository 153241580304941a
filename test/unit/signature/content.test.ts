import fc from 'fast-check';

import { bytesOf, type Content, covers, coversBody } from '../../../nodes/shared/signature/content';
import { requestOf } from '../../support/signed';

const json = { a: { b: 'x', n: 5, list: ['first'] }, Message: 'Hi', Type: 'Note' };
const request = requestOf({
	method: 'PUT',
	url: 'https://hooks.example.com/in/1',
	queryString: 'b=%3A2&a=1',
	headers: { 'x-one': '1', 'x-two': ['2', '3'], 'x-listed': 'X-One, X-Two', 'x-bad': 'x-none' },
	rawBody: Buffer.from(JSON.stringify(json)),
});
const fill = (template: string, changes: Partial<Content> = {}) =>
	bytesOf(template, { request, timestamp: '17', id: 'msg_1', secret: 's', ...changes })?.toString();

describe('a template', () => {
	it.each([
		['{body}', JSON.stringify(json)],
		['v0:{timestamp}:{id}:{body}', `v0:17:msg_1:${JSON.stringify(json)}`],
		['{body}{body}', JSON.stringify(json).repeat(2)],
		['{method} {path}', 'PUT /in/1'],
		['{url}', 'https://hooks.example.com/in/1?b=%3A2&a=1'],
		['{url:decoded}', 'https://hooks.example.com/in/1?b=:2&a=1'],
		['{query}|{target}', 'b=%3A2&a=1|/in/1?b=%3A2&a=1'],
		['{header:X-One}{header:x-two}', '12, 3'],
		['{signedHeaders:X-Listed}', 'x-one:1;x-two:2, 3'],
		['{field:a.b}-{field:a.n}-{field:a.list.0}-{field:none}', 'x-5-first-'],
		['{lines:Message,Subject,Type}', 'Message\nHi\nType\nNote\n'],
		['{secret}{timestamp}', 's17'],
		['{form}', ''],
		['no placeholder at all', 'no placeholder at all'],
		['{unknown} {header} {} {body', '{unknown} {header} {} {body'],
		['{bodyHash:sha3}{bodyHash:sha256:base32}', '{bodyHash:sha3}{bodyHash:sha256:base32}'],
		['{constructor}{toString:x}', '{constructor}{toString:x}'],
	])('%s is filled', (template, expected) => expect(fill(template)).toBe(expected));

	it.each([
		['https://a.example/x', 'https://a.example:443/x', 'https://a.example/x'],
		['http://a.example/x', 'http://a.example:80/x', 'http://a.example/x'],
		['https://a.example:8443', 'https://a.example:8443', 'https://a.example'],
		['https://a.example/x:1/y', 'https://a.example:443/x:1/y', 'https://a.example/x:1/y'],
		['http://[::1]:5678/x', 'http://[::1]:5678/x', 'http://[::1]/x'],
		['http://[::1]/x', 'http://[::1]:80/x', 'http://[::1]/x'],
		['', '', ''],
	])('the address %s has a port, or none', (url, withPort, without) => {
		const one = requestOf({ url });
		expect(fill('{url:withPort}', { request: one })).toBe(withPort);
		expect(fill('{url:withoutPort}', { request: one })).toBe(without);
	});

	it.each(['{header:X-None}', '{signedHeaders:X-None}', '{signedHeaders:X-Bad}', '{setting:x}'])(
		'%s says that what it stands for is missing',
		(template) => expect(fill(`a${template}b`)).toBeUndefined(),
	);

	it('says so of a timestamp, an id and a secret, too', () => {
		expect(fill('{timestamp}', { timestamp: undefined })).toBeUndefined();
		expect(fill('{id}', { id: undefined })).toBeUndefined();
		expect(fill('{secret}', { secret: undefined })).toBeUndefined();
	});

	it('takes what the user has entered', () =>
		expect(fill('{setting:hook}', { request: { ...request, settings: { hook: 'WH' } } })).toBe(
			'WH',
		));

	it('never fills in what is filled in', () => {
		const tricky = requestOf({ rawBody: Buffer.from('{id}{secret}') });
		expect(fill('{timestamp}{body}', { request: tricky, timestamp: '{body}' })).toBe(
			'{body}{id}{secret}',
		);
	});

	it('keeps the bytes of a body that is no text', () => {
		const rawBody = Buffer.from([0, 255, 254, 10]);
		const content = { request: requestOf({ rawBody }), timestamp: 'ä' };
		expect(bytesOf('{timestamp}.{body}', content)).toEqual(
			Buffer.concat([Buffer.from('ä.'), rawBody]),
		);
	});

	it('sorts the fields of a form, and takes a repeated value once', () => {
		const form = (body: string, type = 'application/x-www-form-urlencoded; charset=UTF-8') =>
			fill('{url}{form}', {
				request: requestOf({
					url: 'https://a.example',
					headers: { 'content-type': type },
					rawBody: Buffer.from(body),
				}),
			});
		expect(form('b=2+3&a=%C3%A9&B=&a=1&a=1')).toBe('https://a.exampleBa1aéb2 3');
		expect(form('a=1', 'application/json')).toBe('https://a.example');
	});
});

describe('a hash', () => {
	// The check value of the CRC-32, and the examples "abc" of FIPS 180.
	it.each([
		['{bodyHash:crc32}', '123456789', '3421780262'],
		['{bodyHash:crc32}', '', '0'],
		[
			'{bodyHash:sha256}',
			'abc',
			'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
		],
		['{bodyHash:sha1}', 'abc', 'a9993e364706816aba3e25717850c26c9cd0d89d'],
		['{bodyHash:sha256:base64}', 'abc', 'ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='],
		['{bodyHash:sha256:base64url}', 'abc', 'ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0'],
		['{bodyHash:md5}', 'abc', '900150983cd24fb0d6963f7d28e17f72'],
	])('%s of "%s" is %s', (template, body, expected) =>
		expect(fill(template, { request: requestOf({ rawBody: Buffer.from(body) }) })).toBe(expected),
	);

	it('of the address is one of the address', () =>
		expect(fill('{urlHash:sha1}', { request: requestOf({ url: 'a', queryString: '' }) })).toBe(
			'86f7e437faa5a7fce15d1ddcb9eaeaea377667b8',
		));
});

describe('what a template covers', () => {
	it('is found by name, with or without an argument', () => {
		expect(covers('{timestamp}.{body}', 'timestamp')).toBe(true);
		expect(covers('{field:timestamp}', 'timestamp')).toBe(false);
		expect(covers('timestamp', 'timestamp')).toBe(false);
		expect(covers('{header:X}', 'id', 'header')).toBe(true);
	});

	it.each([
		['{body}', true],
		['{url}{form}', true],
		['{id}|{bodyHash:crc32}', true],
		['{field:timestamp}{field:token}', false],
		['{url}', false],
	])('%s: the body is bound: %s', (template, bound) => expect(coversBody(template)).toBe(bound));
});

describe('the first element of a list', () => {
	it.each([
		['[{"a":1},{"b":2}]', '{"a":1}'],
		['[ {"a": [1, 2]} , 3]', '{"a": [1, 2]}'],
		['[{"a":"],}{\\\\"},{}]', '{"a":"],}{\\\\"}'],
		['[{"a":"\\"]"}]', '{"a":"\\"]"}'],
		['[1 , 2]', '1'],
		['\n [ "é,]" ]', '"é,]"'],
	])('%s is as it was sent', (body, expected) =>
		expect(fill('{first}', { request: requestOf({ rawBody: Buffer.from(body) }) })).toBe(expected),
	);

	it.each(['', '[]', '[ ]', '{"a":1}', 'null', '[{"a":', '["', '["a\\'])('%s has none', (body) =>
		expect(fill('{first}', { request: requestOf({ rawBody: Buffer.from(body) }) })).toBeUndefined(),
	);

	it('is what JSON has as its first', () => {
		fc.assert(
			fc.property(fc.array(fc.jsonValue(), { minLength: 1 }), fc.boolean(), (list, isPretty) => {
				const text = JSON.stringify(list, undefined, isPretty ? 2 : undefined);
				const first = fill('{first}', { request: requestOf({ rawBody: Buffer.from(text) }) });
				expect(JSON.parse(first ?? '')).toEqual(JSON.parse(JSON.stringify(list[0])));
			}),
		);
	});
});
