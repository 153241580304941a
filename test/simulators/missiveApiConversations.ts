import { actionsProblem, applyActions, type ConversationActions } from './missiveApiActions';
import { shapeProblem } from './missiveApiChecks';
import type { MissiveAccount, MissiveConversation } from './missiveApiData';
import { untilPage, type UntilRule } from './missiveApiPages';
import { conversationPatch } from './missiveApiShapes';
import { jsonObject, refusal, type Answer, type RecordedRequest } from './shared/http';

const MAILBOXES = [
	'inbox',
	'all',
	'assigned',
	'closed',
	'snoozed',
	'flagged',
	'trashed',
	'junked',
	'drafts',
];
const BY_ID = ['shared_label', 'team_inbox', 'team_closed', 'team_all'];
const CONTACT_FILTERS = ['email', 'domain', 'contact_organization'];
const NEED_ORGANIZATION = [
	'add_users',
	'add_assignees',
	'remove_assignees',
	'add_shared_labels',
] as const;

/** "List conversations" */
export function listConversations(
	request: RecordedRequest,
	{ conversations }: MissiveAccount,
	rule: UntilRule,
): Answer {
	const { query } = request;
	const filters = [...query.keys()].filter((name) => name !== 'limit' && name !== 'until');
	const boxes = filters.filter((name) => MAILBOXES.includes(name) || BY_ID.includes(name));
	if (boxes.length === 0) return refusal(400, 'You need to paginate at least one mailbox');
	const unset = MAILBOXES.find((name) => query.has(name) && query.get(name) !== 'true');
	if (unset) return refusal(400, `${unset} must be true`);
	if (filters.filter((name) => CONTACT_FILTERS.includes(name)).length > 1) {
		return refusal(400, `${CONTACT_FILTERS.join(', ')} exclude one another`);
	}
	const found = conversations.filter((conversation) =>
		filters.every((name) => matches(conversation, name, query.get(name) ?? '')),
	);
	const page = untilPage(request, found, (conversation) => conversation.last_activity_at, {
		max: 50,
		fallback: 25,
		rule,
	});
	if (!Array.isArray(page)) return page;
	return { status: 200, body: { conversations: page.map(shown) } };
}

/** "Get a conversation": under the plural name, as a list of one. */
export function getConversation(id: string, { conversations }: MissiveAccount): Answer {
	const found = conversations.find((conversation) => conversation.id === id);
	if (!found) return refusal(404, `There is no conversation ${id}`);
	return { status: 200, body: { conversations: [shown(found)] } };
}

/** "Update conversations": one object for each id of the path, which repeats the id. */
export function updateConversations(
	request: RecordedRequest,
	ids: readonly string[],
	account: MissiveAccount,
): Answer {
	const updates = jsonObject(request)?.conversations;
	if (!Array.isArray(updates)) return refusal(400, 'conversations must be a list');
	const missing = ids.find((id) => !account.conversations.some((known) => known.id === id));
	if (missing !== undefined) return refusal(404, `There is no conversation ${missing}`);
	for (const update of updates) {
		const problem =
			shapeProblem(update, conversationPatch) ??
			actionsProblem(update as ConversationActions, account, NEED_ORGANIZATION);
		if (problem !== undefined) return refusal(400, problem);
	}
	const named = (updates as Array<{ id: string }>).map(({ id }) => id);
	if (named.join() !== ids.join()) return refusal(400, 'the ids do not match those of the path');
	const updated = updates.map((update: ConversationActions & { id: string }) => {
		const conversation = conversationOf(account, update.id);
		applyActions(conversation, update, account);
		return shown(conversation);
	});
	return { status: 200, body: { conversations: updated } };
}

/** "List conversation messages" and "List conversation comments" */
export function listEntries<T>(
	request: RecordedRequest,
	name: string,
	entries: readonly T[],
	timeOf: (entry: T) => number,
	rule: UntilRule,
): Answer {
	const page = untilPage(request, entries, timeOf, { max: 10, fallback: 10, rule });
	return Array.isArray(page) ? { status: 200, body: { [name]: page } } : page;
}

/** A conversation as the API shows it. */
export function shown(conversation: MissiveConversation): object {
	const { id, last_activity_at: lastActivityAt } = conversation;
	if (conversation.guest) return { id, last_activity_at: lastActivityAt };
	const { assignees = [], shared_labels: labels = [] } = conversation;
	return {
		...conversation,
		mailboxes: undefined,
		assignee_names: assignees.map(({ name }) => name).join(', '),
		assignee_emails: assignees.map(({ email }) => email).join(', '),
		shared_label_names: labels.map(({ name }) => name).join(', '),
	};
}

/**
 * The conversation of this id.
 *
 * @throws when there is none
 */
export function conversationOf(
	{ conversations }: MissiveAccount,
	conversationId: string,
): MissiveConversation {
	const found = conversations.find(({ id }) => id === conversationId);
	if (!found) throw new Error(`There is no conversation ${conversationId}`);
	return found;
}

function matches(conversation: MissiveConversation, filter: string, value: string): boolean {
	const { mailboxes, team, organization, shared_labels: labels, authors = [] } = conversation;
	if (MAILBOXES.includes(filter)) return filter === 'all' || mailboxes.includes(filter);
	const closed = mailboxes.includes('closed');
	const addresses = authors.map(({ address }) => address);
	const tests: Record<string, boolean> = {
		shared_label: labels?.some(({ id }) => id === value) === true,
		team_inbox: team?.id === value && !closed,
		team_closed: team?.id === value && closed,
		team_all: team?.id === value,
		organization: organization?.id === value,
		email: addresses.includes(value),
		domain: addresses.some((address) => address.endsWith(`@${value}`)),
	};
	return tests[filter] ?? false;
}
