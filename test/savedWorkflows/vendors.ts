import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { openWorkDelivery } from '../fixtures';
import {
	type OpenWorkSimulator,
	startAutoresponder,
	startConversation,
	startMissive,
	startOpenWork,
	startSink,
} from '../simulators';

/** Vendors that have something of everything, for saved nodes to run against. */
export interface SavedVendors {
	/** What a user fills into the credentials, by their types. */
	readonly credentials: Readonly<Record<string, IDataObject>>;
	/** The saved node as a user sets it up who has other records than its examples name. */
	filled(node: INode): INodeParameters;
	close(): Promise<void>;
}

/** The ids that a user would pick, by the type of the node and the name of the field. */
type Ids = Readonly<Record<string, Readonly<Record<string, string>>>>;

const SECRET = 'webhook secret of the tests';

/** Starts the vendors. Operations that delete have records of their own, so that the others keep theirs. */
export async function startSavedVendors(): Promise<SavedVendors> {
	const missive = await startMissive();
	const openWork = await startOpenWork({ dialect: 'as found' });
	const conversations = await startConversation();
	const autoresponder = await startAutoresponder({ secret: SECRET, perMinute: 10_000 });

	const sink = await startSink();

	const { account } = missive.api;
	const conversation = String(account.conversations[0]?.id);
	const message = { id: 'message-1', delivered_at: 1, body: '<p>A text</p>', type: 'email' };
	account.messages[conversation] = [{ ...message, from_field: { address: 'sam@fellowship.org' } }];
	account.comments[conversation] = [{ id: 'comment-1', created_at: 1 }];
	account.contacts.push({ id: 'contact-1', contact_book: account.contactBooks[0]?.id });
	const kept = autoresponder.addTicket();
	const doomed = autoresponder.addTicket();
	const answer = autoresponder.addAiResponse({ ticket_id: kept.id });
	await openWork.emit(openWorkDelivery('app:health_warning').event);

	const ids: Ids = {
		missive: {
			conversationId: conversation,
			targetId: conversation,
			conversationIds: conversation,
			messageId: message.id,
			messageIds: message.id,
			contactId: 'contact-1',
			organization: String(account.organizations[0]?.id),
			team: String(account.teams[0]?.id),
			contactBook: String(account.contactBooks[0]?.id),
			sharedLabel: String(account.sharedLabels[0]?.id),
		},
		supportAutoresponder: { ticketId: kept.id, aiResponseId: answer.id },
		openWork: { webhookId: hookIn(openWork), url: sink.url },
	};
	const forDeletion: Ids = {
		supportAutoresponder: { ticketId: doomed.id },
		openWork: { webhookId: hookIn(openWork) },
	};
	return {
		credentials: {
			missiveApi: { token: missive.token, baseUrl: missive.baseUrl },
			openWorkApi: { token: openWork.token, baseUrl: openWork.url },
			conversationApi: {
				apiKey: conversations.apiKey,
				baseUrl: conversations.baseUrl,
				callbackToken: 'callback token of the tests, long enough',
			},
			supportAutoresponderApi: {
				apiKey: autoresponder.apiKey,
				baseUrl: autoresponder.baseUrl,
				webhookSecret: SECRET,
			},
			webhookSigningSecretApi: {
				secret: `whsec_${Buffer.from('signing secret of the tests').toString('base64')}`,
			},
		},
		filled({ type, parameters }) {
			const name = type.replace(/^.*\./, '');
			const own = parameters.operation === 'delete' ? forDeletion[name] : undefined;
			return withIds(parameters, { ...ids[name], ...own }) as INodeParameters;
		},
		async close() {
			const simulators = [missive, openWork, conversations, autoresponder, sink];
			await Promise.all(simulators.map(async (simulator) => await simulator.close()));
		},
	};
}

/** Puts a webhook into OpenWork, which it does not call. */
function hookIn(openWork: OpenWorkSimulator): string {
	const id = `webhook-${openWork.hooks.size + 1}`;
	const created = new Date(0).toISOString();
	openWork.hooks.set(id, {
		...{
			id,
			name: 'A webhook',
			url: 'https://example.com',
			eventTypes: ['app:connected'],
			enabled: false,
		},
		...{ retryCount: 1, timeoutMs: 1_000, failing: false },
		...{ createdAt: created, updatedAt: created },
	});
	return id;
}

/** The value with other ids in the fields of these names; lists chosen from are `{ __rl, value }`. */
function withIds(value: unknown, ids: Readonly<Record<string, string>>): unknown {
	if (Array.isArray(value)) return value.map((each) => withIds(each, ids));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, each]: [string, unknown]) => {
			const id = ids[name];
			if (id === undefined) return [name, withIds(each, ids)];
			const isChosen = typeof each === 'object' && each !== null && '__rl' in each;
			return [name, isChosen ? { ...each, value: id } : id];
		}),
	);
}
