import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { ConversationApi } from '../../../credentials/ConversationApi.credentials';
import { Conversation } from '../../../nodes/Conversation/Conversation.node';
import { conversationActions } from '../../../nodes/Conversation/resources';
import { freshConversationPayload } from '../../fixtures';
import { executeContext } from '../../support/executeContext';
import { type ActionSetup, runActionNode } from '../../support/runAction';
import { attemptFrom, conversationsOf, onlyId, startPair, type ConversationPair } from './setup';

const TOKEN = 'callback-token-of-the-credential';
const CALLBACK = 'https://receiver.example.com/webhook';

let pair: ConversationPair;
beforeEach(async () => (pair = await startPair({ registration: 'manual' })));
afterEach(async () => await pair.close());

function setup(parameters: INodeParameters, callbackToken = TOKEN): ActionSetup {
	const { baseUrl, apiKey } = pair.vendor;
	return {
		table: conversationActions,
		nodeType: new Conversation(),
		parameters,
		credentials: [{ type: new ConversationApi(), data: { baseUrl, apiKey, callbackToken } }],
	};
}

async function create(
	parameters: INodeParameters = {},
	callbackToken?: string,
): Promise<IDataObject[]> {
	const choice = { resource: 'conversation', operation: 'create', callbackUrl: CALLBACK };
	const items = await runActionNode(setup({ ...choice, ...parameters }, callbackToken));
	return items.map(({ json }) => json);
}

async function messages(parameters: INodeParameters): Promise<IDataObject[]> {
	const choice = { resource: 'message', operation: 'getAll' };
	const items = await runActionNode(setup({ ...choice, ...parameters }));
	return items.map(({ json }) => json);
}

/** What the node sent last. */
function sent(): unknown {
	return JSON.parse(String(pair.vendor.requests.at(-1)?.body));
}

