import { type IDataObject, NodeOperationError } from 'n8n-workflow';

import type { ItemRun } from '../../../shared/action/itemRun';
import type { Operation } from '../../../shared/action/operation';
import { WEBHOOKS_PATH } from '../../api';
import { eventTypesField, readEventTypes } from './fields';

export const createWebhook: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create webhook',
	description: 'Have OpenWork call a URL on events',
	fields: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. My Connection Monitor',
			description: 'The name under which OpenWork lists the webhook',
		},
		{
			displayName: 'URL',
			name: 'url',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://my-server.com/webhook',
			description: 'The address that OpenWork calls. It should start with https.',
		},
		{ ...eventTypesField, required: true },
		{
			displayName: 'Sign Deliveries',
			name: 'signDeliveries',
			type: 'boolean',
			default: true,
			noDataExpression: true,
			description:
				'Whether OpenWork signs what it sends (X-Hook-Signature) with the secret of the Webhook Signing Secret credential. Without a signature its events cannot be told from forged ones.',
		},
	],

	async execute(run) {
		const body: IDataObject = {
			name: run.required('name', 'Name'),
			url: run.required('url', 'URL'),
			eventTypes: readEventTypes(run.value('eventTypes', [])),
		};
		const secret = run.value('signDeliveries') === false ? undefined : await signingSecret(run);
		return await run.call({
			method: 'POST',
			path: WEBHOOKS_PATH,
			body: secret === undefined ? body : { ...body, secret },
			confidential: secret === undefined ? [] : [secret],
			purpose: 'create the webhook',
		});
	},
};

async function signingSecret({ context, itemIndex }: ItemRun): Promise<string> {
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
