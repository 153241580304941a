import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { ConversationApi } from '../../../credentials/ConversationApi.credentials';
import { Conversation } from '../../../nodes/Conversation/Conversation.node';
import { conversationActions } from '../../../nodes/Conversation/resources';
import { conversationPayload } from '../../fixtures';
import { type ConversationSimulator, startConversation } from '../../simulators';
import { runActionNode } from '../../support/runAction';
import { DIALECTS, misfits, operationsOf } from './check';

const ID = '550e8400e29b41d4a716446655440000';

let vendor: ConversationSimulator;
afterEach(async () => await vendor.close());

async function run(operation: string, parameters: INodeParameters): Promise<INodeExecutionData[]> {
	const { baseUrl, apiKey } = vendor;
	const [resource = '', action = ''] = operation.split('/');
	return await runActionNode({
		table: conversationActions,
		nodeType: new Conversation(),
		parameters: { resource, operation: action, ...parameters },
		credentials: [{ type: new ConversationApi(), data: { baseUrl, apiKey } }],
	});
}

/** What each operation is run with. */
const RUNS: Readonly<Record<string, INodeParameters>> = {
	'conversation/create': { callbackUrl: 'https://n8n.example.com/', addCallbackToken: false },
	'message/getAll': { conversationId: ID },
	'message/send': { conversationId: ID, content: 'Hi', options: { metadata: '{"a":1}' } },
};

describe.each(DIALECTS)('what the Conversation API, as %s, answers is what is shown', (dialect) => {
	beforeEach(async () => {
		vendor = await startConversation({ dialect });
		const config = { callback_url: 'https://n8n.example.com/' };
		const messages = (['message', 'processed_message', 'media_message'] as const).map(
			(name) => conversationPayload(name).data,
		);
		vendor.hooks.set(ID, { id: ID, channel: 'API', usecase: 'DEFAULT', config, messages });
	});

	test.each(operationsOf('Conversation'))('%s', async (operation) => {
		const items = await run(operation, RUNS[operation] ?? {});
		expect(misfits('Conversation', operation, items)).toEqual([]);
	});
});
