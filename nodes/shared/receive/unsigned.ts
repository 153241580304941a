import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { SignatureScheme } from '../signature/scheme';
import type { Authentication } from './steps/authenticate';

/** Whether the user chose, with the option `acceptUnsigned`, to do without signatures while there is no secret. */
export function acceptsUnsigned(context: IHookFunctions | IWebhookFunctions): boolean {
	return (context.getNodeParameter('options', {}) as IDataObject).acceptUnsigned === true;
}

/** A signature with one of the secrets; nothing only where there is no secret and the user accepts that. */
export function signatureOrAccepted(
	context: IWebhookFunctions,
	scheme: SignatureScheme,
	secrets: readonly string[],
): Authentication {
	if (secrets.length === 0 && acceptsUnsigned(context)) return {};
	return { signature: { scheme, secrets } };
}
