import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import type { Authentication } from '../shared/receive/authenticate';
import type { NodeFields } from '../shared/receive/fields';
import type { SecretSource } from '../shared/receive/source';
import { bodyHmac } from '../shared/signature/bodyHmac';
import type { SignatureScheme } from '../shared/signature/scheme';
import { signingSecrets } from '../shared/signature/signingSecret';
import { conversationToken } from './api';
import { isManual } from './settings';

/**
 * What a callback has to prove: its token, which is the node's own, or the credential's when the user enters the URL at
 * the vendor; and a signature as well where one is required. Loads no credential that it does not need.
 */
export async function authentication(
	context: NodeFields,
	from: SecretSource,
): Promise<Authentication> {
	return {
		tokens: isManual(context)
			? await credentialTokens(from)
			: await from.ownSecrets(conversationToken),
		signature: requiresSignature(context)
			? { schemes: [signatureScheme(context)], secrets: await signingSecrets(from) }
			: undefined,
	};
}

/** The callback tokens of the credential: current and previous. */
export async function credentialTokens(
	context: Pick<IHookFunctions, 'getCredentials'>,
): Promise<[string, string]> {
	const { callbackToken, previousCallbackToken } =
		await context.getCredentials<IDataObject>('conversationApi');
	return [String(callbackToken ?? ''), String(previousCallbackToken ?? '')];
}

/** Whether a callback has to be signed. */
export function requiresSignature(context: NodeFields): boolean {
	return context.getNodeParameter('requireSignature', false) === true;
}

/** An HMAC SHA-256 of the body. The vendor documents none, so where it stands and how it is written are the user's word. */
export function signatureScheme(context: NodeFields): SignatureScheme {
	const header = String(context.getNodeParameter('signatureHeader', '') ?? '').trim();
	return bodyHmac(header, {
		encoding: context.getNodeParameter('signatureEncoding', 'hex') === 'base64' ? 'base64' : 'hex',
		prefix: String(context.getNodeParameter('signaturePrefix', '') ?? ''),
	});
}
