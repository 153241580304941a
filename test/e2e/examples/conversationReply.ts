import { freshConversationPayload } from '../../fixtures';
import { startConversation } from '../../simulators';
import { itemsOf } from '../../support/executions';
import type { Stage } from '../stage';

/** Message → a reply in the same conversation by what it says; a reply that comes back is not replied to. */
export async function conversationReply(stage: Stage): Promise<void> {
	const api = stage.keep(await startConversation());
	const name = 'Conversation API Trigger';
	const credential = await stage.credential('conversationApi', {
		baseUrl: api.baseUrl,
		apiKey: api.apiKey,
	});
	const example = await stage.open('conversation-reply', {
		[`${name}, Credential`]: credential,
		'Send Reply, Credential': credential,
	});
	const [conversation = ''] = api.hooks.keys();
	const message = freshConversationPayload();
	const order = { ...message, data: { ...message.data, content: 'Where is my ORDER?' } };
	const replies = () =>
		(api.hooks.get(conversation)?.messages ?? []).filter(
			({ content_type: type }) => type === 'text',
		);

	await api.deliver(conversation, order);
	await example.ran(1);
	await api.deliver(conversation, freshConversationPayload());
	await example.ran(2);
	expect(replies()).toMatchObject([
		{ content: expect.stringContaining('Which order') as string, metadata: { sent_by: 'n8n' } },
		{ content: expect.stringContaining('A colleague will answer soon') as string },
	]);

	const { data } = freshConversationPayload();
	const returned = { ...data, metadata: { sent_by: 'n8n' } };
	await api.deliver(conversation, { ...freshConversationPayload(), data: returned });
	const executions = await example.ran(3);
	expect(itemsOf(executions[2]!, name)).toHaveLength(1);
	expect(itemsOf(executions[2]!, 'Written by a User')).toEqual([]);
	expect(replies()).toHaveLength(2);
}
