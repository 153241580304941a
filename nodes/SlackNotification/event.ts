import { UserError } from 'n8n-workflow';

import type { ItemRun } from '../shared/action/itemRun';
import { webAddress } from './message/mrkdwn';
import { type Formatted, toMessage } from './message/toMessage';

/**
 * The message for an item's event.
 *
 * @throws UserError when the option Ticket URL is not valid
 */
export function formatEvent(run: ItemRun): Formatted {
	const event = run.value('event', run.context.getInputData()[run.itemIndex]?.json);
	return toMessage(parsed(event), { ticketUrl: readTicketUrl(run.added('options').ticketUrl) });
}

/** JSON that was entered as text; any other text is an event of its own. */
function parsed(event: unknown): unknown {
	if (typeof event !== 'string') return event;
	try {
		return JSON.parse(event);
	} catch {
		return event;
	}
}

const PLACEHOLDER = /\{([^{}]*)\}/g;

const KNOWN = ['id', 'ticket_number'];

/**
 * The option Ticket URL; empty when it is not set.
 *
 * @throws UserError when it is no web address, or holds a placeholder that is not known
 */
export function readTicketUrl(given: unknown): string {
	const template = typeof given === 'string' ? given.trim() : '';
	if (template === '') return '';
	const unknown = [...template.matchAll(PLACEHOLDER)].find(([, key = '']) => !KNOWN.includes(key));
	if (unknown === undefined && webAddress(template.replace(PLACEHOLDER, '1')) !== undefined) {
		return template;
	}
	throw new UserError('Ticket URL is not valid', {
		description:
			'Enter the address of a ticket with {id} or {ticket_number} in it, for example https://support.example.com/tickets/{id}.',
	});
}
