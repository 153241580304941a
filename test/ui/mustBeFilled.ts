const EVERY = 'every choice';

/**
 * The fields that have to be filled in before a node can run, by the title of the node and the choice in its form.
 * Written down here, because a test that takes them from the nodes does not notice one that is no longer required.
 * Of a node that is not here, and a choice that is not, none has to be.
 */
const MUST_BE_FILLED: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
	Missive: {
		'Contact: Create': ['contactBook'],
		'Contact: Get': ['contactId'],
		'Contact: Get Many': ['contactBook'],
		'Contact: Update': ['contactId'],
		'Conversation: Get': ['conversationId'],
		'Conversation: Get Comments': ['conversationId'],
		'Conversation: Get Drafts': ['conversationId'],
		'Conversation: Get Messages': ['conversationId'],
		'Conversation: Get Posts': ['conversationId'],
		'Conversation: Merge': ['conversationId', 'targetId'],
		'Conversation: Update': ['conversationId'],
		'Conversation: Update Many': ['conversationIds'],
		'Draft: Create Reply': ['conversationId'],
		'Draft: Delete': ['draftId'],
		'Hook: Create': ['url'],
		'Hook: Delete': ['hookId'],
		'Message: Create': ['account'],
		'Message: Get': ['messageId'],
		'Message: Get Many': ['messageIds'],
		'Post: Create': ['notificationBody', 'notificationTitle'],
		'Post: Delete': ['postId'],
		'Task: Create': ['organization', 'title'],
		'Task: Get': ['taskId'],
		'Task: Update': ['taskId'],
	},
	OpenWork: {
		'App Connection: Get': ['appType'],
		'App Connection: Get Health Events': ['appType'],
		'App Connection: Run Health Check': ['appType'],
		'Webhook: Create': ['eventTypes', 'name', 'url'],
		'Webhook: Delete': ['webhookId'],
		'Webhook: Get': ['webhookId'],
		'Webhook: Update': ['webhookId'],
	},
	'OpenWork Trigger': {
		'as it is added': ['eventTypes'],
	},
	'Conversation API': {
		'Conversation: Create': ['callbackUrl'],
		'Message: Get Many': ['conversationId'],
		'Message: Send': ['content', 'conversationId'],
	},
	'Support Autoresponder': {
		'AI Response: Approve': ['aiResponseId'],
		'AI Response: Edit': ['aiResponseId', 'responseText'],
		'AI Response: Get': ['aiResponseId'],
		'AI Response: Reject': ['aiResponseId'],
		'AI Response: Send': ['aiResponseId'],
		'Conversation: Create': ['message', 'ticketId'],
		'Conversation: Get Many': ['ticketId'],
		'Feedback: Create': ['conversationId'],
		'Feedback: Get Many': ['ticketId'],
		'Ticket: Create': ['customerEmail', 'message', 'subject'],
		'Ticket: Create Through Webhook': ['customerEmail', 'message', 'subject'],
		'Ticket: Delete': ['ticketId'],
		'Ticket: Generate AI Response': ['ticketId'],
		'Ticket: Get': ['ticketId'],
		'Ticket: Update': ['ticketId'],
	},
	'Signed Webhook': {
		[EVERY]: ['url'],
	},
};

/** Sorted by name. */
export function mustBeFilled(node: string, choice: string): readonly string[] {
	const choices = MUST_BE_FILLED[node];
	return choices?.[EVERY] ?? choices?.[choice] ?? [];
}
