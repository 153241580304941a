import { freshConversationPayload } from '../../fixtures';
import { type ConversationSimulator, type Dialect, startConversation } from '../../simulators';
import { idOf, only, withForgedToken, type Lane } from './lane';

/**
 * The Conversation API: the node creates a conversation with our URL, which carries a token.
 *
 * @param played the vendor, set up by the caller; default one of the lane's own
 */
export async function conversationLane(
	dialect: Dialect = 'documented',
	played?: ConversationSimulator,
): Promise<Lane> {
	const conversations = played ?? (await startConversation({ dialect }));
	const hooks = () => [...conversations.hooks.values()].map(({ config }) => config.callback_url);
	return {
		title: 'Conversation API',
		slug: 'conversation',
		expected: { eventType: 'message.received', verified: 'token' },
		credential: {
			type: 'conversationApi',
			data: { baseUrl: conversations.baseUrl, apiKey: conversations.apiKey },
			mistake: { apiKey: 'wrong' },
		},
		trigger: {
			type: 'conversationTrigger',
			parameters: { registration: 'create', useCase: 'DEFAULT' },
		},
		hooks,
		keepsHook: true,
		deliver: async (overrides, hook) =>
			await conversations.deliver(
				idOf(conversations.hooks, hooks(), hook),
				freshConversationPayload(),
				overrides,
			),
		forgery: () => ({ url: withForgedToken(only(hooks())) }),
		close: async () => await conversations.close(),
	};
}
