import { filtersField, listFields, readLimit } from '../../../shared/action/fields';
import type { Operation } from '../../../shared/action/operation';
import { offsetPaging, readPages } from '../../../shared/vendorApi/pages';
import { TICKETS_PATH } from '../../api';
import { apiFields, priorityField, statusField, TICKET_ANSWER } from './fields';

/** The most tickets that the API gives at once. */
const PAGE_SIZE = 100;

export const getTickets: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many tickets',
	description: 'Retrieve many tickets, the newest first',
	fields: [
		...listFields,
		filtersField([
			{
				displayName: 'Customer Email',
				name: 'customerEmail',
				type: 'string',
				default: '',
				placeholder: 'e.g. customer@example.com',
				description: 'Only tickets of this customer',
			},
			{ ...priorityField, description: 'Only tickets with this priority' },
			{ ...statusField, description: 'Only tickets with this status' },
		]),
	],
	answer: TICKET_ANSWER,

	async execute(run) {
		const limit = readLimit(run.context, run.itemIndex);
		const filters = apiFields(run, 'filters');
		const call = { method: 'GET', path: TICKETS_PATH, purpose: 'list the tickets' } as const;
		return await readPages(
			offsetPaging(PAGE_SIZE),
			limit,
			async (page) => await run.list({ ...call, query: { ...filters, ...page } }, 'tickets'),
		);
	},
};
