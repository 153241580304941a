import type { IDataObject } from 'n8n-workflow';

import type { Operation } from '../../../shared/action/operation';
import { WEBHOOKS_PATH } from '../../api';
import { eventTypesField, readEventTypes } from './fields';
import { signField, signingSecret } from './secret';

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
		signField,
	],

	async execute(run) {
		const body: IDataObject = {
			name: run.required('name', 'Name'),
			url: run.required('url', 'URL'),
			eventTypes: readEventTypes(run.value('eventTypes', [])),
		};
		const secret = await signingSecret(run);
		return await run.call({
			method: 'POST',
			path: WEBHOOKS_PATH,
			body: secret === undefined ? body : { ...body, secret },
			confidential: secret === undefined ? [] : [secret],
			purpose: 'create the webhook',
		});
	},
};
