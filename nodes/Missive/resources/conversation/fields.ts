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
