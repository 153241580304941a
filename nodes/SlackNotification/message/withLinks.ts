import { inline, section } from './build';
import { LIMITS } from './limits';
import { joined, link, mrkdwn } from './mrkdwn';
import type { Attachment, MessageLink, SlackMessage } from './slackMessage';

/**
 * The message with links below it: as an attachment in the color of the last one where it has attachments, else as a
 * section. Links that Slack would have no room for are cut off.
 */
export function withLinks(message: SlackMessage, links: readonly MessageLink[]): SlackMessage {
	if (links.length === 0) return message;
	const line = joined(
		links.map(({ label, url }) => link(url, inline(label))),
		'  |  ',
	);
	const { blocks = [], attachments = [] } = message;
	const last = attachments.at(-1);
	if (!last) return { ...message, blocks: [...blocks, section(line)] };
	const labels = mrkdwn`${links.map(({ label }) => label).join(', ')}`;
	const below: Attachment = {
		fallback: labels.within(LIMITS.attachmentText),
		color: last.color,
		text: line.within(LIMITS.attachmentText),
		mrkdwn_in: ['text'],
	};
	return { ...message, attachments: [...attachments, below] };
}
