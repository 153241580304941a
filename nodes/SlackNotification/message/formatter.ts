import type { IDataObject } from 'n8n-workflow';

import type { SlackMessage } from './slackMessage';

/** What a user can set about messages. */
export interface MessageOptions {
	/** Address of a ticket, with the placeholders `{id}` and `{ticket_number}`. Empty: tickets are not linked. */
	readonly ticketUrl: string;
}

/** Turns one kind of event into a message. */
export interface Formatter {
	/** The kind of event, as a preview names it. */
	readonly name: string;
	/** Whether this is such an event, going by its shape alone. */
	recognises(event: IDataObject): boolean;
	/** The message for an event that was recognised. Anything but what was looked at may be missing from it. */
	message(event: IDataObject, options: MessageOptions): SlackMessage;
}
