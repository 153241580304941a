import { freshConversationPayload } from '../../fixtures';
import { type Dialect, startConversation, startSink } from '../../simulators';
import { itemsOf, untilExecutions } from '../../support/executions';
import { NODES, type Step, triggerWorkflow } from '../../support/workflows';
import { type ActionStage, SECRET, stepsOf } from './setup';

const CREATED = "={{ $('Create').first().json.id }}";

const ORDERS: Step = {
	name: 'Orders',
	type: 'n8n-nodes-base.convertToFile',
	parameters: { operation: 'csv', options: { fileName: 'orders.csv' } },
	credentials: [],
};

/** Each operation once. What is sent comes to the callback URL, as the vendor does it, and into the list. */
async function everyOperation(stage: ActionStage, dialect: Dialect): Promise<void> {
	const api = stage.keep(await startConversation({ dialect }));
	const receiver = stage.keep(await startSink());
	const { baseUrl, apiKey } = api;
	const step = stepsOf('conversation', [
		await stage.credential('conversationApi', { baseUrl, apiKey, callbackToken: SECRET }),
	]);
	const sent = { conversationId: CREATED };

	const items = await stage.run(`Conversation API, ${dialect}`, [
		step('Create', 'conversation', 'create', {
			callbackUrl: `${receiver.url}/messages`,
			additionalFields: { metadata: '{"customer": "A-1001"}', teamId: 'team-1' },
		}),
		step('Say', 'message', 'send', {
			...sent,
			content: 'Your order is on its way',
			options: { channel: 'WHATSAPP', metadata: '{"sent_by": "n8n"}' },
		}),
		ORDERS,
		step('Send File', 'message', 'send', { ...sent, messageType: 'file' }),
		step('Read the Newest', 'message', 'getAll', { ...sent, limit: 1 }),
		step('Read', 'message', 'getAll', { ...sent, returnAll: true }),
	]);

	const [conversation] = api.hooks.values();
	expect(conversation).toMatchObject({
		id: items.Create?.[0]?.id,
		metadata: { customer: 'A-1001' },
		team_id: 'team-1',
	});
	const [[name, file] = []] = [...api.media.uploads];
	expect(file?.bytes?.toString()).toContain('Your order is on its way');
	const text = { content: 'Your order is on its way', content_type: 'text', channel: 'whatsapp' };
	const media = { filename: name, content_type: 'text/csv' };
	expect(items.Say).toEqual([expect.objectContaining({ ...text, metadata: { sent_by: 'n8n' } })]);
	expect(items['Send File']).toEqual([expect.objectContaining(media)]);
	expect(items.Read).toEqual([expect.objectContaining(media), expect.objectContaining(text)]);
	expect(items['Read the Newest']).toEqual([expect.objectContaining(media)]);

	await api.deliver(String(conversation?.id), freshConversationPayload());
	expect(receiver.requests.map(({ query }) => query.get('token'))).toEqual([SECRET]);
}

/** A trigger that creates its conversation says which it is, so that a workflow can write into it. */
async function ownConversation(stage: ActionStage, dialect: Dialect): Promise<void> {
	const api = stage.keep(await startConversation({ dialect }));
	const { baseUrl, apiKey } = api;
	const credentials = [await stage.credential('conversationApi', { baseUrl, apiKey })];
	const { workflow } = triggerWorkflow(
		`End to end: own conversation, ${dialect}`,
		{ type: 'conversationTrigger', parameters: { registration: 'create' }, credentials },
		{
			type: 'n8n-nodes-signed-webhooks.conversation',
			parameters: {
				resource: 'message',
				operation: 'send',
				conversationId: '={{ $json.delivery.registration.conversationId }}',
				content: 'Thank you',
			},
			credentials,
		},
	);
	const { id } = await stage.rest.createWorkflow(workflow);
	await stage.rest.activate(id);

	const [conversation] = api.hooks.values();
	const conversationId = String(conversation?.id);
	await api.deliver(conversationId, freshConversationPayload());

	const [execution] = await untilExecutions(stage.rest, id, 1);
	expect(execution?.status).toBe('success');
	const [item] = execution ? itemsOf(execution, NODES.trigger) : [];
	expect(item?.delivery).toMatchObject({ registration: { conversationId } });
	expect(conversation?.messages.at(-1)).toMatchObject({ content: 'Thank you' });
	await stage.rest.deactivate(id);
}

const bothDialects = (
	title: string,
	run: (stage: ActionStage, dialect: Dialect) => Promise<void>,
) =>
	(['documented', 'as found'] as const).map(
		(dialect) =>
			[`${title} (${dialect})`, async (stage: ActionStage) => await run(stage, dialect)] as const,
	);

/** By what each shows. */
export const conversationActions: Record<string, (stage: ActionStage) => Promise<void>> =
	Object.fromEntries([
		...bothDialects('Conversation API: every operation', everyOperation),
		...bothDialects('Conversation API Trigger: tells its own conversation', ownConversation),
	]);
