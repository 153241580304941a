import type { Operation } from '../../../shared/action/operation';
import { ticketIdField } from './fields';
import { ticketPath } from './rest';

export const deleteTicket: Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete ticket',
	description: 'Delete a ticket permanently',
	fields: [ticketIdField],

	async execute(run) {
		await run.call({ method: 'DELETE', path: ticketPath(run), purpose: 'delete the ticket' });
		return { deleted: true };
	},
};
