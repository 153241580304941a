import { blockMessage, context, headed, inline, section } from '../build';
import { mrkdwn } from '../mrkdwn';
import { filled, humanized, present, textAt, timeText } from '../read';
import type { Formatter } from '../slackMessage';

/** A message of the Conversation API: its content, and the fields of the field reference that tell what it is. */
export const conversationMessage: Formatter = {
	name: 'Conversation message',

	recognises: (event) =>
		textAt(event, 'conversation_id') !== '' &&
		textAt(event, 'data', 'id') !== '' &&
		textAt(event, 'data', 'status') !== '',

	message(event) {
		const field = (key: string) => textAt(event, 'data', key);
		const named = (key: string) => humanized(field(key).toLowerCase());
		const contentType = field('content_type');
		const title = inline(`Message ${field('status').toLowerCase()}`);
		const content = field('content') || field('filename');
		const text = content === '' ? title : mrkdwn`${title}: ${content}`;
		const facts = present([
			`Conversation ${textAt(event, 'conversation_id')}`,
			timeText(textAt(event, 'timestamp')),
		]);
		return blockMessage(text, [
			section(
				headed(title, content),
				filled([
					['Channel', field('channel')],
					['Type', named('type')],
					// A media type, as the newer pages spell it, is no word to be put into another form.
					['Content', contentType.includes('/') ? contentType : named('content_type')],
					['File', field('filename')],
					['From', field('created_by')],
				]),
			),
			...context(facts.map((fact) => inline(fact))),
		]);
	},
};
