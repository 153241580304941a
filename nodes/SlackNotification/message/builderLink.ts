import { context } from './build';
import { LIMITS } from './limits';
import { joined, link, Mrkdwn, mrkdwn } from './mrkdwn';
import { timeText } from './read';
import type { Attachment, AttachmentField, Block, SlackMessage, TextObject } from './slackMessage';

const BUILDER = 'https://app.slack.com/block-kit-builder/#';

/** Browsers take more, but Windows hands no longer text to a program (32,767 characters, CreateProcess). */
const LONGEST_LINK = 32_000;

/**
 * The address at which Slack's Block Kit Builder shows a message; undefined when it would be too long for a link. The
 * message stands behind the `#`, which a browser keeps to itself until Slack's page reads it there. The Builder draws
 * blocks alone: a text, and what an attachment says in fields of its own, stand as blocks that look alike.
 */
export function builderLink({ text, blocks, attachments }: SlackMessage): string | undefined {
	const shown = {
		...(blocks ? { blocks } : {}),
		...(attachments ? { attachments: attachments.map(drawn) } : {}),
	};
	const nothing = Object.keys(shown).length === 0;
	const payload = nothing ? { blocks: [sectionOf(new Mrkdwn(text))] } : shown;
	const address = BUILDER + encodeURIComponent(JSON.stringify(payload));
	return address.length > LONGEST_LINK ? undefined : address;
}

/** An attachment as blocks in its color. Its texts are escaped already. */
function drawn(attachment: Attachment): { color: string; blocks: Block[] } {
	const { color, title = '', title_link: address, text = '', fields = [], footer, ts } = attachment;
	const name = address === undefined ? new Mrkdwn(title) : link(address, new Mrkdwn(title));
	const parts = [
		...(title === '' ? [] : [mrkdwn`*${name}*`]),
		...(text === '' ? [] : [new Mrkdwn(text)]),
	];
	const time = ts === undefined ? '' : timeText(new Date(ts * 1000).toISOString());
	const small = [new Mrkdwn(footer ?? ''), mrkdwn`${time}`].filter(({ isEmpty }) => !isEmpty);
	return { color, blocks: [sectionOf(joined(parts, '\n'), fields), ...context(small)] };
}

function sectionOf(text: Mrkdwn, fields: readonly AttachmentField[] = []): Block {
	const shown = fields.map(({ title, value }) =>
		textObject(new Mrkdwn(`*${title}*\n${value}`), LIMITS.sectionField),
	);
	return {
		type: 'section',
		text: textObject(text, LIMITS.text),
		...(shown.length > 0 ? { fields: shown } : {}),
	};
}

function textObject(text: Mrkdwn, max: number): TextObject {
	return { type: 'mrkdwn', text: text.within(max), verbatim: true };
}
