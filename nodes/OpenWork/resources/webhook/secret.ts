import { type IDataObject, type INodeProperties, NodeOperationError } from 'n8n-workflow';

import type { ItemRun } from '../../../shared/action/itemRun';

/** Whether the webhook gets the secret of the Webhook Signing Secret credential. The node shows the credential by it. */
export const signField: INodeProperties = {
	displayName: 'Sign Deliveries',
	name: 'signDeliveries',
	type: 'boolean',
	default: true,
	noDataExpression: true,
	description:
		'Whether OpenWork signs what it sends (X-Hook-Signature) with the secret of the Webhook Signing Secret credential. Without a signature its events cannot be told from forged ones.',
};

/**
 * The secret of the credential, if the node's field asks for it.
 *
 * @throws NodeOperationError when the credential has none
 */
export async function signingSecret(run: ItemRun): Promise<string | undefined> {
	if (run.value(signField.name, false) !== true) return undefined;
	const { context, itemIndex } = run;
	const { secret } = await context.getCredentials<IDataObject>(
		'webhookSigningSecretApi',
		itemIndex,
	);
	// As everywhere, blanks around it are no part of the secret.
	const key = String(secret ?? '').trim();
	if (key !== '') return key;
	throw new NodeOperationError(context.getNode(), 'The Webhook Signing Secret has no secret', {
		itemIndex,
		description: 'Open the credential and enter the secret that OpenWork has to sign with.',
	});
}
