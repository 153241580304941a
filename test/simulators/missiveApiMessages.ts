import { conversationOf, shown } from './missiveApiConversations';
import type { MissiveAccount, MissiveMessage } from './missiveApiData';
import { isAnswer, readMessage, type Written } from './missiveApiWriting';
import type { Dialect } from './shared/sender';
import { refusal, type Answer, type RecordedRequest } from './shared/http';

/** Most messages with one Message-ID that the API lists. */
const MOST_WITH_ONE_ID = 10;

/** "Get a message": one alone (as found: also as a list of one), several as a list. */
export function getMessages(
	ids: readonly string[],
	account: MissiveAccount,
	dialect: Dialect,
): Answer {
	const all = allMessages(account);
	const found = ids.map((id) => all.find((message) => message.id === id));
	const missing = ids.find((_, index) => !found[index]);
	if (missing !== undefined) return refusal(404, `There is no message ${missing}`);
	const alone = found.length === 1 && dialect === 'documented';
	return { status: 200, body: { messages: alone ? found[0] : found } };
}

/** "List messages": those with the Message-ID, newest first. */
export function listByEmailId({ query }: RecordedRequest, account: MissiveAccount): Answer {
	const wanted = query.get('email_message_id');
	if (!wanted) return refusal(400, 'email_message_id is required');
	const found = allMessages(account)
		.filter(({ email_message_id: id }) => id === wanted)
		.sort((a, b) => b.delivered_at - a.delivered_at);
	return { status: 200, body: { messages: found.slice(0, MOST_WITH_ONE_ID) } };
}

/** "Create a message" in a custom channel. */
export function createMessage(
	request: RecordedRequest,
	account: MissiveAccount,
	nowSeconds: number,
): Written | Answer {
	const written = readMessage(request, account, nowSeconds);
	if (isAnswer(written)) return written;
	const conversation = String(written.conversation);
	const message = { delivered_at: nowSeconds, ...written };
	(account.messages[conversation] ??= []).push(message);
	return written;
}

/** "Merge conversations" */
export function mergeConversations(
	body: Record<string, unknown> | undefined,
	source: string,
	account: MissiveAccount,
): Answer {
	const { target, subject, ...others } = body ?? {};
	if (typeof target !== 'string') return refusal(400, 'target is required');
	const unknown = Object.keys(others);
	if (unknown.length > 0) return refusal(400, `unknown fields: ${unknown.join(', ')}`);
	const missing = [source, target].find(
		(id) => !account.conversations.some((known) => known.id === id),
	);
	if (missing !== undefined) return refusal(404, `There is no conversation ${missing}`);
	if (source === target) return refusal(422, 'A conversation cannot be merged into itself');
	const merged = conversationOf(account, target);
	if (typeof subject === 'string') merged.subject = subject;
	for (const entries of [account.messages, account.comments] as Array<Record<string, unknown[]>>) {
		entries[target] = [...(entries[target] ?? []), ...(entries[source] ?? [])];
		delete entries[source];
	}
	account.conversations = account.conversations.filter(({ id }) => id !== source);
	return { status: 200, body: { conversations: [shown(merged)] } };
}

function allMessages({
	messages,
}: MissiveAccount): Array<MissiveMessage & { conversation: object }> {
	return Object.entries(messages).flatMap(([id, list]) =>
		list.map((message) => ({ ...message, conversation: { id } })),
	);
}
