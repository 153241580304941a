import { UserError } from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';

/** The credential that holds the secret to sign with. */
export const SIGNING_CREDENTIAL = 'webhookSigningSecretApi';

/**
 * The current secret of the item's credential: a previous one only verifies, it never signs.
 *
 * @throws NodeOperationError without a credential, UserError when its secret is empty
 */
export async function readSecret(context: IExecuteFunctions, itemIndex: number): Promise<string> {
	const credential = await context.getCredentials(SIGNING_CREDENTIAL, itemIndex);
	const secret = String(credential.secret ?? '');
	if (secret !== '') return secret;
	throw new UserError('The Webhook Signing Secret has no secret', {
		description: 'Open the credential and enter the secret that the receiver knows.',
	});
}
