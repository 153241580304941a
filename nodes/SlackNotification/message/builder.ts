import type { IDataObject } from 'n8n-workflow';

import { section } from './build';
import { Mrkdwn } from './mrkdwn';
import type { SlackMessage } from './slackMessage';

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
	const shown = attachments ? { attachments } : { blocks: blocks ?? [section(new Mrkdwn(text))] };
	const url = BUILDER + encodeURIComponent(JSON.stringify(shown));
	if (url.length <= LONGEST) return { blockKitBuilder: url };
	return {
		blockKitBuilder: null,
		blockKitBuilderMissing: `The link would have ${url.length} characters, more than ${LONGEST}`,
	};
}
