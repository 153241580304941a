import { UserError } from 'n8n-workflow';

import type { ItemRun } from '../shared/action/itemRun';
import { isObject } from '../shared/lib/json';
import { requiredText, requiredValue } from '../shared/lib/text';
import { webAddress } from './message/mrkdwn';
import { scalar } from './message/read';
import type { MessageLink } from './message/slackMessage';
import { type Formatted, toMessage } from './message/toMessage';

/**
 * The message for an item's event.
 *
 * @throws UserError when there is no event, or the option Links or Ticket URL is not valid
 */
export function formatEvent(run: ItemRun): Formatted {
	const given = run.value('event', run.context.getInputData()[run.itemIndex]?.json);
	const event = typeof given === 'string' ? parsed(requiredText('Event', given)) : given;
	const { ticketUrl, links } = run.added('options');
	return toMessage(requiredValue('Event', event), {
		ticketUrl: readTicketUrl(ticketUrl),
		links: readLinks(links),
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

/**
 * The option Links; none when it is not set.
 *
 * @throws UserError when a link has no text, or leads to no web address
 */
export function readLinks(given: unknown): MessageLink[] {
	const link = isObject(given) ? given.link : undefined;
	return (Array.isArray(link) ? link : []).filter(isObject).map(({ label, url }, index) => {
		const read = { label: scalar(label), url: scalar(url) };
		if (read.label !== '' && webAddress(read.url) !== undefined) return read;
		throw new UserError(`Link ${index + 1} is not valid`, {
			description:
				'Enter a text and a web address, for example https://support.example.com, in the option Links.',
		});
	});
}
