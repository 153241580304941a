import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { ActionPair } from '../supportAutoresponder/actionSetup';
import { DIALECTS, misfits, operationsOf } from './check';

/** What the open server wants a browser's session for. */
const ONLY_DOCUMENTED = ['feedback/create', 'feedback/getAll'];

let pair: ActionPair;
afterEach(async () => await pair.close());

async function run(operation: string, parameters: INodeParameters): Promise<INodeExecutionData[]> {
	const [resource = '', action = ''] = operation.split('/');
	return await pair.run(action, { resource, ...parameters });
}

const TICKET = { subject: 'Printer', message: 'It is on fire', customerEmail: 'sam@example.com' };
const aiResponse = async () => ({ aiResponseId: pair.vendor.addAiResponse().id });
const ticket = async () => ({ ticketId: pair.vendor.addTicket().id });
const said = async () => {
	const { ticketId } = await ticket();
	const message = { ticketId, message: 'Hello', senderType: 'human' };
	const [item] = await run('conversation/create', message);
	return { ticketId, conversationId: String(item?.json.id) };
};

/** What each operation is run with, after what has to be there before. */
const RUNS: Readonly<Record<string, () => Promise<INodeParameters>>> = {
	'aiResponse/approve': aiResponse,
	'aiResponse/edit': async () => ({ ...(await aiResponse()), responseText: 'Use water' }),
	'aiResponse/get': aiResponse,
	'aiResponse/getAll': aiResponse,
	'aiResponse/reject': aiResponse,
	'aiResponse/send': async () => {
		const chosen = await aiResponse();
		await run('aiResponse/approve', { ...chosen, send: false });
		return chosen;
	},
	'conversation/create': async () => ({
		...(await ticket()),
		message: 'Hello',
		senderType: 'human',
	}),
	'conversation/getAll': said,
	'feedback/create': said,
	'feedback/getAll': async () => {
		const chosen = await said();
		await run('feedback/create', { ...chosen, rating: 5 });
		return chosen;
	},
	'ticket/create': async () => TICKET,
	'ticket/createThroughWebhook': async () => TICKET,
	'ticket/delete': ticket,
	'ticket/generateAiResponse': ticket,
	'ticket/get': ticket,
	'ticket/getAll': ticket,
	'ticket/update': async () => ({ ...(await ticket()), updateFields: { status: 'closed' } }),
};

describe.each(DIALECTS)('what the Autoresponder, as %s, answers is what is shown', (dialect) => {
	beforeEach(async () => (pair = await ActionPair.start({ dialect })));

	const known = operationsOf('SupportAutoresponder').filter(
		(operation) => dialect === 'documented' || !ONLY_DOCUMENTED.includes(operation),
	);
	test.each(known)('%s', async (operation) => {
		const items = await run(operation, (await RUNS[operation]?.()) ?? {});
		expect(misfits('SupportAutoresponder', operation, items)).toEqual([]);
	});
});
