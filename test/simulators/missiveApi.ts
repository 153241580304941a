import { createContacts, getContact, listContacts, updateContacts } from './missiveApiContacts';
import {
	getConversation,
	listConversations,
	listEntries,
	updateConversations,
} from './missiveApiConversations';
import {
	createMessage,
	getMessages,
	listByEmailId,
	mergeConversations,
} from './missiveApiMessages';
import { getTask, listTasks } from './missiveApiTasks';
import { exampleAccount, type MissiveAccount } from './missiveApiData';
import { offsetPage, type UntilRule } from './missiveApiPages';
import {
	createDraft,
	createPost,
	createTask,
	isAnswer,
	updateTask,
	type Written,
} from './missiveApiWriting';
import { jsonObject, refusal, type Answer, type RecordedRequest } from './shared/http';
import type { Dialect } from './shared/sender';

/** What a list leaves out of its entries. */
const WITHOUT_BODY = { messages: { body: undefined }, comments: {} } as const;

const MAX_BODY_BYTES = 10 * 1024 * 1024;

type Handler = (request: RecordedRequest, id: string) => Answer;

/**
 * Plays the rest of Missive's REST API: conversations, drafts, posts, tasks, contacts and what an account holds, as
 * "Endpoints" of its documentation says. A field that is not documented is refused, so that a wrong name shows.
 */
export class MissiveRestApi {
	readonly account: MissiveAccount;
	/** What was written, in order; a draft with `send` was sent. */
	readonly drafts: Written[] = [];
	readonly posts: Written[] = [];
	readonly tasks: Written[] = [];
	/** When what was written was, in Unix seconds by its id. */
	private readonly writtenAt = new Map<string, number>();

	constructor(
		account: Partial<MissiveAccount>,
		private readonly untilRule: UntilRule,
		private readonly nowMs: () => number,
		private readonly dialect: Dialect = 'documented',
	) {
		this.account = { ...exampleAccount(), ...account };
	}

	/**
	 * A file of a message, from an address that lets in whoever has it; undefined for any other path. Whoever keeps the
	 * files refuses a request that is authenticated in a second way.
	 */
	file({ path, headers }: RecordedRequest): Answer | undefined {
		const [, name] = /^\/files\/([^/]+)$/.exec(path) ?? [];
		if (name === undefined) return undefined;
		if (headers.authorization !== undefined) return refusal(400, 'Only one auth mechanism allowed');
		const body = this.account.files[name];
		return body ? { status: 200, body } : refusal(403, 'Request has expired');
	}

	/** The answer, or undefined for a path that is not of this part. */
	handle(request: RecordedRequest): Answer | undefined {
		const { method, path, headers, body } = request;
		const [, resource = '', id, part] =
			/^\/v1\/([a-z_]+)(?:\/([^/]+)(?:\/([a-z]+))?)?$/.exec(path) ?? [];
		const route = [method, resource, ...(id ? [':id'] : []), ...(part ? [part] : [])].join(' ');
		const handler = this.routes[route];
		if (!handler) return undefined;
		if (body.length > MAX_BODY_BYTES) return refusal(413, 'The payload is over 10 MB');
		if (
			method !== 'GET' &&
			method !== 'DELETE' &&
			!headers['content-type']?.startsWith('application/json')
		) {
			return refusal(415, 'Content-Type must be application/json');
		}
		return handler(request, decodeURIComponent(id ?? ''));
	}

