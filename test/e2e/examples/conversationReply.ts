import { freshConversationPayload } from '../../fixtures';
import { hookSignature, startConversation, startSink } from '../../simulators';
import { itemsOf } from '../../support/executions';
import type { Stage } from '../stage';

const SECRET = 'a secret of the examples, long enough';

/** Message → a reply by what it says; a copy that the trigger let through is not answered again. */
export async function conversationReply(stage: Stage): Promise<void> {
	const api = stage.keep(await startConversation());
	const replies = stage.keep(await startSink());
	const name = 'Conversation Callback Trigger';
	const example = await stage.open('conversation-reply', {
		[`${name}, Credential`]: await stage.credential('conversationApi', {
			baseUrl: api.baseUrl,
			apiKey: api.apiKey,
		}),
		'Send Reply, Credential': await stage.credential('webhookSigningSecretApi', {
			secret: SECRET,
		}),
		'Send Reply, URL': (await stage.overHttps(replies)).of(replies.url),
	});
	const [conversation = ''] = api.hooks.keys();
	const message = freshConversationPayload();
	const order = { ...message, data: { ...message.data, content: 'Where is my ORDER?' } };

	await api.deliver(conversation, order);
	await example.ran(1);
	await api.deliver(conversation, freshConversationPayload());
	await example.ran(2);
	// A manual run goes past the trigger's own guard, as a copy does that reaches another n8n at the same moment.
	await stage.rest.listenForTestEvent(example.id, name);
	const [, forTest = ''] = api.hooks.keys();
	await api.deliver(forTest, { ...order, conversation_id: conversation });
	const executions = await example.ran(3);

	expect(itemsOf(executions[2]!, name)).toHaveLength(1);
	expect(itemsOf(executions[2]!, 'Answer Once')).toEqual([]);
	expect(replies.requests).toHaveLength(2);
	const [first, second] = replies.requests;
	expect(JSON.parse(String(first?.body))).toEqual({
		conversationId: expect.any(String) as string,
		inReplyTo: order.data.id,
		text: expect.stringContaining('Which order') as string,
	});
	expect(String(second?.body)).toContain('A colleague will answer soon');
	expect(first?.headers).toMatchObject({
		'webhook-id': order.data.id,
		'x-hook-signature': hookSignature(SECRET, first!.body),
	});
}
