import type { ItemRun } from '../../../shared/action/itemRun';

/** The path of the conversation that the node names. */
export function conversationPath(run: ItemRun): string {
	return `/conversations/${run.segment('conversationId', 'Conversation ID')}`;
}

/** What a simplified conversation shows. */
export const CONVERSATION_FIELDS = [
	'id',
	'subject',
	'latest_message_subject',
	'assignee_names',
	'assignee_emails',
	'shared_label_names',
	'messages_count',
	'last_activity_at',
	'web_url',
];
