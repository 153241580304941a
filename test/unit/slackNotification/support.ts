import type { IDataObject } from 'n8n-workflow';

import type {
	Attachment,
	Block,
	MessageOptions,
	SlackMessage,
	TextObject,
} from '../../../nodes/SlackNotification/message/slackMessage';
import { toMessage } from '../../../nodes/SlackNotification/message/toMessage';

/** The message for an event, without a ticket URL unless one is given. */
export function messageOf(event: unknown, options: Partial<MessageOptions> = {}): SlackMessage {
	return toMessage(event, { ticketUrl: '', ...options }).message;
}

/** The kind of event that a message was made from. */
export function formatOf(event: unknown): string {
	return toMessage(event, { ticketUrl: '' }).format;
}

/** The one attachment of the message for an event. */
export function attachmentOf(event: unknown, options?: Partial<MessageOptions>): Attachment {
	const { attachments = [] } = messageOf(event, options);
	expect(attachments).toHaveLength(1);
	return attachments[0] as Attachment;
}

/** A block's texts in their order: the section's text and fields, the context's elements. */
export function blockTexts(block: Block | undefined): string[] {
	if (!block) return [];
	const objects: readonly TextObject[] =
		block.type === 'section' ? [block.text, ...(block.fields ?? [])] : block.elements;
	return objects.map(({ text }) => text);
}

/** All texts of the message's blocks, block by block. */
export function textsOfBlocks(event: unknown): string[][] {
	return (messageOf(event).blocks ?? []).map(blockTexts);
}

/** An item as a trigger of this package gives it. */
export function itemOf(body: object, delivery: IDataObject = {}): IDataObject {
	return {
		...body,
		delivery: {
			id: 'delivery-1',
			receivedAt: '2024-01-15T10:30:05.123Z',
			eventType: null,
			verified: 'none',
			sourceIp: '192.0.2.1',
			...delivery,
		},
	};
}