describe('creating a conversation', () => {
	it('sends what the vendor documents, without what is empty', async () => {
		expect(await create()).toEqual([{ id: onlyId(pair) }]);
		expect(sent()).toEqual({
			channel: 'API',
			usecase: 'DEFAULT',
			config: { callback_url: `${CALLBACK}?token=${TOKEN}` },
		});
	});

	it('sends everything that can be filled in', async () => {
		await create({
			channel: 'WHATSAPP',
			useCase: 'WORKFLOW_EXECUTION',
			workflowId: ' 123 ',
			additionalFields: { metadata: '={{ { customer: "A-1001" } }}', teamId: 'team-1' },
			addCallbackToken: false,
		});
		expect(sent()).toEqual({
			channel: 'WHATSAPP',
			usecase: 'WORKFLOW_EXECUTION',
			config: { workflow_id: '123', callback_url: CALLBACK },
			metadata: { customer: 'A-1001' },
			team_id: 'team-1',
		});
	});

	it('makes a Conversation API Trigger receive its messages', async () => {
		pair.filled.api.callbackToken = TOKEN;
		await pair.host.activate();
		const [conversation] = await create({ callbackUrl: pair.host.url });
		const payload = freshConversationPayload();
		const attempt = await attemptFrom(pair, String(conversation?.id), {}, payload);
		expect(attempt).toEqual({ status: 200, body: { received: true } });
		expect(pair.host.executions).toEqual([
			[[{ json: expect.objectContaining({ data: payload.data }) }], []],
		]);
	});

	it('adds the token to other parameters, and leaves one that is there', async () => {
		await create({ callbackUrl: `${CALLBACK}?tenant=a&b#top` });
		await create({ callbackUrl: `${CALLBACK}?token=my-own-token` });
		expect(conversationsOf(pair).map(({ config }) => config.callback_url)).toEqual([
			`${CALLBACK}?tenant=a&b&token=${TOKEN}`,
			`${CALLBACK}?token=my-own-token`,
		]);
	});

	it('takes the address of n8n from the expression that the field suggests', async () => {
		const base = '{{ $execution.resumeUrl.split("/webhook-waiting")[0] }}';
		await create({ callbackUrl: `=${base}/webhook/1/webhook` });
		expect(conversationsOf(pair)[0]?.config.callback_url).toBe(
			`http://127.0.0.1/webhook/1/webhook?token=${TOKEN}`,
		);
	});

	it.each([
		[{ callbackUrl: '' }, 'Callback URL is empty'],
		[{ callbackUrl: 'receiver.example.com' }, 'The Callback URL is not a web address'],
		[{ callbackUrl: 'mailto:me@example.com' }, 'The Callback URL is not a web address'],
		[{ additionalFields: { metadata: '[1]' } }, 'The Metadata has to be a JSON object'],
		[{ useCase: 'WORKFLOW_EXECUTION', workflowId: '' }, 'Enter the Workflow ID'],
	])('fails with %j', async (change, message) => {
		await expect(create(change)).rejects.toMatchObject({ message, context: { itemIndex: 0 } });
		expect(conversationsOf(pair)).toEqual([]);
	});

	it('needs a callback token in the credential, unless none is wanted', async () => {
		await expect(create({}, '')).rejects.toThrow('holds no Callback Token');
		await create({ addCallbackToken: false }, '');
		expect(conversationsOf(pair)).toHaveLength(1);
	});

	it('says that callbacks have to be HTTPS', async () => {
		await pair.close();
		pair = await startPair({ registration: 'manual' }, { allowHttp: false });
		const creating = create({ callbackUrl: 'http://receiver.example.com/' });
		await expect(creating).rejects.toThrow('It has to be a public HTTPS address');
	});

	it('never shows the token', async () => {
		const callbackUrl = `${CALLBACK}?token=${TOKEN}`;
		pair.vendor.failNext({ status: 201, body: { id: '1', config: { callback_url: callbackUrl } } });
		expect(await create()).toEqual([
			{ id: '1', config: { callback_url: `${CALLBACK}?token=***` } },
		]);
		pair.vendor.failNext({ status: 400, body: `Cannot call ${callbackUrl}` });
		const error: unknown = await create({ callbackUrl }).catch((caught: unknown) => caught);
		expect(error).toMatchObject({ description: expect.stringContaining('token=***') });
		expect(JSON.stringify(error)).not.toContain(TOKEN);
	});

	it('is not repeated after a 5xx: a conversation that was created twice could not be deleted', async () => {
		pair.vendor.failNext({ status: 500, afterHandling: true });
		await expect(create()).rejects.toThrow('The server has a problem');
		expect(conversationsOf(pair)).toHaveLength(1);
	});

	it('wants an id in the answer', async () => {
		pair.vendor.failNext({ status: 201, body: {} });
		await expect(create()).rejects.toThrow('The answer holds no id');
	});

	it('says when the API key is refused', async () => {
		pair.vendor.failNext({ status: 401, body: { error: 'Invalid API key' } });
		await expect(create()).rejects.toThrow('The credential was refused');
	});

	it('runs as n8n runs it', async () => {
		const parameters = { resource: 'conversation', operation: 'create', callbackUrl: CALLBACK };
		const [items] = await new Conversation().execute.call(executeContext(setup(parameters)));
		expect(items).toEqual([{ json: { id: onlyId(pair) }, pairedItem: { item: 0 } }]);
	});
});

describe('the messages of a conversation', () => {
	it('are read newest first, all or so many, by either way of writing its id', async () => {
		const [conversation] = await create();
		const id = String(conversation?.id);
		const payloads = [1, 2, 3].map(() => freshConversationPayload());
		const stored = pair.vendor.hooks.get(id)?.messages;
		stored?.push(...payloads.map(({ data }) => data));
		const newestFirst = payloads.map(({ data }) => data).reverse();
		expect(await messages({ conversationId: id, returnAll: true })).toEqual(newestFirst);
		const uuid = id.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
		expect(await messages({ conversationId: uuid, limit: 2 })).toEqual(newestFirst.slice(0, 2));
	});

	it('are none at first', async () => {
		const [conversation] = await create();
		expect(await messages({ conversationId: String(conversation?.id) })).toEqual([]);
	});

	it('are not there without a conversation', async () => {
		await expect(messages({ conversationId: '0'.repeat(32) })).rejects.toMatchObject({
			message: expect.stringContaining('Nothing was found there'),
			httpCode: '404',
		});
		await expect(messages({ conversationId: '' })).rejects.toThrow('Conversation ID is empty');
	});
});
