import type { INodeExecutionData } from 'n8n-workflow';

import { SupportAutoresponderApi } from '../../../credentials/SupportAutoresponderApi.credentials';
import { SupportAutoresponder } from '../../../nodes/SupportAutoresponder/SupportAutoresponder.node';
import { type AutoresponderSimulator, startAutoresponder } from '../../simulators';
import { runWorkflow } from '../../support/executeContext';
import { SECRET } from './actionSetup';

let vendor: AutoresponderSimulator;
beforeEach(async () => (vendor = await startAutoresponder({ secret: SECRET })));
afterEach(async () => await vendor.close());

/** The items of the node as it is, with this machine's clock and network. */
async function run(operation: string, parameters: object): Promise<INodeExecutionData[] | null> {
	const { data } = await runWorkflow({
		nodeType: new SupportAutoresponder(),
		parameters: { resource: 'ticket', operation, ...parameters } as never,
		credentials: [
			{
				type: new SupportAutoresponderApi(),
				data: { baseUrl: vendor.baseUrl, webhookSecret: SECRET, apiKey: vendor.apiKey },
			},
		],
	});
	return data.resultData.runData['Support Autoresponder']?.[0]?.data?.main?.[0] ?? null;
}

it('the node creates a ticket through the webhook and finds it through the REST API', async () => {
	const newTicket = { subject: 'Printer', message: 'It jams', customerEmail: 'jane@example.com' };
	const [created] = (await run('createThroughWebhook', { ...newTicket, simplify: true })) ?? [];
	const [ticket] = vendor.tickets;
	expect(created?.json).toEqual(ticket);
	expect((await run('get', { ticketId: ticket?.id }))?.[0]?.json).toEqual(ticket);
	expect(await run('getAll', {})).toHaveLength(1);
});
