import type { LargeAnswer } from '../../../shared/action/answer';
import { listFields, readLimit } from '../../../shared/action/fields';
import type { Operation } from '../../../shared/action/operation';
import { readPages, untilPaging } from '../../../shared/vendorApi/pages';
import { chosenPath, CONVERSATION, conversationField } from '../fields';

/** Most messages, comments, drafts or posts that Missive gives at once. */
const PAGE_SIZE = 10;

/** What a message has beside what is mostly enough, and a draft as well. */
const MORE_OF_MESSAGE = [
	'attachments',
	'bcc_fields',
	'cc_fields',
	'email_message_id',
	'in_reply_to',
	'references',
	'reply_to_fields',
	'updated_at',
];

export const getMessages = listing('Messages', 'delivered_at', ', without drafts', {
	simple: ['id', 'subject', 'preview', 'type', 'delivered_at', 'from_field', 'to_fields'],
	others: [...MORE_OF_MESSAGE, 'author', 'created_at'],
});

export const getComments = listing('Comments', 'created_at', '', {
	simple: ['id', 'body', 'created_at', 'author', 'task'],
	others: ['attachment', 'mentions'],
});

export const getDrafts = listing('Drafts', 'delivered_at', '', {
	simple: ['id', 'subject', 'preview', 'type', 'created_at', 'from_field', 'to_fields', 'author'],
	others: [...MORE_OF_MESSAGE, 'delivered_at'],
});

export const getPosts = listing('Posts', 'created_at', '', {
	simple: ['id', 'created_at', 'username', 'text', 'markdown', 'notification', 'attachments'],
	others: ['author', 'conversation', 'username_icon'],
});

/**
 * Lists what a conversation holds of one kind.
 *
 * @param kind as it stands in the operation's name; in lower case the last part of the path, and the list in the answer
 * @param timeField by which Missive pages
 * @param note the end of the description
 */
function listing(
	kind: string,
	timeField: string,
	note: string,
	answer: Omit<LargeAnswer, 'simplifies'>,
): Operation {
	const key = kind.toLowerCase();
	return {
		name: `Get ${kind}`,
		value: `get${kind}`,
		action: `Get ${key} of conversation`,
		description: `Retrieve the ${key} of a conversation, newest first${note}`,
		fields: [conversationField, ...listFields],
		answer: { ...answer, simplifies: true },

		async execute(run) {
			const limit = readLimit(run.context, run.itemIndex);
			const path = `${chosenPath(run, CONVERSATION)}/${key}`;
			const purpose = `get the ${key}`;
			const paging = untilPaging(PAGE_SIZE, (entry) => entry[timeField] as number | undefined);
			return await readPages(
				paging,
				limit,
				async (query) => await run.list({ method: 'GET', path, query, purpose }, key),
			);
		},
	};
}
