import type { SignatureForm, SignedScheme } from './scheme';

/** An HMAC SHA-256 of the body in hex, in a header of that name, but for what `form` and `changes` say. */
export function bodyHmac(
	header: string,
	form: Partial<SignatureForm> = {},
	changes: Partial<SignedScheme> = {},
): SignedScheme {
	return {
		kind: 'signature',
		id: header,
		at: { header },
		forms: [{ algorithm: 'hmac-sha256', encoding: 'hex', ...form }],
		content: '{body}',
		...changes,
	};
}
