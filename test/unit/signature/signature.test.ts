import { createHmac } from 'node:crypto';

import fc from 'fast-check';

import { safeEqual } from '../../../nodes/shared/lib/safeEqual';
import type { SignatureScheme } from '../../../nodes/shared/signature/scheme';
import { hookSignature, webhookSignature } from '../../../nodes/shared/signature/schemes';
import { sign } from '../../../nodes/shared/signature/sign';
import { verify } from '../../../nodes/shared/signature/verify';

const body = Buffer.from('Hello, World!');
const key = "It's a Secret to Everybody";
const published = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';

const base64Sha512: SignatureScheme = {
	id: 'custom',
	header: 'X-Signature',
	algorithm: 'sha512',
	encoding: 'base64',
	prefix: 'v1,',
	content: '{id}.{timestamp}.{body}',
	idHeader: 'X-Id',
	timestampHeader: 'X-Timestamp',
};

describe('sign', () => {
	it("reproduces GitHub's published vector", () => {
		expect(sign(hookSignature, key, { body })).toBe(published);
	});

	it("matches the vendors' own Node.js examples", () => {
		const hex = createHmac('sha256', key).update('{"a":1}').digest('hex');
		const message = { body: Buffer.from('{"a":1}') };
		expect(sign(hookSignature, key, message)).toBe(`sha256=${hex}`);
		expect(sign(webhookSignature, key, message)).toBe(hex);
	});

	it('fills id, timestamp and body into the signed content', () => {
		const expected = createHmac('sha512', key).update('m1.1700000000.Hello, World!');
		expect(sign(base64Sha512, key, { body, id: 'm1', timestamp: '1700000000' })).toBe(
			`v1,${expected.digest('base64')}`,
		);
	});

	it('signs bytes that look like placeholders as they are', () => {
		const tricky = Buffer.from('{id}{timestamp}');
		expect(sign(webhookSignature, key, { body: tricky, id: 'x', timestamp: 'y' })).toBe(
			createHmac('sha256', key).update(tricky).digest('hex'),
		);
	});

	it('refuses an empty secret and a missing timestamp or id', () => {
		expect(() => sign(hookSignature, '', { body })).toThrow('empty secret');
		expect(() => sign(base64Sha512, key, { body, id: 'm1' })).toThrow('timestamp');
		expect(() => sign(base64Sha512, key, { body, timestamp: '1' })).toThrow('message id');
	});
});

describe('verify', () => {
	it('accepts the current secret and the previous one', () => {
		expect(verify(hookSignature, [key], { body }, published)).toBeUndefined();
		expect(verify(hookSignature, ['new', key], { body }, published)).toBeUndefined();
		expect(verify(hookSignature, [key, 'old'], { body }, [published])).toBeUndefined();
	});

	it('accepts hex in capitals, which is the same bytes', () => {
		const shouted = `sha256=${published.slice(7).toUpperCase()}`;
		expect(verify(hookSignature, [key], { body }, shouted)).toBeUndefined();
	});

	it.each([
		['missing', undefined],
		['missing', ''],
		['missing', []],
		['repeated', [published, published]],
		['malformed', `${published}, ${published}`],
		['malformed', published.slice(7)],
		['malformed', published.slice(0, -1)],
		['malformed', `${published}00`],
		['malformed', `sha256=${'z'.repeat(64)}`],
		['malformed', 'sha256='],
		['malformed', `sha1=${published.slice(7)}`],
		['mismatch', `sha256=${'0'.repeat(64)}`],
	])('calls a header %s: %j', (problem, header) => {
		expect(verify(hookSignature, [key], { body }, header)).toBe(problem);
	});

	it('never accepts an empty secret, even with a signature made with one', () => {
		const forged = `sha256=${createHmac('sha256', '').update(body).digest('hex')}`;
		expect(verify(hookSignature, ['', ''], { body }, forged)).toBe('mismatch');
		expect(verify(hookSignature, [], { body }, published)).toBe('mismatch');
	});

	it('refuses base64 that decodes only by leaving characters out', () => {
		const message = { body, id: 'm1', timestamp: '1' };
		const good = sign(base64Sha512, key, message);
		expect(verify(base64Sha512, [key], message, good)).toBeUndefined();
		expect(verify(base64Sha512, [key], message, `${good.slice(0, 9)} ${good.slice(9)}`)).toBe(
			'malformed',
		);
		expect(verify(base64Sha512, [key], message, good.replaceAll('=', ''))).toBe('malformed');
	});

	it('calls a message without the signed id or timestamp incomplete', () => {
		const good = sign(base64Sha512, key, { body, id: 'm1', timestamp: '1' });
		expect(verify(base64Sha512, [key], { body, id: 'm1' }, good)).toBe('missing');
		expect(verify(base64Sha512, [key], { body, timestamp: '1' }, good)).toBe('missing');
	});

	const schemes = fc.constantFrom(hookSignature, webhookSignature, base64Sha512);
	const bytes = fc.uint8Array({ minLength: 1, maxLength: 2048 }).map((array) => Buffer.from(array));
	const secret = fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => text.trim() !== '');

	it('accepts every signed body', () => {
		fc.assert(
			fc.property(schemes, bytes, secret, (scheme, content, signer) => {
				const message = { body: content, id: 'm1', timestamp: '1700000000' };
				return verify(scheme, [signer], message, sign(scheme, signer, message)) === undefined;
			}),
		);
	});

	it('refuses a body with any one byte changed', () => {
		fc.assert(
			fc.property(
				schemes,
				bytes,
				secret,
				fc.nat(),
				fc.integer({ min: 1, max: 255 }),
				(...given) => {
					const [scheme, content, signer, position, change] = given;
					const message = { body: content, id: 'm1', timestamp: '1700000000' };
					const header = sign(scheme, signer, message);
					const changed = Buffer.from(content);
					const at = position % changed.length;
					changed.writeUInt8(changed.readUInt8(at) ^ change, at);
					return verify(scheme, [signer], { ...message, body: changed }, header) === 'mismatch';
				},
			),
		);
	});

	it('never throws, whatever the header holds', () => {
		fc.assert(
			fc.property(schemes, fc.string({ unit: 'binary' }), (scheme, header) => {
				const message = { body, id: 'm1', timestamp: '1' };
				return verify(scheme, [key], message, header) !== undefined;
			}),
		);
	});
});

describe('safeEqual', () => {
	it.each([
		['token', 'token', true],
		['token', 'tokem', false],
		['token', 'token ', false],
		['', '', true],
		['', 'x', false],
	])('compares %j with %j', (a, b, same) => expect(safeEqual(a, b)).toBe(same));
});
