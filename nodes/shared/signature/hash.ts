import { createHash } from 'node:crypto';

import type { Encoding } from './scheme';

const DIGESTS = ['sha1', 'sha256', 'sha512', 'md5'] as const;

/** What can stand for the body or the address. */
export type HashName = (typeof DIGESTS)[number] | 'crc32';

/** Whether there is a hash of this name. */
export function isHashName(name: string): name is HashName {
	return name === 'crc32' || (DIGESTS as readonly string[]).includes(name);
}

/** A hash as text; a CRC-32 is a decimal number in every encoding. */
export function hashText(name: HashName, bytes: Buffer | string, encoding: Encoding): string {
	if (name === 'crc32') return String(crc32(Buffer.from(bytes)));
	return createHash(name).update(bytes).digest(encoding);
}

/** The reversed polynomial of ISO 3309 and ITU-T V.42. */
const POLYNOMIAL = 0xedb88320;

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
	let rest = byte;
	for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ POLYNOMIAL : rest >>> 1;
	return rest;
});

function crc32(bytes: Buffer): number {
	let rest = 0xffffffff;
	for (const byte of bytes) rest = (rest >>> 8) ^ (TABLE[(rest ^ byte) & 0xff] ?? 0);
	return (rest ^ 0xffffffff) >>> 0;
}
