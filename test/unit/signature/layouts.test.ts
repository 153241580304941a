import { generateKeyPairSync } from 'node:crypto';

import { standardWebhooks, stripe } from '../../../nodes/shared/signature/schemes';
import { signMessage, verifyMessage } from '../../support/signed';

const message = { body: Buffer.from('{"a":1}'), id: 'msg_1', timestamp: '1700000000' };
const secret = `whsec_${Buffer.from('a key of enough bytes').toString('base64')}`;
const good = signMessage(standardWebhooks, secret, message);
const stale = signMessage(standardWebhooks, 'whsec_AAAA', message);

describe('a list of signatures', () => {
	it.each([`${good} ${stale}`, `${stale} ${good}`, `v2,abc v1a,!! ${good}`])(
		'is accepted when one is good: %s',
		(header) => expect(verifyMessage(standardWebhooks, [secret], message, header)).toBeUndefined(),
	);

	it.each([
		['malformed', 'v2,abc'],
		['malformed', ' '],
		['malformed', good.replace(',', '')],
		['malformed', Array(17).fill(good).join(' ')],
		// A header that is sent twice, as Node.js joins it.
		['malformed', `${stale}, ${good}`],
		['malformed', `${good}, ${good}`],
		['mismatch', stale],
	])('is %s: %s', (problem, header) => {
		expect(verifyMessage(standardWebhooks, [secret], message, header)).toBe(problem);
	});

	it('takes a secret with or without whsec_, and refuses one that is not Base64', () => {
		expect(signMessage(standardWebhooks, secret.slice('whsec_'.length), message)).toBe(good);
		expect(() => signMessage(standardWebhooks, 'not base64!', message)).toThrow('whsec_');
		expect(() => signMessage(standardWebhooks, 'whsec_', message)).toThrow('whsec_');
		expect(verifyMessage(standardWebhooks, ['not base64!', 'whsec_'], message, good)).toBe(
			'mismatch',
		);
	});
});

describe('an Ed25519 signature', () => {
	const { publicKey, privateKey } = generateKeyPairSync('ed25519');
	const raw = (key: 'x' | 'd', jwk: Record<string, unknown>) =>
		Buffer.from(String(jwk[key]), 'base64url');
	const jwk = privateKey.export({ format: 'jwk' }) as Record<string, unknown>;
	const seed = raw('d', jwk);
	const point = raw('x', publicKey.export({ format: 'jwk' }) as Record<string, unknown>);
	const privateText = `whsk_${seed.toString('base64')}`;
	const publicText = `whpk_${point.toString('base64')}`;
	const header = signMessage(standardWebhooks, privateText, message);

	it('is written and read', () => {
		expect(header).toMatch(/^v1a,/);
		expect(verifyMessage(standardWebhooks, [publicText], message, header)).toBeUndefined();
		expect(verifyMessage(standardWebhooks, [secret, publicText], message, header)).toBeUndefined();
	});

	it('is written the same with the 64-byte form of the key', () => {
		const long = `whsk_${Buffer.concat([seed, point]).toString('base64')}`;
		expect(signMessage(standardWebhooks, long, message)).toBe(header);
	});

	it('is refused for another body, another key and a key that is none', () => {
		const other = { ...message, body: Buffer.from('x') };
		expect(verifyMessage(standardWebhooks, [publicText], other, header)).toBe('mismatch');
		expect(verifyMessage(standardWebhooks, [secret], message, header)).toBe('mismatch');
		expect(verifyMessage(standardWebhooks, ['whpk_AAAA'], message, header)).toBe('mismatch');
		expect(verifyMessage(standardWebhooks, [publicText], message, good)).toBe('mismatch');
		expect(() => signMessage(standardWebhooks, 'whsk_AAAA', message)).toThrow('private key');
	});
});

describe('pairs', () => {
	const header = signMessage(stripe, 'whsec_1', message);
	const [time = '', signature = ''] = header.split(',');

	it.each([header, `${time},v0=00,${signature}`, `${time}, ${signature}`, `${header},v1=00`])(
		'are accepted when one signature is good: %s',
		(value) => expect(verifyMessage(stripe, ['whsec_1'], message, value)).toBeUndefined(),
	);

	it.each([
		['malformed', signature],
		['malformed', time],
		['malformed', `${time},${time},${signature}`],
		['mismatch', `t=1700000001,${signature}`],
	])('are %s: %s', (problem, value) => {
		expect(verifyMessage(stripe, ['whsec_1'], message, value)).toBe(problem);
	});
});
