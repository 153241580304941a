import { type IDataObject, NodeOperationError } from 'n8n-workflow';

import type { ItemRun } from '../../../shared/action/itemRun';
import { isObject } from '../../../shared/lib/json';
import type { ApiCall } from '../../../shared/vendorApi/vendorApi';
import { AUTORESPONDER_CREDENTIAL, TICKETS_PATH } from '../../api';

/**
 * Ends an operation that cannot work, before it sends anything.
 *
 * @throws NodeOperationError when the credential has no API key
 */
export async function needApiKey({ context, itemIndex }: ItemRun): Promise<void> {
	const { apiKey } = await context.getCredentials(AUTORESPONDER_CREDENTIAL, itemIndex);
	if (typeof apiKey === 'string' && apiKey.trim() !== '') return;
	throw new NodeOperationError(
		context.getNode(),
		'The Support Autoresponder credential has no API Key',
		{
			itemIndex,
			description:
				'Enter one in the credential. Without an API key you can only create tickets, with the operation Create Through Webhook.',
		},
	);
}

/**
 * Calls the API about one ticket.
 *
 * @returns the ticket out of the answer
 * @throws NodeOperationError without an API key, NodeApiError that says what to do
 */
export async function callForTicket(run: ItemRun, call: ApiCall): Promise<IDataObject> {
	await needApiKey(run);
	const { ticket } = await run.call(call);
	if (isObject(ticket)) return ticket;
	throw run.unexpected(call, 'ticket');
}

/** The path of the ticket that the node names. */
export function ticketPath(run: ItemRun): string {
	return `${TICKETS_PATH}/${run.segment('ticketId', 'Ticket ID')}`;
}
