import type { IDataObject } from 'n8n-workflow';

import { context, section } from './build';
import { LIMITS } from './limits';
import { joined, link, Mrkdwn, mrkdwn } from './mrkdwn';
import { timeText } from './read';
import type { Attachment, Block, SlackMessage, TextObject } from './slackMessage';

/** Of the page that shows a message as Slack would, from what stands behind the #. */
const BUILDER = 'https://app.slack.com/block-kit-builder/#';

/** In characters. Longer addresses do not get through browsers, chats and proxies whole. */
const LONGEST = 8_000;

/**
 * The address under which Slack's Block Kit Builder shows the message, or why there is none. Nothing is sent to Slack
 * before somebody opens it, and what stands behind the # is not sent even then: the page reads it.
 */
export function builderLink({ text, blocks, attachments }: SlackMessage): IDataObject {
	// The Builder takes no text alone: it is shown as the section that it would look like, escaped as it is already.
	const shown = attachments
		? { attachments: attachments.map(drawn) }
		: { blocks: blocks ?? [section(new Mrkdwn(text))] };
	const url = BUILDER + encodeURIComponent(JSON.stringify(shown));
	if (url.length <= LONGEST) return { blockKitBuilder: url };
	return {
		blockKitBuilder: null,
		blockKitBuilderMissing: `The link would have ${url.length} characters, more than ${LONGEST}`,
	};
}

/** What an attachment says in fields of its own, as blocks in its color: the Builder draws nothing else. */
function drawn(attachment: Attachment): { color: string; blocks: Block[] } {
	const { color, title = '', title_link: address, text = '', fields = [], footer, ts } = attachment;
	const name = address === undefined ? new Mrkdwn(title) : link(address, new Mrkdwn(title));
	const head = [
		...(title === '' ? [] : [mrkdwn`*${name}*`]),
		...(text === '' ? [] : [new Mrkdwn(text)]),
	];
	const time = ts === undefined ? '' : timeText(new Date(ts * 1000).toISOString());
	const small = [new Mrkdwn(footer ?? ''), mrkdwn`${time}`].filter(({ isEmpty }) => !isEmpty);
	const shown = fields.map(({ title: field, value }) =>
		textObject(new Mrkdwn(`*${field}*\n${value}`), LIMITS.sectionField),
	);
	const block: Block = {
		type: 'section',
		text: textObject(joined(head, '\n'), LIMITS.text),
		...(shown.length > 0 ? { fields: shown } : {}),
	};
	return { color, blocks: [block, ...context(small)] };
}

function textObject(text: Mrkdwn, max: number): TextObject {
	return { type: 'mrkdwn', text: text.within(max), verbatim: true };
}
