import { UserError } from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';

/** The credential that holds the secret to sign with. */
const SIGNING_CREDENTIAL = 'webhookSigningSecretApi';

/**
 * The current secret of the item's credential: a previous one only verifies, it never signs.
 *
 * @throws NodeOperationError without a credential, UserError when its secret is empty
 */
export async function readSecret(context: IExecuteFunctions, itemIndex: number): Promise<string> {
	const [current] = await readSecrets(context, itemIndex);
	return current;
}

/**
 * The secrets of the item's credential: the current one, then the one before, if there is one.
 *
 * @throws NodeOperationError without a credential, UserError when its secret is empty
 */
export async function readSecrets(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<[current: string, ...previous: string[]]> {
	const credential = await context.getCredentials(SIGNING_CREDENTIAL, itemIndex);
	const current = String(credential.secret ?? '');
	const previous = String(credential.previousSecret ?? '');
	if (current !== '') return previous === '' ? [current] : [current, previous];
	throw new UserError('The Webhook Signing Secret has no secret', {
		description: 'Open the credential and enter the secret that the receiver knows.',
	});
}
