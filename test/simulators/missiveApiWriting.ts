import { randomUUID } from 'node:crypto';

import { actionsProblem, applyActions, type ConversationActions } from './missiveApiActions';
import { shapeProblem, type Shape } from './missiveApiChecks';
import { conversationOf } from './missiveApiConversations';
import type { MissiveAccount } from './missiveApiData';
import { draftInput, messageInput, postInput, taskInput, taskPatch } from './missiveApiShapes';
import { jsonObject, refusal, type Answer, type RecordedRequest } from './shared/http';

/** A draft, post or task as it was sent, with the id that it got. */
export interface Written extends ConversationActions {
	readonly id: string;
	readonly conversation?: string | null;
	readonly [field: string]: unknown;
}

const NEED_ORGANIZATION = ['add_users', 'add_assignees', 'remove_assignees'] as const;

/** "Create a draft", which sends it too. */
export function createDraft(
	request: RecordedRequest,
	account: MissiveAccount,
	nowSeconds: number,
): Written | Answer {
	const written = read(request, 'drafts', draftInput);
	if (isAnswer(written)) return written;
	if (written.send && 'send_at' in written) return refusal(400, 'send excludes send_at');
	if (written.auto_followup && !('send_at' in written)) {
		return refusal(400, 'send_at is required with auto_followup');
	}
	return intoConversation(written, account, nowSeconds);
}

/** What "Create a message" says, in the conversation that it names. */
export function readMessage(
	request: RecordedRequest,
	account: MissiveAccount,
	nowSeconds: number,
): Written | Answer {
	const written = read(request, 'messages', messageInput);
	return isAnswer(written) ? written : intoConversation(written, account, nowSeconds);
}

/** "Create a post" */
export function createPost(
	request: RecordedRequest,
	account: MissiveAccount,
	nowSeconds: number,
): Written | Answer {
	const written = read(request, 'posts', postInput);
	if (isAnswer(written)) return written;
	if (!['text', 'markdown', 'attachments'].some((name) => name in written)) {
		return refusal(422, 'Validation failed: text, markdown or attachments needed');
	}
	return intoConversation(written, account, nowSeconds);
}

/** "Create a task" */
export function createTask(
	request: RecordedRequest,
	account: MissiveAccount,
	nowSeconds: number,
): Written | Answer {
	const written = read(request, 'tasks', taskInput);
	if (isAnswer(written)) return written;
	const { subtask, state = 'todo' } = written;
	const needy = ['team', 'assignees', 'add_users'].find((name) => name in written);
	if (needy && !('organization' in written)) {
		return refusal(400, `organization is required with ${needy}`);
	}
	if (!subtask && !('team' in written) && !('assignees' in written)) {
		return refusal(400, 'team or assignees is required for a task of its own');
	}
	if (!subtask) return { ...written, state, conversation: null };
	if (!('conversation' in written) && !('references' in written)) {
		return refusal(400, 'conversation or references is required for a subtask');
	}
	const placed = intoConversation(written, account, nowSeconds);
	return isAnswer(placed) ? placed : { ...placed, state };
}

/** "Update a task" */
export function updateTask(request: RecordedRequest, task: Written): Written | Answer {
	const changes = read(request, 'tasks', taskPatch);
	return isAnswer(changes) ? changes : { ...task, ...changes, id: task.id };
}

/** Whether this is an answer, rather than what was written. */
export function isAnswer(value: Written | Answer): value is Answer {
	return 'status' in value && !('id' in value);
}

function read(request: RecordedRequest, name: string, shape: Shape): Written | Answer {
	const input = jsonObject(request)?.[name];
	const problem = shapeProblem(input, shape);
	if (problem !== undefined) return refusal(400, `${name}: ${problem}`);
	return { ...(input as object), id: randomUUID() };
}

/** Puts it into the conversation that it names, or into a new one, and changes that as told. */
function intoConversation(
	written: Written,
	account: MissiveAccount,
	nowSeconds: number,
): Written | Answer {
	const problem = actionsProblem(written, account, NEED_ORGANIZATION);
	if (problem !== undefined) return refusal(400, problem);
	const { conversation } = written;
	const id = typeof conversation === 'string' ? conversation : randomUUID();
	if (typeof conversation !== 'string') {
		account.conversations.push({ id, last_activity_at: nowSeconds, mailboxes: ['inbox'] });
	} else if (!account.conversations.some((known) => known.id === id)) {
		return refusal(404, `There is no conversation ${id}`);
	}
	// A draft's subject is that of the message.
	applyActions(conversationOf(account, id), { ...written, subject: undefined }, account);
	return { ...written, conversation: id };
}
