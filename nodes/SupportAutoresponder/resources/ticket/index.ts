import type { Resource } from '../../../shared/action/operation';
import type { AutoresponderDeps } from '../../webhook';
import { createTicket } from './create';
import { createTicketThroughWebhook } from './createThroughWebhook';
import { deleteTicket } from './delete';
import { generateAiResponse } from './generateAiResponse';
import { getTicket } from './get';
import { getTickets } from './getAll';
import { updateTicket } from './update';

export function ticket(deps: AutoresponderDeps): Resource {
	return {
		name: 'Ticket',
		value: 'ticket',
		operations: [
			createTicket,
			createTicketThroughWebhook(deps),
			deleteTicket,
			generateAiResponse,
			getTicket,
			getTickets,
			updateTicket,
		],
	};
}
