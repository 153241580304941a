import type { IHookFunctions } from 'n8n-workflow';

import { withToken } from '../shared/receive/authenticate';
import type { FoundHook, HookRegistry, WantedHook } from '../shared/register/hooks';
import { fingerprint } from '../shared/register/reconcile';
import type { Registration } from '../shared/register/webhookMethods';
import { callApi, findAtVendor } from '../shared/vendorApi/call';
import { unexpectedAnswerError } from '../shared/vendorApi/errors';
import type { ApiCall } from '../shared/vendorApi/vendorApi';
import {
	conversationApi,
	conversationBody,
	CONVERSATIONS_PATH,
	conversationToken,
	messagesPath,
} from './api';
import {
	type ConversationSettings,
	fieldsOf,
	isManual,
	readConversationSettings,
} from './settings';
import { validate } from './validate';

interface WantedConversation extends WantedHook, ConversationSettings {
	/** The callback token in `url`. */
	readonly token: string;
}

/**
 * Creates one conversation whose callback URL carries the node's own token.
 *
 * What the vendor's API makes impossible: a conversation cannot be changed, listed or deleted. So one that the node has
 * replaced, because its settings or the URL changed, goes on calling with the same token, and its messages are still
 * taken. One whose id was lost, because n8n crashed before saving it, calls with a token that nobody kept, and is
 * refused.
 */
export const conversationRegistration: Registration<WantedConversation> = {
	token: conversationToken,

	validate,

	prepare(context, url, secret) {
		if (isManual(context)) return undefined;
		const wanted: WantedConversation = {
			key: 'conversation',
			url: withToken(url, secret),
			token: secret,
			...readConversationSettings(context.getNode(), fieldsOf(context)),
		};
		return { wanted: [wanted], registry: conversations(context) };
	},
};

/** Conversations as hooks. There is no `remove`, so that what was created is kept and used again. */
function conversations(context: IHookFunctions): HookRegistry<WantedConversation> {
	return {
		async find(keptIds) {
			const found: Array<FoundHook<WantedConversation>> = [];
			for (const id of keptIds) if (await exists(context, id)) found.push(toFound(id));
			return found;
		},

		async create(wanted) {
			const request: ApiCall = {
				method: 'POST',
				path: CONVERSATIONS_PATH,
				body: conversationBody(wanted, wanted.url),
				confidential: [wanted.token],
				purpose: 'create the conversation',
			};
			const { id } = await callApi(context, conversationApi, request);
			if (typeof id !== 'string' || id === '') {
				const facts = { node: context.getNode(), api: conversationApi, call: request };
				throw unexpectedAnswerError(facts, 'id');
			}
			// Whoever writes into the conversation needs its id, and n8n shows static data nowhere.
			context.logger.info(`The conversation ${id} was created and calls this node`);
			return id;
		},
	};
}

/** The vendor shows no conversation by itself; its messages tell whether it is there. */
async function exists(context: IHookFunctions, id: string): Promise<boolean> {
	const answer = await findAtVendor(context, conversationApi, {
		method: 'GET',
		path: messagesPath(encodeURIComponent(id)),
		purpose: 'look at the conversation',
	});
	return answer !== undefined;
}

function toFound(id: string): FoundHook<WantedConversation> {
	return {
		id,
		// Only what this node keeps the id of can be seen.
		callsUs: () => false,
		drift: (wanted, kept) => (kept.fingerprint === fingerprint(wanted) ? 'none' : 'replace'),
	};
}
