import { type IDataObject, NodeOperationError } from 'n8n-workflow';

import { assertChanges } from '../../../shared/action/fields';
import type { ItemRun } from '../../../shared/action/itemRun';
import type { Operation } from '../../../shared/action/operation';
import { eventTypesField, readEventTypes, webhookField, webhookPath } from './fields';

export const updateWebhook: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update webhook',
	description: 'Change a webhook, or turn it on or off',
	fields: [
		webhookField,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{
					displayName: 'Enabled',
					name: 'enabled',
					type: 'boolean',
					default: true,
					description: 'Whether OpenWork calls the webhook',
				},
				eventTypesField,
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					description: 'The name under which OpenWork lists the webhook',
				},
				{
					displayName: 'URL',
					name: 'url',
					type: 'string',
					default: '',
					description:
						'The address that OpenWork calls. OpenWork documents no change of the URL: where your server does not do it, you get an error, and have to delete the webhook and create it again.',
				},
			],
		},
	],

	async execute(run) {
		const body = changes(run);
		const answer = await run.call({
			method: 'PATCH',
			path: webhookPath(run),
			body,
			purpose: 'update the webhook',
		});
		checkMoved(run, body, answer);
		return answer;
	},
};

function changes(run: ItemRun): IDataObject {
	const { eventTypes, ...others } = run.added('updateFields');
	const body =
		eventTypes === undefined ? others : { ...others, eventTypes: readEventTypes(eventTypes) };
	assertChanges(body);
	return body;
}

/** A server that knows only the documented fields may leave the URL as it is and say nothing. */
function checkMoved(
	{ context, itemIndex }: ItemRun,
	{ url }: IDataObject,
	answer: IDataObject,
): void {
	if (url === undefined || typeof answer.url !== 'string' || answer.url === url) return;
	throw new NodeOperationError(context.getNode(), 'OpenWork left the URL as it was', {
		itemIndex,
		description:
			'To move the webhook, delete it and create it again. Any other fields were updated.',
	});
}
