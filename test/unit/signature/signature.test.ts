import { createHmac } from 'node:crypto';

import fc from 'fast-check';

import { safeEqual } from '../../../nodes/shared/lib/safeEqual';
import { bodyHmac } from '../../../nodes/shared/signature/bodyHmac';
import { hookSignature, webhookSignature } from '../../../nodes/shared/signature/schemes';
import { signatureParts } from '../../../nodes/shared/signature/sign';
import { requestOf, signMessage, verifyMessage } from '../../support/signed';

const body = Buffer.from('Hello, World!');
const key = "It's a Secret to Everybody";
const published = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';

const base64Sha512 = bodyHmac(
	'X-Signature',
	{ algorithm: 'hmac-sha512', encoding: 'base64', prefix: 'v1,' },
	{
		content: '{id}.{timestamp}.{body}',
		messageId: { header: 'X-Id' },
		timestamp: { at: { header: 'X-Timestamp' } },
	},
);

describe('sign', () => {
	it("reproduces GitHub's published vector", () => {
		expect(signMessage(hookSignature, key, { body })).toBe(published);
	});

	it("matches the vendors' own Node.js examples", () => {
		const hex = createHmac('sha256', key).update('{"a":1}').digest('hex');
		const message = { body: Buffer.from('{"a":1}') };
		expect(signMessage(hookSignature, key, message)).toBe(`sha256=${hex}`);
		expect(signMessage(webhookSignature, key, message)).toBe(hex);
	});

	it('fills id, timestamp and body into the signed content', () => {
		const expected = createHmac('sha512', key).update('m1.1700000000.Hello, World!');
		expect(signMessage(base64Sha512, key, { body, id: 'm1', timestamp: '1700000000' })).toBe(
			`v1,${expected.digest('base64')}`,
		);
	});

	it('signs bytes that look like placeholders as they are', () => {
		const tricky = Buffer.from('{id}{timestamp}');
		expect(signMessage(webhookSignature, key, { body: tricky, id: 'x', timestamp: 'y' })).toBe(
			createHmac('sha256', key).update(tricky).digest('hex'),
		);
	});

	it('refuses an empty secret and a missing timestamp or id', () => {
		const request = requestOf({ rawBody: body });
		const sent = { request, id: 'm1', nowMs: 0 };
		expect(() => signatureParts(hookSignature, [''], sent)).toThrow('empty secret');
		const lacking = 'covers something that the message does not have';
		expect(() => signMessage(base64Sha512, key, { body, id: 'm1' })).toThrow(lacking);
		expect(() => signMessage(base64Sha512, key, { body, timestamp: '1' })).toThrow(lacking);
	});
});

describe('verify', () => {
	it('accepts the current secret and the previous one', () => {
		expect(verifyMessage(hookSignature, [key], { body }, published)).toBeUndefined();
		expect(verifyMessage(hookSignature, ['new', key], { body }, published)).toBeUndefined();
		expect(verifyMessage(hookSignature, [key, 'old'], { body }, [published])).toBeUndefined();
	});

	it('accepts hex in capitals, which is the same bytes', () => {
		const shouted = `sha256=${published.slice(7).toUpperCase()}`;
		expect(verifyMessage(hookSignature, [key], { body }, shouted)).toBeUndefined();
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
		expect(verifyMessage(hookSignature, [key], { body }, header)).toBe(problem);
	});

	it('never accepts an empty secret, even with a signature made with one', () => {
		const forged = `sha256=${createHmac('sha256', '').update(body).digest('hex')}`;
		expect(verifyMessage(hookSignature, ['', ''], { body }, forged)).toBe('mismatch');
		expect(verifyMessage(hookSignature, [], { body }, published)).toBe('mismatch');
	});

	it('refuses base64 that decodes only by leaving characters out', () => {
		const message = { body, id: 'm1', timestamp: '1' };
		const good = signMessage(base64Sha512, key, message);
		expect(verifyMessage(base64Sha512, [key], message, good)).toBeUndefined();
		expect(
			verifyMessage(base64Sha512, [key], message, `${good.slice(0, 9)} ${good.slice(9)}`),
		).toBe('malformed');
		expect(verifyMessage(base64Sha512, [key], message, good.replaceAll('=', ''))).toBe('malformed');
	});

	it('calls a message without the signed id or timestamp incomplete', () => {
		const good = signMessage(base64Sha512, key, { body, id: 'm1', timestamp: '1' });
		expect(verifyMessage(base64Sha512, [key], { body, id: 'm1' }, good)).toBe('missing');
		expect(verifyMessage(base64Sha512, [key], { body, timestamp: '1' }, good)).toBe('missing');
	});

	const schemes = fc.constantFrom(hookSignature, webhookSignature, base64Sha512);
	const bytes = fc.uint8Array({ minLength: 1, maxLength: 2048 }).map((array) => Buffer.from(array));
	const secret = fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => text.trim() !== '');

	it('accepts every signed body', () => {
		fc.assert(
			fc.property(schemes, bytes, secret, (scheme, content, signer) => {
				const message = { body: content, id: 'm1', timestamp: '1700000000' };
				return (
					verifyMessage(scheme, [signer], message, signMessage(scheme, signer, message)) ===
					undefined
				);
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
					const header = signMessage(scheme, signer, message);
					const changed = Buffer.from(content);
					const at = position % changed.length;
					changed.writeUInt8(changed.readUInt8(at) ^ change, at);
					return (
						verifyMessage(scheme, [signer], { ...message, body: changed }, header) === 'mismatch'
					);
				},
			),
		);
	});

	it('never throws, whatever the header holds', () => {
		fc.assert(
			fc.property(schemes, fc.string({ unit: 'binary' }), (scheme, header) => {
				const message = { body, id: 'm1', timestamp: '1' };
				return verifyMessage(scheme, [key], message, header) !== undefined;
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
