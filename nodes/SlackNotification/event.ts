import { UserError } from 'n8n-workflow';

import type { ItemRun } from '../shared/action/itemRun';
import { requiredText, requiredValue } from '../shared/lib/text';
import { webAddress } from './message/mrkdwn';
import { type Formatted, toMessage } from './message/toMessage';

/**
 * The message for an item's event.
 *
 * @throws UserError when there is no event, or the option Ticket URL is not valid
 */
export function formatEvent(run: ItemRun): Formatted {
	const given = run.value('event', run.context.getInputData()[run.itemIndex]?.json);
	const event = typeof given === 'string' ? parsed(requiredText('Event', given)) : given;
	return toMessage(requiredValue('Event', event), {
		ticketUrl: readTicketUrl(run.added('options').ticketUrl),
	});
}

/** JSON that was entered as text; any other text is an event of its own. */
function parsed(event: string): unknown {
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
