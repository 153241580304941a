import type { Operation } from '../../../shared/action/operation';
import { ticketIdField } from './fields';
import { callForTicket, ticketPath } from './rest';

export const getTicket: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get ticket',
	description: 'Retrieve a ticket',
	fields: [ticketIdField],

	async execute(run) {
		const path = ticketPath(run);
		return await callForTicket(run, { method: 'GET', path, purpose: 'get the ticket' });
	},
};
