import { UserError } from 'n8n-workflow';

import { webAddress } from './message/mrkdwn';

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
