import type { IDataObject } from 'n8n-workflow';

import { blockMessage, context, headed, inline, section } from '../build';
import { link, mrkdwn } from '../mrkdwn';
import { filled, humanized, listAt, present, textAt } from '../read';
import type { Formatter } from '../slackMessage';

/** An event of Missive: the conversation with a link to it, the start of its latest message, and who deals with it. */
export const missiveEvent: Formatter = {
	name: 'Missive event',

	recognises: (event) =>
		textAt(event, 'rule', 'type') !== '' && textAt(event, 'conversation', 'id') !== '',

	message(event) {
		const title = inline(humanized(textAt(event, 'rule', 'type')));
		const subject = inline(subjectOf(event));
		const linked = link(textAt(event, 'conversation', 'web_url'), subject);
		const body = textAt(event, 'comment', 'body') || textAt(event, 'latest_message', 'preview');
		const rule = textAt(event, 'rule', 'description');
		return blockMessage(mrkdwn`${title}: ${subject}`, [
			section(
				headed(title, body === '' ? linked : mrkdwn`${linked}\n${body}`),
				filled([
					['From', senderOf(event)],
					['Assignees', namesOf(event, 'assignee_names', 'assignees')],
					['Labels', namesOf(event, 'shared_label_names', 'shared_labels')],
					['Team', textAt(event, 'conversation', 'team', 'name')],
					['Organization', textAt(event, 'conversation', 'organization', 'name')],
				]),
			),
			...context(rule === '' ? [] : [mrkdwn`Rule: ${inline(rule)}`]),
		]);
	},
};

function subjectOf(event: IDataObject): string {
	return (
		textAt(event, 'conversation', 'subject') ||
		textAt(event, 'conversation', 'latest_message_subject') ||
		textAt(event, 'latest_message', 'subject') ||
		'Conversation without a subject'
	);
}

function senderOf(event: IDataObject): string {
	const from = (key: string) => textAt(event, 'latest_message', 'from_field', key);
	return present([from('name'), from('address')]).join(', ');
}

/** The names as Missive joined them, or out of the list, which the shorter payload of the setup guide has alone. */
function namesOf(event: IDataObject, key: string, list: string): string {
	return textAt(event, 'conversation', key) || listAt(event, 'name', 'conversation', list);
}
