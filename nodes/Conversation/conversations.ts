import type { IHookFunctions } from 'n8n-workflow';

import {
	type FoundHook,
	type HookRegistry,
	type Registration,
	type VendorClient,
	type WantedHook,
	withToken,
} from '../shared/vendor';
import {
	CONVERSATION_KEY,
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

interface WantedConversation extends WantedHook, ConversationSettings {}

/**
 * Creates one conversation whose callback URL carries the node's own token.
 *
 * What the vendor's API makes impossible: a conversation cannot be changed, listed or deleted. So one that the node has
 * replaced, because its settings or the URL changed, goes on calling with the same token, and its messages are still
 * taken. So are those of one whose id was lost, for the token is the same each time.
 */
export const conversationRegistration: Registration<WantedConversation> = {
	validate,

	hooks: {
		api: conversationApi,
		token: conversationToken,
		arePermanent: true,
		noun: 'conversation',
		whereToFind:
			'Conversations can be neither listed nor deleted, and they call this node. Nobody writes into one whose ID is lost, so that nothing has to be done about it.',

		byHand: isManual,

		wanted(context, url, token) {
			const settings = readConversationSettings(context.getNode(), fieldsOf(context));
			return [{ key: CONVERSATION_KEY, url: withToken(url, token), ...settings }];
		},

		registry: conversations,
	},
};

/** Conversations as hooks. There is no `remove`, so that what was created is kept and used again. */
function conversations(
	client: VendorClient,
	context: IHookFunctions,
): HookRegistry<WantedConversation> {
	/** The vendor shows no conversation by itself; its messages tell whether it is there. */
	const exists = async (id: string) => {
		const path = messagesPath(encodeURIComponent(id));
		const purpose = 'look at the conversation';
		return (await client.find({ method: 'GET', path, purpose })) !== undefined;
	};
	return {
		async lookUp(ids) {
			const found: Array<FoundHook<WantedConversation>> = [];
			for (const id of ids) if (await exists(id)) found.push(toFound(id));
			return found;
		},

		async create(wanted) {
			const creation = await client.create({
				method: 'POST',
				path: CONVERSATIONS_PATH,
				body: conversationBody(wanted, wanted.url),
				purpose: 'create the conversation',
			});
			// Whoever writes into the conversation needs its id, and n8n shows static data nowhere.
			if ('id' in creation) {
				context.logger.info(`The conversation ${creation.id} was created and calls this node`);
			}
			return creation;
		},
	};
}

function toFound(id: string): FoundHook<WantedConversation> {
	return { id, drift: (_wanted, asAsked) => (asAsked ? 'none' : 'replace') };
}
