import type { Operation } from '../../../shared/action/operation';
import { TICKETS_PATH } from '../../api';
import { newTicket, newTicketFields } from './fields';
import { callForTicket } from './rest';

export const createTicket: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create ticket',
	description: 'Create a ticket through the REST API',
	fields: newTicketFields,

	async execute(run) {
		const body = newTicket(run, 'initial_message');
		return await callForTicket(run, {
			method: 'POST',
			path: TICKETS_PATH,
			body,
			purpose: 'create the ticket',
		});
	},
};
