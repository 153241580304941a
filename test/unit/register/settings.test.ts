import { type INode, NodeOperationError, UserError } from 'n8n-workflow';

import { webhookMethods } from '../../../nodes/shared/register/webhookMethods';
import { FakeVendor, type InventedHook } from '../../support/fakeVendor';
import { inventedCredential, inventedSender, inventedTrigger } from '../../support/inventedTrigger';
import { TriggerHost } from '../../support/triggerHost';

let vendor: FakeVendor;
let validate: () => void;
let host: TriggerHost;

beforeEach(async () => {
	vendor = new FakeVendor();
	validate = () => {};
	host = await start('default');
});
afterEach(async () => await host.close());

async function start(webhookName: string): Promise<TriggerHost> {
	const nodeType = inventedTrigger(inventedSender());
	const [webhook] = nodeType.description.webhooks ?? [];
	nodeType.description.webhooks = webhook && [{ ...webhook, name: webhookName as 'default' }];
	nodeType.webhookMethods = webhookMethods<InventedHook>({
		validate: () => validate(),
		hooks: {
			api: { name: 'Vendor', credentialType: 'inventedApi' },
			token: { credential: 'inventedApi', field: 'token' },
			wanted: (_context, url) => [{ key: 'a', url, config: '' }],
			registry: () => vendor.registry(),
		},
	});
	const credentials = [inventedCredential({ token: 'the API token' })];
	return await TriggerHost.start({ nodeType, parameters: { options: {} }, credentials });
}

describe('settings that cannot work', () => {
	it('are refused before the vendor is asked', async () => {
		validate = () => {
			throw new Error('Select at least one event type');
		};
		await expect(host.activate()).rejects.toThrow('Select at least one event type');
		expect(vendor.calls).toEqual([]);
	});

	it.each([
		[new NodeOperationError({ name: 'Trigger' } as INode, 'Wrong.', { description: 'Do so.' })],
		[new UserError('Wrong', { description: 'Do so.' })],
	])('are told with what to do in the message, for n8n shows no more', async (error) => {
		validate = () => {
			throw error;
		};
		await expect(host.activate()).rejects.toMatchObject({
			message: 'Wrong. Do so.',
			description: undefined,
		});
	});

	it('do not keep a workflow from being deactivated', async () => {
		await host.activate();
		validate = () => {
			throw new Error('Select at least one event type');
		};
		host.parameters = { options: { allowedIps: 'nonsense' } };
		await host.deactivate();
		expect(vendor.hooks.size).toBe(0);
	});

	it('are addresses that are none', async () => {
		host.parameters = { options: { allowedIps: '192.0.2.1, 010.0.0.1' } };
		await expect(host.activate()).rejects.toThrow('“010.0.0.1” is neither an IP address');
		expect(vendor.calls).toEqual([]);
	});

	it('are none when the addresses are good', async () => {
		host.parameters = { options: { allowedIps: '192.0.2.1, 2001:db8::/32' } };
		await host.activate();
		expect(vendor.hooks.size).toBe(1);
	});
});

it('says so when n8n gives the node no URL', async () => {
	await host.close();
	host = await start('setup');
	await expect(host.activate()).rejects.toThrow('n8n did not give this node a webhook URL');
});
