import { isObject } from '../../shared/lib/json';
import { blockMessage, section } from './build';
import { autoresponderEvent } from './formatters/autoresponder';
import { conversationMessage } from './formatters/conversation';
import { unexpectedPayload } from './formatters/invalid';
import { anyObject, jsonBlock } from './formatters/json';
import { missiveEvent } from './formatters/missive';
import { openWorkEvent, openWorkHealthCleared, openWorkHealthWarning } from './formatters/openWork';
import { LIMITS } from './limits';
import { mrkdwn } from './mrkdwn';
import { scalar } from './read';
import type { Formatter, MessageOptions, SlackMessage } from './slackMessage';
import { withLinks } from './withLinks';

/** The kinds of events, the more special before the more general. */
const FORMATTERS: readonly Formatter[] = [
	unexpectedPayload,
	openWorkHealthWarning,
	openWorkHealthCleared,
	openWorkEvent,
	autoresponderEvent,
	missiveEvent,
	conversationMessage,
	anyObject,
];

/** A message and the kind of event that it was made from. */
export interface Formatted {
	readonly format: string;
	readonly message: SlackMessage;
}

/**
 * The Slack message for an event: an item of one of this package's triggers, or any other JSON. It keeps to Slack's
 * limits, and everything in it that comes from the event is escaped.
 */
export function toMessage(event: unknown, options: MessageOptions): Formatted {
	const { links = [] } = options;
	const formatter = isObject(event)
		? FORMATTERS.find(({ recognises }) => recognises(event))
		: undefined;
	if (formatter && isObject(event)) {
		const message = withLinks(formatter.message(event, options), links);
		return { format: formatter.name, message };
	}
	const text = mrkdwn`${scalar(event) || jsonBlock(event)}`;
	// Blocks take the place of the text, which is then for notifications alone.
	const message =
		links.length > 0
			? withLinks(blockMessage(text, [section(text)]), links)
			: { text: text.within(LIMITS.messageText) };
	return { format: 'Text', message };
}
