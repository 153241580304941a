import { generateKeyPairSync } from 'node:crypto';

import { readKeyPair } from '../../../nodes/shared/signature/keyPair';
import { keyOf } from '../../../nodes/shared/signature/keys';
import { keyPairs } from '../../support/keyPairs';

type Type = 'ed25519' | 'ec' | 'rsa';

const TYPES: readonly Type[] = ['ed25519', 'ec', 'rsa'];

const der = (type: Type) =>
	keyPairs[type].publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
const privateDer = (type: Type) =>
	keyPairs[type].privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
const jwk = (type: Type, half: 'publicKey' | 'privateKey') =>
	JSON.stringify(keyPairs[type][half].export({ format: 'jwk' }));
const rawEd25519 = Buffer.from(
	String(keyPairs.ed25519.publicKey.export({ format: 'jwk' }).x),
	'base64url',
);

describe.each(TYPES)('a key of the type %s', (type) => {
	const { publicKey, privateKey, publicPem, privatePem } = keyPairs[type];
	const isTheKey = (text: string, kind: 'public' | 'private') => {
		const read = readKeyPair(type, text);
		expect(read).toMatchObject({ kind });
		const expected = kind === 'public' ? publicKey : privateKey;
		expect('key' in read && read.key.equals(expected)).toBe(true);
	};

	it.each([
		['PEM', publicPem.trim()],
		['PEM whose line breaks became blanks', publicPem.trim().replaceAll('\n', ' ')],
		['PEM with \\n in it', publicPem.trim().replaceAll('\n', '\\n')],
		['PEM without line breaks', publicPem.trim().replaceAll('\n', '')],
		['JWK', jwk(type, 'publicKey')],
		['DER in Base64', der(type)],
		['DER in Base64, in lines', der(type).replace(/.{40}/g, '$&\n')],
	])('is read from %s', (_spelling, text) => isTheKey(text, 'public'));

	it.each([
		['PEM', privatePem.trim()],
		['PEM whose line breaks became blanks', privatePem.trim().replaceAll('\n', ' ')],
		['JWK', jwk(type, 'privateKey')],
		['DER in Base64', privateDer(type)],
	])('is known to be private in %s', (_spelling, text) => isTheKey(text, 'private'));

	it.each(TYPES.filter((other) => other !== type))('is none of the type %s', (other) => {
		const { publicPem: text } = keyPairs[other];
		expect(readKeyPair(type, text.trim())).toMatchObject({ kind: 'none' });
	});

	it.each(['', 'nonsense', 'AAAA', '{', '{"kty":"oct","k":"AAAA"}', publicPem.slice(0, 60)])(
		'is not %j',
		(text) => {
			const read = readKeyPair(type, text);
			expect(read).toMatchObject({ kind: 'none', problem: expect.stringContaining('PEM') });
		},
	);
});

describe('an Ed25519 key', () => {
	it.each([
		['hex', rawEd25519.toString('hex')],
		['hex in capitals', rawEd25519.toString('hex').toUpperCase()],
		['Base64', rawEd25519.toString('base64')],
		['whpk_', `whpk_${rawEd25519.toString('base64')}`],
	])('is read from its bytes in %s', (_spelling, text) => {
		const read = readKeyPair('ed25519', text);
		expect('key' in read && read.key.equals(keyPairs.ed25519.publicKey)).toBe(true);
	});

	it('of Standard Webhooks has whpk_ or whsk_ before it: bytes alone are a key of the other kind', () => {
		const need = { algorithm: 'ed25519', key: 'whsec' } as const;
		const text = rawEd25519.toString('base64');
		expect(keyOf(need, `whpk_${text}`)).toMatchObject({ kind: 'public' });
		expect(keyOf(need, text)).toMatchObject({ kind: 'none' });
	});
});

it('a key of another curve is none', () => {
	const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'secp256k1' });
	const pem = publicKey.export({ format: 'pem', type: 'spki' }).toString().trim();
	expect(readKeyPair('ec', pem)).toMatchObject({ kind: 'none' });
});
