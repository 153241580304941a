import { createHash, createHmac, sign } from 'node:crypto';

import type { JwtScheme } from '../../../nodes/shared/signature/scheme';
import { signatureParts } from '../../../nodes/shared/signature/sign';
import { isProblem } from '../../../nodes/shared/signature/verdict';
import { verify } from '../../../nodes/shared/signature/verify';
import { keyPairs } from '../../support/keyPairs';
import { requestOf } from '../../support/signed';

const SECRET = 'a secret of both sides';
const rawBody = Buffer.from('{"a":1}');
const bodyHash = createHash('sha256').update(rawBody).digest('hex');

const scheme: JwtScheme = {
	kind: 'jwt',
	id: 'X-Token',
	at: { header: 'X-Token' },
	prefix: 'Bearer ',
	algorithms: ['HS256', 'RS256', 'ES256'],
	claims: { iss: 'acme', sha256: '{bodyHash:sha256}' },
};

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const good = { iss: 'acme', sha256: bodyHash, iat: 1_700_000_000, exp: 1_700_000_600, jti: 'id-1' };

/** A token as another program makes it. */
function token(claims: object = good, header: object = { alg: 'HS256', typ: 'JWT' }, key = SECRET) {
	const signed = `${part(header)}.${part(claims)}`;
	return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`;
}

const judge = (value: string | undefined, its: JwtScheme = scheme, ...secrets: string[]) => {
	const request = requestOf({ rawBody, headers: { 'x-token': value } });
	const verdict = verify(its, secrets.length > 0 ? secrets : [SECRET], request);
	return isProblem(verdict) ? verdict.problem : 'good';
};

describe('a JSON Web Token', () => {
	it('is taken, and what it says of time and id', () => {
		const request = requestOf({ rawBody, headers: { 'x-token': `Bearer ${token()}` } });
		expect(verify(scheme, [SECRET], request)).toEqual({
			verified: 'X-Token',
			signedAt: { text: '1700000000', ms: 1_700_000_000_000 },
			id: 'id-1',
			validFromMs: undefined,
			validUntilMs: 1_700_000_600_000,
		});
	});

	// RFC 7515, appendix A.1.
	it('is taken as RFC 7515 writes it', () => {
		const published =
			'AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow';
		const its: JwtScheme = {
			kind: 'jwt',
			id: 'rfc',
			at: { header: 'x-token' },
			algorithms: ['HS256'],
			key: 'base64',
			claims: { iss: 'joe' },
		};
		const value =
			'eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
		const secret = Buffer.from(published, 'base64url').toString('base64');
		expect(judge(value, its, secret)).toBe('good');
		expect(judge(value, its, Buffer.from('another').toString('base64'))).toBe('mismatch');
	});

	it.each([
		['RS256', keyPairs.rsa],
		['ES256', keyPairs.ec],
	] as const)('of %s is taken with the public key', (alg, { publicPem, privateKey }) => {
		const signed = `${part({ alg })}.${part(good)}`;
		const key = { key: privateKey, dsaEncoding: 'ieee-p1363' } as const;
		const value = `${signed}.${sign('sha256', Buffer.from(signed), key).toString('base64url')}`;
		expect(judge(value, scheme, publicPem)).toBe('good');
		expect(judge(value, { ...scheme, algorithms: ['HS256'] }, publicPem)).toBe('malformed');
		// One signature in 256 ends so by itself.
		const changed = value.replace(/..$/, (end) => (end === 'AA' ? 'BA' : 'AA'));
		expect(judge(changed, scheme, publicPem)).toBe('mismatch');
	});

	it('is never taken when a public key served as its shared secret', () => {
		const { publicPem } = keyPairs.rsa;
		for (const key of [publicPem, publicPem.trim()]) {
			expect(judge(token(good, { alg: 'HS256' }, key), scheme, publicPem)).toBe('mismatch');
		}
	});

	it.each([
		['missing', undefined],
		['missing', ''],
		['malformed', 'nonsense'],
		['malformed', token().split('.').slice(0, 2).join('.')],
		['malformed', `${token().split('.').slice(0, 2).join('.')}.`],
		['malformed', `${token()}.more`],
		['malformed', `${part({ alg: 'none' })}.${part(good)}.`],
		['malformed', `${part({ alg: 'none' })}.${part(good)}.AAAA`],
		['malformed', token(good, { alg: 'HS512' })],
		['malformed', token(good, { alg: 'HS256', crit: ['exp'] })],
		['malformed', token([1] as never)],
		['mismatch', token(good, { alg: 'HS256' }, 'another')],
		['mismatch', token(good, { alg: 'HS256' }, '')],
		['mismatch', token({ ...good, iss: 'other' })],
		['mismatch', token({ ...good, iss: undefined })],
		['mismatch', token({ ...good, sha256: createHash('sha256').update('x').digest('hex') })],
		['mismatch', token({ ...good, sha256: 5 })],
		['mismatch', `${token()}A`],
	])('is refused as %s: %s', (problem, value) => expect(judge(value)).toBe(problem));

	it('may leave a claim out that may be absent, but not have another value in it', () => {
		const its: JwtScheme = { ...scheme, claims: { 'sha256?': '{bodyHash:sha256}' } };
		expect(judge(token({ iss: 'acme' }), its)).toBe('good');
		expect(judge(token({ sha256: bodyHash }), its)).toBe('good');
		expect(judge(token({ sha256: 'other' }), its)).toBe('mismatch');
	});

	it('may have several recipients', () => {
		const its: JwtScheme = { ...scheme, claims: { aud: '{url}' } };
		const url = 'https://n8n.example.com/webhook/1';
		expect(judge(token({ aud: ['other', url] }), its)).toBe('good');
		expect(judge(token({ aud: url }), its)).toBe('good');
		expect(judge(token({ aud: ['other'] }), its)).toBe('mismatch');
	});

	it.each([
		[SECRET, SECRET],
		[keyPairs.rsa.privatePem, keyPairs.rsa.publicPem],
		[keyPairs.ec.privatePem, keyPairs.ec.publicPem],
	])('is written so that it can be verified', (signer, verifier) => {
		const algorithms = signer === SECRET ? scheme.algorithms : (['RS256', 'ES256'] as const);
		const its: JwtScheme = { ...scheme, algorithms };
		const request = requestOf({ rawBody });
		const parts = signatureParts(its, [signer], { request, id: '', nowMs: 1_700_000_000_000 });
		const value = parts.headers['X-Token'] ?? '';
		expect(value).toMatch(/^Bearer /);
		expect(judge(value, its, verifier)).toBe('good');
		expect(parts.confidential).toEqual([value.slice('Bearer '.length)]);
	});
});
