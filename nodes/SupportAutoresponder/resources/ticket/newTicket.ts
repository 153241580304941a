import type { IDataObject } from 'n8n-workflow';

import type { ItemRun } from '../../../shared/action/itemRun';
import { apiFields } from './apiFields';

/**
 * The fields of a new ticket as the vendor names them, in the order of the guide; without those that were left empty.
 *
 * @param messageName the name of the message: the REST API and the webhook have each their own
 * @throws NodeOperationError when one that has to be there is empty
 */
export function newTicket(run: ItemRun, messageName: 'message' | 'initial_message'): IDataObject {
	const { customer_name: name, priority, category } = apiFields(run, 'additionalFields');
	const fields: IDataObject = {
		subject: run.required('subject', 'Subject'),
		[messageName]: run.required('message', 'Message'),
		customer_email: run.required('customerEmail', 'Customer Email'),
		customer_name: name,
		priority,
		category,
	};
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
