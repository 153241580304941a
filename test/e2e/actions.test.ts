import type { IDataObject } from 'n8n-workflow';

import manifest from '../../package.json';
import {
	autoresponderPayload,
	autoresponderTicketCreation,
	freshConversationPayload,
} from '../fixtures';
import {
	startAutoresponder,
	startConversation,
	startMissive,
	startOpenWork,
	startSink,
	startSlack,
} from '../simulators';
import { exampleNames, loadExample } from '../support/examples';
import { itemsOf, untilExecutions } from '../support/executions';
import type { RestClient } from '../support/rest';
import type { Credential } from '../support/rest.types';
import { NODES, PACKAGE, type Step, stepsWorkflow } from '../support/workflows';
import { signInToShared } from './shared';
import { Stage } from './stage';

const SECRET = 'a secret of the tests, long enough';

/** The types of the nodes that the workflows here are made of. */
const ran = new Set<string>();

let rest: RestClient;
let stage: Stage;

beforeAll(async () => {
	rest = await signInToShared();
});

beforeEach(() => {
	stage = new Stage(rest);
});

afterEach(async () => await stage.close());

/** Runs the steps once, as the button "Execute workflow" does, and gives each step's items by its name. */
async function run(title: string, steps: Step[]): Promise<Record<string, IDataObject[]>> {
	const workflow = stepsWorkflow(`End to end: ${title}`, steps);
	for (const { type } of workflow.nodes) ran.add(type);
	const { id } = await rest.createWorkflow(workflow);
	await rest.executeWorkflow(id, NODES.trigger);
	const [execution] = await untilExecutions(rest, id, 1);
	expect(execution?.data.resultData.error).toBeUndefined();
	expect(execution?.status).toBe('success');
	return Object.fromEntries(
		steps.map(({ name }) => [name, execution ? itemsOf(execution, name) : []]),
	);
}

/** Makes the steps of one node type, with the same credentials. */
function stepsOf(type: string, credentials: Credential[]) {
	return (name: string, resource: string, operation: string, fields: IDataObject = {}): Step => ({
		name,
		type,
		parameters: { resource, operation, ...fields },
		credentials,
	});
}

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

test('Missive: notes, closes, reads and answers a conversation, and keeps its contact', async () => {
	const missive = stage.keep(await startMissive());
	const { token, baseUrl, api } = missive;
	const step = stepsOf('missive', [await stage.credential('missiveApi', { token, baseUrl })]);
	const [conversation] = api.account.conversations;
	const conversationId = byId(String(conversation?.id));

	const items = await run('Missive', [
		step('Organization', 'organization', 'getAll', { limit: 1 }),
		step('Note', 'post', 'create', {
			content: '*{{ $json.name }}* knows',
			notificationTitle: 'n8n',
			notificationBody: '={{ $json.name }}',
			conversationId,
		}),
		step('Close', 'conversation', 'update', {
			conversationId: byId('={{ $json.conversation }}'),
			updateFields: { state: 'close', subject: 'Solved' },
		}),
		step('Read', 'conversation', 'get', { conversationId, simplify: true }),
		step('Answer', 'draft', 'send', {
			from: 'Frodo <frodo@fellowship.org>',
			to: 'sam@fellowship.org',
			subject: '={{ $json.subject }}',
			body: 'It is done.',
			conversationId,
		}),
		step('Contact', 'contact', 'create', {
			contactBook: byId(String(api.account.contactBooks[0]?.id)),
			fields: { firstName: 'Samwise' },
		}),
	]);

	expect(items.Read).toEqual([
		expect.objectContaining({ id: conversation?.id, subject: 'Solved' }),
	]);
	expect(conversation?.mailboxes).toEqual(['closed']);
	expect(api.posts).toEqual([
		expect.objectContaining({ notification: { title: 'n8n', body: 'Fellowship' } }),
	]);
	expect(api.drafts).toEqual([expect.objectContaining({ subject: 'Solved', send: true })]);
	expect(api.account.contacts).toEqual([expect.objectContaining({ first_name: 'Samwise' })]);
});

