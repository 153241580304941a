import type { IDataObject } from 'n8n-workflow';

import type { ItemRun } from '../../../shared/action/itemRun';
import type { ApiCall } from '../../../shared/vendorApi/vendorApi';
import { TICKETS_PATH } from '../../api';
import { callForAnswer } from '../rest';

/**
 * Calls the API about one ticket.
 *
 * @returns the ticket out of the answer
 * @throws NodeApiError that says what to do
 */
export async function callForTicket(run: ItemRun, call: ApiCall): Promise<IDataObject> {
	return (await callForAnswer(run, call, 'ticket')).ticket;
}

/** The path of the ticket that the node names. */
export function ticketPath(run: ItemRun): string {
	return `${TICKETS_PATH}/${run.segment('ticketId', 'Ticket ID')}`;
}