	private readonly routes: Readonly<Record<string, Handler>> = {
		'GET organizations': (request) =>
			offsetPage(request, 'organizations', this.account.organizations),
		'GET teams': (request) => offsetPage(request, 'teams', this.owned(request, this.account.teams)),
		'GET shared_labels': (request) =>
			offsetPage(request, 'shared_labels', this.owned(request, this.account.sharedLabels)),
		'GET users': (request) => offsetPage(request, 'users', this.users(request)),
		'GET contact_books': (request) =>
			offsetPage(request, 'contact_books', this.account.contactBooks),

		'GET conversations': (request) => listConversations(request, this.account, this.untilRule),
		'GET conversations :id': (_request, id) => getConversation(id, this.account),
		'PATCH conversations :id': (request, ids) =>
			updateConversations(request, ids.split(','), this.account),
		'GET conversations :id messages': (request, id) =>
			this.entries(request, id, 'messages', (entry) => entry.delivered_at),
		'GET conversations :id comments': (request, id) =>
			this.entries(request, id, 'comments', (entry) => entry.created_at),

		'GET conversations :id drafts': (request, id) => this.drafted(request, id),
		'GET conversations :id posts': (request, id) => this.posted(request, id),
		'POST conversations :id merge': (request, id) =>
			mergeConversations(jsonObject(request), id, this.account),

		'GET messages': (request) => listByEmailId(request, this.account),
		'GET messages :id': (_request, ids) => getMessages(ids.split(','), this.account, this.dialect),
		'POST messages': (request) =>
			this.write([], 'messages', createMessage(request, this.account, this.nowSeconds())),

		'DELETE drafts :id': (_request, id) => this.remove(this.drafts, id),
		'DELETE posts :id': (_request, id) => this.remove(this.posts, id),
		'POST drafts': (request) =>
			this.write(this.drafts, 'drafts', createDraft(request, this.account, this.nowSeconds())),
		'POST posts': (request) => {
			const post = createPost(request, this.account, this.nowSeconds());
			const answer = this.write(this.posts, 'posts', post);
			if (isAnswer(post)) return answer;
			return { ...answer, body: { posts: { id: post.id, conversation: post.conversation } } };
		},
		'POST tasks': (request) =>
			this.write(this.tasks, 'tasks', createTask(request, this.account, this.nowSeconds())),
		'GET tasks': (request) => listTasks(request, this.tasks),
		'GET tasks :id': (_request, id) => getTask(id, this.tasks),
		'PATCH tasks :id': (request, id) => this.updateTask(request, id),

		'GET contacts': (request) => listContacts(request, this.account),
		'GET contacts :id': (_request, id) => getContact(id, this.account),
		'POST contacts': (request) => createContacts(request, this.account, this.nowSeconds()),
		'PATCH contacts :id': (request, ids) =>
			updateContacts(request, ids.split(','), this.account, this.nowSeconds()),
	};

	private owned<T extends { readonly organization: string }>(
		{ query }: RecordedRequest,
		entries: readonly T[],
	): readonly T[] {
		const wanted = query.get('organization');
		return wanted === null ? entries : entries.filter((entry) => entry.organization === wanted);
	}

	private users({ query }: RecordedRequest): object[] {
		const wanted = query.get('organization');
		return this.account.users
			.filter(({ organizations }) => wanted === null || organizations?.includes(wanted))
			.map(({ id, name, email }) => ({ id, name, email }));
	}

	private entries<Name extends 'messages' | 'comments'>(
		request: RecordedRequest,
		id: string,
		name: Name,
		timeOf: (entry: MissiveAccount[Name][string][number]) => number,
	): Answer {
		if (!this.account.conversations.some((known) => known.id === id)) {
			return refusal(404, `There is no conversation ${id}`);
		}
		// The whole body comes with a message that is asked for by its id.
		const entries = (this.account[name][id] ?? []).map((entry) => ({
			...entry,
			...WITHOUT_BODY[name],
		}));
		return listEntries(request, name, entries, timeOf, this.untilRule);
	}

	private write(list: Written[], name: string, written: Written | Answer): Answer {
		if (isAnswer(written)) return written;
		list.push(written);
		this.writtenAt.set(written.id, this.nowSeconds());
		return { status: this.dialect === 'documented' ? 201 : 200, body: { [name]: written } };
	}

	private remove(list: Written[], id: string): Answer {
		const index = list.findIndex((entry) => entry.id === id);
		if (index < 0) return refusal(404, `There is nothing with the id ${id}`);
		list.splice(index, 1);
		return this.dialect === 'documented' ? { status: 204 } : { status: 200, body: {} };
	}

	/** The example of the documentation has no delivery time; pages by it need one. */
	private drafted(request: RecordedRequest, conversation: string): Answer {
		const waiting = this.drafts.filter(
			(draft) => draft.conversation === conversation && !draft.send,
		);
		const shown = waiting.map(({ id, subject, to_fields }) => {
			const createdAt = this.writtenAt.get(id) ?? 0;
			const deliveredAt = this.dialect === 'documented' ? null : createdAt;
			return {
				id,
				subject,
				to_fields,
				draft: true,
				created_at: createdAt,
				delivered_at: deliveredAt,
			};
		});
		return listEntries(request, 'drafts', shown, (draft) => draft.created_at, this.untilRule);
	}

	private posted(request: RecordedRequest, conversation: string): Answer {
		const shown = this.posts
			.filter((post) => post.conversation === conversation)
			.map(({ id, text, markdown, notification }) => {
				const createdAt = this.writtenAt.get(id) ?? 0;
				return { id, text, markdown, notification, created_at: createdAt };
			});
		return listEntries(request, 'posts', shown, (post) => post.created_at, this.untilRule);
	}

	private updateTask(request: RecordedRequest, id: string): Answer {
		const index = this.tasks.findIndex((task) => task.id === id);
		const task = this.tasks[index];
		if (!task) return refusal(404, `There is no task ${id}`);
		const updated = updateTask(request, task);
		if (isAnswer(updated)) return updated;
		this.tasks[index] = updated;
		return { status: 200, body: { tasks: updated } };
	}

	private nowSeconds(): number {
		return Math.floor(this.nowMs() / 1000);
	}
}
