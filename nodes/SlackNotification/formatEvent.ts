import type { ItemRun } from '../shared/action/itemRun';
import { toMessage } from './message/toMessage';
import type { Formatted } from './message/toMessage';
import { readTicketUrl } from './readTicketUrl';

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
