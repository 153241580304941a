import type { IDataObject } from 'n8n-workflow';

/** A message as Slack's incoming webhooks take it, as far as this node uses it. */
export interface SlackMessage {
	/** Stands alone, or in the notification when there are blocks. */
	readonly text: string;
	readonly blocks?: readonly Block[];
	readonly attachments?: readonly Attachment[];
}

export type Block = SectionBlock | ContextBlock;

export interface SectionBlock {
	readonly type: 'section';
	readonly text: TextObject;
	readonly fields?: readonly TextObject[];
}

export interface ContextBlock {
	readonly type: 'context';
	readonly elements: readonly TextObject[];
}

export interface TextObject {
	readonly type: 'mrkdwn';
	readonly text: string;
	/** True: Slack does not look for channels, mentions and links in what is not marked up as one. */
	readonly verbatim: true;
}

export interface Attachment {
	readonly fallback: string;
	/** Of the border, `#rrggbb`. */
	readonly color: string;
	readonly title?: string;
	readonly title_link?: string;
	readonly text?: string;
	readonly fields?: readonly AttachmentField[];
	readonly footer?: string;
	/** Unix seconds. */
	readonly ts?: number;
	/** The parts in which Slack reads markup. */
	readonly mrkdwn_in: readonly string[];
}

export interface AttachmentField {
	readonly title: string;
	readonly value: string;
	/** Stands beside another. */
	readonly short: boolean;
}

/** What a user can set about messages. */
export interface MessageOptions {
	/** Address of a ticket, with the placeholders `{id}` and `{ticket_number}`. Empty: tickets are not linked. */
	readonly ticketUrl: string;
	/** Stand below the message. */
	readonly links?: readonly MessageLink[];
}

/** A link that the user adds to messages. */
export interface MessageLink {
	readonly label: string;
	/** A web address. */
	readonly url: string;
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
