import { coversBody } from '../../shared/signature/content';
import type { SignatureScheme } from '../../shared/signature/scheme';

/** What a user should know of a scheme that proves less than an HMAC SHA-256 of the body does; none for the others. */
export function weaknesses(scheme: SignatureScheme): string[] {
	switch (scheme.kind) {
		case 'token':
			return [
				'The secret itself is sent with each event, so whoever can read one request can forge others. Use it over HTTPS only, and limit the addresses that may call where the sender names them.',
			];
		case 'jwt':
			return bindsBody(scheme.claims) ? [] : [BODY_NOT_COVERED];
		case 'signature':
			return [
				...(coversBody(scheme.content) || scheme.bodyHash ? [] : [BODY_NOT_COVERED]),
				...(scheme.forms.every(({ algorithm }) => algorithm.endsWith('sha1')) ? [SHA1] : []),
				...(scheme.forms.every(({ algorithm }) => algorithm === 'sha256') ? [PLAIN_HASH] : []),
			];
	}
}

const BODY_NOT_COVERED =
	'The signature does not cover the whole body, so whoever can read one request can send others with its signature.';

const SHA1 = 'The signature uses SHA-1, which is old. Prefer another where the sender offers one.';

const PLAIN_HASH =
	'The signature is a plain hash of the secret and the body, not an HMAC. Prefer another where the sender offers one.';

function bindsBody(claims: Readonly<Record<string, string>> = {}): boolean {
	return Object.entries(claims).some(
		([name, template]) => !name.endsWith('?') && coversBody(template),
	);
}
