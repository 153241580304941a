import type { LargeAnswer } from '../../../shared/action/answer';

/** What a simplified conversation shows. */
export const CONVERSATION_ANSWER: LargeAnswer = {
	simple: [
		'id',
		'subject',
		'latest_message_subject',
		'assignee_names',
		'assignee_emails',
		'shared_label_names',
		'messages_count',
		'last_activity_at',
		'web_url',
	],
	others: [
		'app_url',
		'assignees',
		'attachments_count',
		'authors',
		'color',
		'completed_tasks_count',
		'created_at',
		'drafts_count',
		'organization',
		'send_later_messages_count',
		'shared_labels',
		'tasks_count',
		'team',
		'users',
	],
	simplifies: true,
};
