import { freshConversationPayload } from '../../fixtures';
import { startConversation } from '../../simulators';
import { only, withForgedToken, type Lane } from './lane';

/** The Conversation API: the node creates a conversation with our URL, which carries a token. */
export async function conversationLane(): Promise<Lane> {
	const conversations = await startConversation();
	return {
		title: 'Conversation API',
		slug: 'conversation',
		expected: { eventType: 'RECEIVED', verified: 'token' },
		credential: {
			type: 'conversationApi',
			data: { baseUrl: conversations.baseUrl, apiKey: conversations.apiKey },
			mistake: { apiKey: 'wrong' },
		},
		trigger: {
			type: 'conversationCallbackTrigger',
			parameters: { registration: 'create', useCase: 'DEFAULT' },
		},
		hooks: () => [...conversations.hooks.values()].map(({ config }) => config.callback_url),
		keepsHook: true,
		deliver: async (overrides) =>
			await conversations.deliver(
				only(conversations.hooks.keys()),
				freshConversationPayload(),
				overrides,
			),
		forgery: () => ({
			url: withForgedToken(only(conversations.hooks.values()).config.callback_url),
		}),
		close: async () => await conversations.close(),
	};
}
