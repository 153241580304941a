import { type IDataObject, NodeOperationError } from 'n8n-workflow';

import { assertChanges, updateFields } from '../../../shared/action/fields';
import type { ItemRun } from '../../../shared/action/itemRun';
import type { Operation } from '../../../shared/action/operation';
import { deliveryFields, readDeliveries } from './deliveries';
import { eventTypesField, readEventTypes, webhookField, webhookPath } from './fields';
import { signField, signingSecret } from './secret';

export const updateWebhook: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update webhook',
	description: 'Change a webhook, or turn it on or off',
	fields: [
		webhookField,
		{
			...signField,
			displayName: 'Replace Secret',
			default: false,
			description:
				'Whether OpenWork signs with the secret of the Webhook Signing Secret credential from now on. OpenWork documents no change of the secret: where your server does not do it, you get an error, and have to delete the webhook and create it again.',
		},
		updateFields([
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
			deliveryFields.retryCount,
			deliveryFields.timeoutMs,
			{
				displayName: 'URL',
				name: 'url',
				type: 'string',
				default: '',
				description:
					'The address that OpenWork calls. OpenWork documents no change of the URL: where your server does not do it, you get an error, and have to delete the webhook and create it again.',
			},
		]),
	],

	async execute(run) {
		const secret = await signingSecret(run);
		const body = { ...changes(run), ...(secret === undefined ? {} : { secret }) };
		assertChanges(body);
		const answer = await run.call({
			method: 'PATCH',
			path: webhookPath(run),
			body,
			confidential: secret === undefined ? [] : [secret],
			purpose: 'update the webhook',
		});
		checkTaken(run, body, answer);
		return answer;
	},
};

function changes(run: ItemRun): IDataObject {
	const { eventTypes, retryCount, timeoutMs, ...others } = run.added('updateFields');
	return {
		...others,
		...readDeliveries({ retryCount, timeoutMs }),
		...(eventTypes === undefined ? {} : { eventTypes: readEventTypes(eventTypes) }),
	};
}

/** A server that knows only the documented fields may leave the others as they are and say nothing. */
function checkTaken(
	{ context, itemIndex }: ItemRun,
	{ url, secret, retryCount, timeoutMs }: IDataObject,
	answer: IDataObject,
): void {
	const left = [
		...(url !== undefined && typeof answer.url === 'string' && answer.url !== url ? ['URL'] : []),
		// No server shows a secret. The one that can change it says whether there is one.
		...(secret !== undefined && answer.hasSecret !== true ? ['secret'] : []),
		...(retryCount !== undefined && answer.retryCount !== retryCount ? ['Retry Count'] : []),
		...(timeoutMs !== undefined && answer.timeoutMs !== timeoutMs ? ['Timeout'] : []),
	];
	if (left.length === 0) return;
	throw new NodeOperationError(
		context.getNode(),
		`OpenWork left the ${left.join(' and the ')} as it was`,
		{
			itemIndex,
			description:
				'To change that, delete the webhook and create it again. Any other fields were updated.',
		},
	);
}
