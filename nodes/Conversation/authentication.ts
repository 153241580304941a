import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { Authentication } from '../shared/receive/authenticate';
import type { SignatureScheme } from '../shared/signature/scheme';
import { signingSecrets } from '../shared/signature/signingSecret';
import { slotOfRequest } from '../shared/state/registration';
import { isManual } from './settings';

/** The contexts in which the node's parameters and credentials are read. */
type Context = Pick<IWebhookFunctions | IHookFunctions, 'getNodeParameter' | 'getCredentials'>;

/**
 * What a callback has to prove: its token, which is the node's own, or the credential's when the user enters the URL at
 * the vendor; and a signature as well where one is required. Loads no credential that it does not need.
 */
export async function authentication(context: IWebhookFunctions): Promise<Authentication> {
	return {
		// Without a slot nothing was registered, and no token can be right.
		tokens: isManual(context)
			? await credentialTokens(context)
			: [slotOfRequest(context)?.secret ?? ''],
		signature: requiresSignature(context)
			? { schemes: [signatureScheme(context)], secrets: await signingSecrets(context) }
			: undefined,
	};
}

/** The callback tokens of the credential: current and previous. */
export async function credentialTokens(context: Context): Promise<[string, string]> {
	const { callbackToken, previousCallbackToken } =
		await context.getCredentials<IDataObject>('conversationApi');
	return [String(callbackToken ?? ''), String(previousCallbackToken ?? '')];
}

/** Whether a callback has to be signed. */
export function requiresSignature(context: Context): boolean {
	return context.getNodeParameter('requireSignature', false) === true;
}

/** An HMAC SHA-256 of the body. The vendor documents none, so where it stands and how it is written are the user's word. */
export function signatureScheme(context: Context): SignatureScheme {
	const header = String(context.getNodeParameter('signatureHeader', '') ?? '').trim();
	return {
		id: header,
		header,
		algorithm: 'sha256',
		encoding: context.getNodeParameter('signatureEncoding', 'hex') === 'base64' ? 'base64' : 'hex',
		prefix: String(context.getNodeParameter('signaturePrefix', '') ?? ''),
		content: '{body}',
	};
}