test('OpenWork: checks a connection, and makes, changes and deletes a webhook', async () => {
	const openWork = stage.keep(await startOpenWork());
	const step = stepsOf('openWork', [
		await stage.credential('openWorkApi', { baseUrl: openWork.url, token: openWork.token }),
		await stage.credential('webhookSigningSecretApi', { secret: SECRET }),
	]);

	const items = await run('OpenWork', [
		step('App', 'connection', 'getAll', { limit: 1 }),
		step('Check', 'connection', 'runHealthCheck', { appType: byId('={{ $json.appType }}') }),
		step('Log', 'connection', 'getHealthEvents', { appType: byId('whatsapp'), limit: 5 }),
		step('Create', 'webhook', 'create', {
			name: 'Of the test',
			url: 'https://hooks.example.com/openwork',
			eventTypes: ['message:received'],
		}),
		step('Pause', 'webhook', 'update', {
			webhookId: byId('={{ $json.id }}'),
			updateFields: { enabled: false },
		}),
		step('List', 'webhook', 'getAll', { returnAll: true }),
		step('Delete', 'webhook', 'delete', { webhookId: byId('={{ $json.id }}') }),
	]);

	expect(items.Check).toEqual([expect.objectContaining({ healthy: true })]);
	expect(items.Log).toHaveLength(1);
	expect(items.List).toEqual([
		expect.objectContaining({
			name: 'Of the test',
			enabled: false,
			eventTypes: ['message:received'],
		}),
	]);
	expect(items.Delete).toEqual([{ deleted: true }]);
	expect(openWork.hooks.size).toBe(0);
	expect(JSON.stringify(items)).not.toContain(SECRET);
});

test('Conversation: creates a conversation and reads its messages', async () => {
	const api = stage.keep(await startConversation());
	const receiver = stage.keep(await startSink());
	const { baseUrl, apiKey } = api;
	const step = stepsOf('conversation', [
		await stage.credential('conversationApi', { baseUrl, apiKey, callbackToken: SECRET }),
	]);

	const { Create: created } = await run('Conversation, create', [
		step('Create', 'conversation', 'create', { callbackUrl: `${receiver.url}/messages` }),
	]);
	const conversationId = String(created?.[0]?.id);
	const messages = [freshConversationPayload(), freshConversationPayload('media_message')];
	for (const message of messages) await api.deliver(conversationId, message);
	const { Read: read } = await run('Conversation, read', [
		step('Read', 'message', 'getAll', { conversationId, returnAll: true }),
	]);

	expect(receiver.requests.map(({ query }) => query.get('token'))).toEqual([SECRET, SECRET]);
	expect(read?.map(({ id }) => id)).toEqual(messages.map(({ data }) => data.id).reverse());
});

test('Support Autoresponder: creates a ticket through the webhook, and has it answered', async () => {
	const autoresponder = stage.keep(await startAutoresponder({ secret: SECRET }));
	const { url: baseUrl, apiKey } = autoresponder;
	const step = stepsOf('supportAutoresponder', [
		await stage.credential('supportAutoresponderApi', { baseUrl, apiKey, webhookSecret: SECRET }),
	]);
	const { subject, message, customer_email: customerEmail } = autoresponderTicketCreation().data;
	const ticketId = '={{ $json.id }}';

	const items = await run('Support Autoresponder', [
		step('Create', 'ticket', 'createThroughWebhook', {
			...{ subject, message, customerEmail },
			simplify: true,
		}),
		step('Raise', 'ticket', 'update', { ticketId, updateFields: { priority: 'urgent' } }),
		step('Urgent', 'ticket', 'getAll', { filters: { priority: 'urgent' } }),
		step('Read', 'ticket', 'get', { ticketId }),
		step('Respond', 'ticket', 'generateAiResponse', { ticketId }),
	]);

	expect(items.Read).toEqual([expect.objectContaining({ subject, priority: 'urgent' })]);
	expect(items.Respond).toEqual([expect.objectContaining({ auto_sent: true })]);
	expect(autoresponder.tickets).toEqual([
		expect.objectContaining({ initial_message: message, status: 'ai_responded' }),
	]);
});

test('Slack Notification: shows a message and posts it', async () => {
	const slack = stage.keep(await startSlack());
	const step = stepsOf('slackNotification', [
		await stage.credential('slackWebhookApi', { webhookUrl: slack.addHook() }),
	]);
	const event = JSON.stringify(autoresponderPayload('ai.response.requires_review'));

	const items = await run('Slack Notification', [
		step('Preview', 'message', 'preview', { event }),
		step('Send', 'message', 'send', { event, options: { allowHttp: true } }),
	]);

	const [posted] = await stage.posted(slack, 1);
	expect(posted).toContain('#ff9900');
	expect(items.Preview?.[0]?.message).toEqual(slack.messages[0]?.message);
	expect(items.Send).toEqual([
		expect.objectContaining({
			delivery: expect.objectContaining({ status: 'delivered' }) as object,
		}),
	]);
});

test('every node of the package is run here or in an example', () => {
	const examples = exampleNames().flatMap((name) => loadExample(name).nodes);
	const types = new Set([...ran, ...examples.map(({ type }) => type)]);

	for (const path of manifest.n8n.nodes) {
		const className = String(/(\w+)\.node\.js$/.exec(path)?.[1]);
		const name = className.charAt(0).toLowerCase() + className.slice(1);
		expect(types).toContain(`${PACKAGE}.${name}`);
	}
});
