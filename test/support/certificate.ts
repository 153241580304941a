import { generateKeyPairSync, sign } from 'node:crypto';

/** A key and a certificate that vouches for itself, both as PEM. */
export interface Certificate {
	key: string;
	cert: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const NAME = 'Simulated systems of the tests';

/** Tags of DER (X.690) that a certificate needs. */
const TAG = {
	bool: 1,
	integer: 2,
	bits: 3,
	bytes: 4,
	utf8: 12,
	utcTime: 23,
	sequence: 48,
	set: 49,
};
/** Object identifiers, encoded. */
const OID = {
	ecdsaWithSha256: Buffer.from('06082a8648ce3d040302', 'hex'),
	commonName: Buffer.from('0603550403', 'hex'),
	basicConstraints: Buffer.from('0603551d13', 'hex'),
	subjectAltName: Buffer.from('0603551d11', 'hex'),
};

/**
 * Makes a certificate for 127.0.0.1 that is valid from yesterday to tomorrow (RFC 5280). n8n takes it for genuine when
 * it is started with `NODE_EXTRA_CA_CERTS`, so that tests can have HTTPS without a certificate of anybody's.
 */
export function makeCertificate(nowMs = Date.now()): Certificate {
	const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const algorithm = sequence(OID.ecdsaWithSha256);
	const name = sequence(der(TAG.set, sequence(OID.commonName, der(TAG.utf8, Buffer.from(NAME)))));
	const loopback = der(0x87, Buffer.from([127, 0, 0, 1]));
	const content = sequence(
		der(0xa0, der(TAG.integer, Buffer.from([2]))), // Version 3
		der(TAG.integer, Buffer.from([1])),
		algorithm,
		name,
		sequence(utcTime(nowMs - DAY_MS), utcTime(nowMs + DAY_MS)),
		name,
		publicKey.export({ type: 'spki', format: 'der' }),
		der(
			0xa3,
			sequence(
				extension(OID.basicConstraints, sequence(der(TAG.bool, Buffer.from([0xff])))),
				extension(OID.subjectAltName, sequence(loopback)),
			),
		),
	);
	const signature = sign('sha256', content, privateKey);
	const certificate = sequence(content, algorithm, der(TAG.bits, Buffer.from([0]), signature));
	return {
		key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
		cert: pem(certificate),
	};
}

function der(tag: number, ...parts: Buffer[]): Buffer {
	const content = Buffer.concat(parts);
	const { length } = content;
	const size =
		length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length];
	return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function sequence(...parts: Buffer[]): Buffer {
	return der(TAG.sequence, ...parts);
}

function extension(oid: Buffer, value: Buffer): Buffer {
	return sequence(oid, der(TAG.bytes, value));
}

function utcTime(ms: number): Buffer {
	const digits = new Date(ms).toISOString().replace(/[-:T]|\.\d+/g, '');
	return der(TAG.utcTime, Buffer.from(digits.slice(2)));
}

function pem(bytes: Buffer): string {
	const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
	return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
