import type { Operation } from '../../../shared/action/operation';
import { TICKET_ANSWER, ticketIdField } from './fields';
import { callForTicket, ticketPath } from './rest';

export const getTicket: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get ticket',
	description: 'Retrieve a ticket',
	fields: [ticketIdField],
	answer: TICKET_ANSWER,

	async execute(run) {
		const path = ticketPath(run);
		return await callForTicket(run, { method: 'GET', path, purpose: 'get the ticket' });
	},
};
