import { testSigningSecret } from '../../../nodes/shared/signature/signingSecret';
import { keyPairs } from '../../support/keyPairs';

const GOOD = 'k3TqR8vW2xYz5aBc';

const bytes = (count: number) => Buffer.alloc(count, 7).toString('base64');

/** As it is pasted into a field of one line. */
const PEMS = Object.values(keyPairs).flatMap(({ publicPem, privatePem }) => [
	publicPem.replaceAll('\n', ' '),
	privatePem.replaceAll('\n', ''),
]);

const WHSEC = `whsec_${bytes(25)}`;

describe('testSigningSecret', () => {
	it.each([
		[{ secret: GOOD }],
		[{ secret: GOOD, previousSecret: '' }],
		[{ secret: GOOD, previousSecret: 'short' }],
		[{ secret: 'a secret with spaces inside' }],
		[{ secret: ` ${GOOD}\n`, previousSecret: `\t${GOOD}\r\n` }],
		[{ secret: 'bob:secret' }],
		[{ secret: WHSEC }],
		[{ secret: `v1,${WHSEC}` }],
		[{ secret: ` ${WHSEC.replace(/=+$/, '')} ` }],
		[{ secret: `whpk_${bytes(32)}` }],
		[{ secret: `whsk_${bytes(32)}` }],
		[{ secret: `whsk_${bytes(64)}` }],
		...PEMS.map((secret): [{ secret: string }] => [{ secret }]),
	])('accepts %j', (credential) => {
		expect(testSigningSecret(credential).status).toBe('OK');
	});

	it.each([
		['no secret', {}, /Secret is empty.*Asana/],
		['a user without a password', { secret: 'bob:' }, /too short/],
		['an empty secret', { secret: '' }, /Secret is empty/],
		['a blank secret', { secret: '                    ' }, /Secret is empty/],
		['15 characters', { secret: GOOD.slice(1) }, /too short.*16/],
		['15 characters and blanks', { secret: ` ${GOOD.slice(1)}\n` }, /too short.*16/],
		['whsec_ and no Base64', { secret: 'whsec_what is not Base64' }, /^Secret cannot.*whsec_/],
		['whsec_ and nothing', { secret: 'whsec_' + '='.repeat(16) }, /^Secret cannot.*whsec_/],
		['whpk_ and nonsense', { secret: 'whpk_nonsense nonsense' }, /^Secret cannot.*whpk_.*32/],
		['whpk_ and 31 bytes', { secret: `whpk_${bytes(31)}` }, /^Secret cannot.*whpk_.*32/],
		['whsk_ and 33 bytes', { secret: `whsk_${bytes(33)}` }, /^Secret cannot.*whsk_.*32/],
		...PEMS.map((pem) => [
			'half of a PEM key',
			{ secret: pem.slice(0, pem.length / 2) },
			/^Secret cannot.*PEM.*whole/,
		]),
		[
			'a PEM key with another inside',
			{ secret: '-----BEGIN PUBLIC KEY-----nonsense-----END PUBLIC KEY-----' },
			/^Secret cannot.*PEM/,
		],
		[
			'a previous secret that cannot be a key',
			{ secret: GOOD, previousSecret: 'whpk_nonsense' },
			/^Previous Secret cannot.*whpk_/,
		],
	] as Array<[string, { secret?: string; previousSecret?: string }, RegExp]>)(
		'refuses %s, says what to do and tells no secret',
		(_, credential, message) => {
			const result = testSigningSecret(credential);
			expect(result.status).toBe('Error');
			expect(result.message).toMatch(message);
			expect(result.message).not.toContain(GOOD.slice(1));
			expect(result.message).not.toContain('nonsense');
		},
	);
});
