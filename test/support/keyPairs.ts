import { generateKeyPairSync, type KeyObject } from 'node:crypto';

/** Both halves of a key pair in every spelling that a page may show. */
export interface KeyPair {
	readonly publicKey: KeyObject;
	readonly privateKey: KeyObject;
	readonly publicPem: string;
	readonly privatePem: string;
}

function pairOf({
	publicKey,
	privateKey,
}: {
	publicKey: KeyObject;
	privateKey: KeyObject;
}): KeyPair {
	return {
		publicKey,
		privateKey,
		publicPem: publicKey.export({ format: 'pem', type: 'spki' }).toString(),
		privatePem: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
	};
}

/** A key pair of each kind. */
export const makeKeyPairs = () => ({
	ed25519: pairOf(generateKeyPairSync('ed25519')),
	ec: pairOf(generateKeyPairSync('ec', { namedCurve: 'P-256' })),
	rsa: pairOf(generateKeyPairSync('rsa', { modulusLength: 2048 })),
});

/** Made once for a test file, for making one takes a while. */
export const keyPairs = makeKeyPairs();
