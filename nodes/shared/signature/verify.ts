import { valuesAt } from '../lib/json';
import { verifyJwt } from './jwt';
import type { SignableRequest, SignatureScheme } from './scheme';
import { verifySignature } from './signed';
import { verifyToken } from './token';
import { isProblem, type Verdict } from './verdict';

/**
 * Checks a request against the current and any previous secret, in constant time. Never throws for what a sender can
 * send.
 */
export function verify(
	scheme: SignatureScheme,
	secrets: readonly string[],
	request: SignableRequest,
): Verdict {
	if (scheme.each === undefined) return verifyOne(scheme, secrets, request);
	const elements = valuesAt(request.body, scheme.each);
	const verdicts = elements.map((body) => verifyOne(scheme, secrets, { ...request, body }));
	return verdicts.find(isProblem) ?? verdicts[0] ?? { problem: 'missing' };
}

function verifyOne(
	scheme: SignatureScheme,
	secrets: readonly string[],
	request: SignableRequest,
): Verdict {
	if (scheme.kind === 'signature') return verifySignature(scheme, secrets, request);
	if (scheme.kind === 'jwt') return verifyJwt(scheme, secrets, request);
	return verifyToken(scheme, secrets, request);
}
