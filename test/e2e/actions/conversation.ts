import { freshConversationPayload } from '../../fixtures';
import { startConversation, startSink } from '../../simulators';
import { type ActionStage, SECRET, stepsOf } from './setup';

/** By what each shows. */
export const conversationActions: Record<string, (stage: ActionStage) => Promise<void>> = {
	async 'Conversation: creates a conversation and reads its messages'(stage) {
		const api = stage.keep(await startConversation());
		const receiver = stage.keep(await startSink());
		const { baseUrl, apiKey } = api;
		const step = stepsOf('conversation', [
			await stage.credential('conversationApi', { baseUrl, apiKey, callbackToken: SECRET }),
		]);

		const { Create: created } = await stage.run('Conversation, create', [
			step('Create', 'conversation', 'create', { callbackUrl: `${receiver.url}/messages` }),
		]);
		const conversationId = String(created?.[0]?.id);
		const messages = [freshConversationPayload(), freshConversationPayload('media_message')];
		for (const message of messages) await api.deliver(conversationId, message);
		const { Read: read } = await stage.run('Conversation, read', [
			step('Read', 'message', 'getAll', { conversationId, returnAll: true }),
		]);

		expect(receiver.requests.map(({ query }) => query.get('token'))).toEqual([SECRET, SECRET]);
		expect(read?.map(({ id }) => id)).toEqual(messages.map(({ data }) => data.id).reverse());
	},
};
