import { assertChanges, updateFields } from '../../../shared/action/fields';
import type { Operation } from '../../../shared/action/operation';
import { apiFields, categoryField, priorityField, statusField, ticketIdField } from './fields';
import { callForTicket, ticketPath } from './rest';

export const updateTicket: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update ticket',
	description: 'Change the status, priority, category or assignee of a ticket',
	fields: [
		ticketIdField,
		updateFields([
			{
				displayName: 'Assigned To',
				name: 'assignedTo',
				type: 'string',
				default: '',
				description: 'The ID of the user who looks after the ticket',
			},
			categoryField,
			priorityField,
			statusField,
		]),
	],

	async execute(run) {
		const path = ticketPath(run);
		const body = apiFields(run, 'updateFields');
		assertChanges(body);
		return await callForTicket(run, { method: 'PUT', path, body, purpose: 'update the ticket' });
	},
};
