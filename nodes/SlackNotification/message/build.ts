import { INLINE_LENGTH, LIMITS } from './limits';
import { joined, Mrkdwn, mrkdwn } from './mrkdwn';
import type { Entry } from './read';
import type { Block, ContextBlock, SectionBlock, SlackMessage, TextObject } from './slackMessage';

/** A message of blocks, with a text for where they cannot be shown. */
export function blockMessage(text: Mrkdwn, blocks: readonly Block[]): SlackMessage {
	return { text: text.within(LIMITS.messageText), blocks };
}

/** A section: a text, and below it fields in two columns. */
export function section(text: Mrkdwn, fields: readonly Entry[] = []): SectionBlock {
	const kept = fields.slice(0, LIMITS.sectionFields);
	const share = Math.floor(LIMITS.sectionFieldsTogether / kept.length);
	const shown = kept.map((entry) => field(entry, Math.min(share, LIMITS.sectionField)));
	return {
		type: 'section',
		text: textObject(text, LIMITS.text),
		...(shown.length > 0 ? { fields: shown } : {}),
	};
}

/** Small print, or no block when there is nothing to say. */
export function context(texts: readonly Mrkdwn[]): ContextBlock[] {
	const elements = texts
		.slice(0, LIMITS.contextElements)
		.map((text) => textObject(text, LIMITS.contextText));
	return elements.length > 0 ? [{ type: 'context', elements }] : [];
}

/** A line in bold print. */
export function heading(text: Mrkdwn | string): Mrkdwn {
	return mrkdwn`*${inline(text)}*`;
}

/** What stands within a line: without line breaks, and no longer than leaves room for the rest. */
export function inline(text: Mrkdwn | string): Mrkdwn {
	const line = typeof text === 'string' ? mrkdwn`${text.replace(/\s+/g, ' ')}` : text;
	return line.cutTo(INLINE_LENGTH);
}

/** A heading and what stands below it, if anything does. */
export function headed(title: Mrkdwn | string, body: Mrkdwn | string): Mrkdwn {
	return body === '' ? heading(title) : mrkdwn`${heading(title)}\n${body}`;
}

/** One line for each entry: its label in bold print and its value. */
export function lines(entries: readonly Entry[]): Mrkdwn {
	return joined(
		entries.map(([label, value]) => mrkdwn`*${inline(label)}:* ${value}`),
		'\n',
	);
}

function field([label, value]: Entry, max: number): TextObject {
	return textObject(headed(label, value), max);
}

function textObject(text: Mrkdwn, max: number): TextObject {
	return { type: 'mrkdwn', text: text.within(max), verbatim: true };
}
