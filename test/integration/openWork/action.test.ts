import type { IDataObject, ILoadOptionsFunctions, INodeParameters } from 'n8n-workflow';

import { OpenWorkApi } from '../../../credentials/OpenWorkApi.credentials';
import { WebhookSigningSecretApi } from '../../../credentials/WebhookSigningSecretApi.credentials';
import { OpenWork } from '../../../nodes/OpenWork/OpenWork.node';
import { openWorkActions } from '../../../nodes/OpenWork/resources';
import { openWorkEvent } from '../../fixtures';
import {
	hookSignature,
	ManualClock,
	type OpenWorkOptions,
	type OpenWorkSimulator,
	type SinkSimulator,
	startOpenWork,
	startSink,
} from '../../simulators';
import { executeContext } from '../../support/executeContext';
import { type ActionSetup, runActionNode } from '../../support/runAction';

const SECRET = 'secret-that-openwork-signs-with';

const clock = new ManualClock(Date.UTC(2026, 0, 1));

let vendor: OpenWorkSimulator;
let sink: SinkSimulator;
beforeEach(async () => {
	vendor = await startOpenWork({ clock });
	sink = await startSink();
});
afterEach(async () => {
	await vendor.close();
	await sink.close();
});

async function restart(options: OpenWorkOptions): Promise<void> {
	await vendor.close();
	vendor = await startOpenWork(options);
}

function setup(parameters: INodeParameters, secret = SECRET): ActionSetup {
	return {
		table: openWorkActions,
		nodeType: new OpenWork(),
		parameters,
		credentials: [
			{ type: new OpenWorkApi(), data: { baseUrl: `${vendor.baseUrl}/`, token: vendor.token } },
			{ type: new WebhookSigningSecretApi(), data: { secret } },
		],
	};
}

async function webhook(
	operation: string,
	parameters: INodeParameters = {},
): Promise<IDataObject[]> {
	const items = await runActionNode(setup({ resource: 'webhook', operation, ...parameters }));
	return items.map(({ json }) => json);
}

async function connection(
	operation: string,
	parameters: INodeParameters = {},
): Promise<IDataObject[]> {
	const items = await runActionNode(setup({ resource: 'connection', operation, ...parameters }));
	return items.map(({ json }) => json);
}

const WANTED = {
	name: 'My Connection Monitor',
	url: 'https://my-server.com/webhook',
	eventTypes: ['app:health_warning', 'app:health_cleared'],
};

async function created(parameters: INodeParameters = {}): Promise<string> {
	const [hook] = await webhook('create', { ...WANTED, ...parameters });
	return String(hook?.id);
}

const byId = (value: string) => ({ webhookId: { __rl: true, mode: 'id', value } });
const app = (value: string) => ({ appType: { __rl: true, mode: 'list', value } });

describe('creating a webhook', () => {
	it('sends what the document shows, and gives what OpenWork answers', async () => {
		const items = await webhook('create', WANTED);
		const [hook] = [...vendor.hooks.values()];
		expect(hook).toMatchObject({ ...WANTED, secret: SECRET });
		expect(items).toEqual([
			{ ...WANTED, id: hook?.id, enabled: true, createdAt: '2026-01-01T00:00:00.000Z' },
		]);
		expect(vendor.requests.at(-1)).toMatchObject({ method: 'POST', path: '/api/hooks/webhooks' });
	});

	it('has OpenWork sign with the secret of the credential', async () => {
		const id = await created({ url: `${sink.url}/hook` });
		await vendor.deliver(id, openWorkEvent());
		const [request] = sink.requests;
		expect(request?.headers['x-hook-signature']).toBe(hookSignature(SECRET, request?.body ?? ''));
	});

	it('leaves out the blanks around a secret, as verifying does', async () => {
		const its = setup({ ...WANTED, resource: 'webhook', operation: 'create' }, ` ${SECRET}\n`);
		await runActionNode(its);
		expect([...vendor.hooks.values()]).toEqual([expect.objectContaining({ secret: SECRET })]);
	});

	it('needs no credential for a webhook that is not signed', async () => {
		const its = setup({
			...WANTED,
			resource: 'webhook',
			operation: 'create',
			signDeliveries: false,
		});
		await runActionNode({ ...its, credentials: its.credentials?.slice(0, 1) });
		expect([...vendor.hooks.values()]).toEqual([expect.not.objectContaining({ secret: SECRET })]);
	});

	it('subscribes to everything when All Events is among the types', async () => {
		await created({ eventTypes: ['app:connected', '*'] });
		expect([...vendor.hooks.values()]).toEqual([expect.objectContaining({ eventTypes: ['*'] })]);
	});

	it('takes event types from an expression, as text too', async () => {
		await created({ eventTypes: '={{ "app:connected, thread:created" }}' });
		expect([...vendor.hooks.values()]).toEqual([
			expect.objectContaining({ eventTypes: ['app:connected', 'thread:created'] }),
		]);
	});

	it('never shows the secret, should OpenWork repeat it', async () => {
		vendor.failNext({ status: 201, body: { id: '1', secret: SECRET } });
		expect(await webhook('create', WANTED)).toEqual([{ id: '1', secret: '***' }]);
		vendor.failNext({ status: 422, body: { error: `The secret ${SECRET} is too long` } });
		const error: unknown = await webhook('create', WANTED).catch((caught: unknown) => caught);
		expect(error).toMatchObject({ description: expect.stringContaining('The secret ***') });
		expect(JSON.stringify(error)).not.toContain(SECRET);
	});

	it.each([
		[{ name: ' ' }, 'Name is empty'],
		[{ url: '' }, 'URL is empty'],
		[{ eventTypes: [] }, 'Select at least one event type'],
		[{ url: 'my-server.com' }, 'Correct the node’s fields'],
	])('fails with %j', async (change, message) => {
		await expect(webhook('create', { ...WANTED, ...change })).rejects.toThrow(message);
		expect(vendor.hooks.size).toBe(0);
	});

	it('needs a secret in the credential', async () => {
		const its = setup({ ...WANTED, resource: 'webhook', operation: 'create' }, '');
		await expect(runActionNode(its)).rejects.toThrow('The Webhook Signing Secret has no secret');
		expect(vendor.hooks.size).toBe(0);
	});

	it('says that there may be ten', async () => {
		for (let i = 0; i < 10; i++) await created();
		await expect(created()).rejects.toThrow('OpenWork allows at most 10 webhooks per user');
	});

	it('is not repeated after a 5xx, because it may have happened', async () => {
		vendor.failNext({ status: 502, afterHandling: true });
		await expect(created()).rejects.toThrow('The server has a problem');
		expect(vendor.hooks.size).toBe(1);
	});
});

describe('a webhook', () => {
	it('can be read', async () => {
		const id = await created();
		expect(await webhook('get', byId(id))).toEqual([expect.objectContaining({ ...WANTED, id })]);
	});

	it('can be listed with others, in both shapes of the list', async () => {
		for (const listShape of ['array', 'wrapped'] as const) {
			await restart({ listShape });
			for (let i = 0; i < 3; i++) await created({ name: `Hook ${i}` });
			const all = await webhook('getAll', { returnAll: true });
			expect(all.map(({ name }) => name)).toEqual(['Hook 0', 'Hook 1', 'Hook 2']);
			expect(await webhook('getAll', { limit: 2 })).toEqual(all.slice(0, 2));
		}
	});

	it('can be changed, in what the document shows', async () => {
		const id = await created();
		const updateFields = {
			name: 'Updated Name',
			eventTypes: ['app:health_warning'],
			enabled: false,
		};
		const [hook] = await webhook('update', { ...byId(id), updateFields });
		expect(hook).toMatchObject({ id, ...updateFields });
		expect(JSON.parse(String(vendor.requests.at(-1)?.body))).toEqual(updateFields);
		expect(await webhook('update', { ...byId(id), updateFields: { enabled: true } })).toEqual([
			{ ...hook, enabled: true },
		]);
	});

	it('can be moved where the server does that', async () => {
		await restart({ urlChange: 'done' });
		const url = 'https://new.example.com/';
		const [hook] = await webhook('update', { ...byId(await created()), updateFields: { url } });
		expect(hook).toMatchObject({ url });
	});

	it.each([
		['refused', 'delete the webhook and create it again'],
		['ignored', 'OpenWork left the URL as it was'],
	] as const)(
		'cannot be moved where that is %s, and the error says what to do',
		async (urlChange, message) => {
			await restart({ urlChange });
			const id = await created();
			const updateFields = { url: 'https://new.example.com/' };
			await expect(webhook('update', { ...byId(id), updateFields })).rejects.toThrow(message);
			expect(vendor.hooks.get(id)?.url).toBe(WANTED.url);
		},
	);

	it.each([
		[{}, 'There is nothing to update'],
		[{ name: '' }, 'There is nothing to update'],
		[{ eventTypes: [] }, 'Select at least one event type'],
		[{ eventTypes: ['made:up'] }, 'Correct the node’s fields'],
	])('is not changed with %j', async (updateFields, message) => {
		const id = await created();
		await expect(webhook('update', { ...byId(id), updateFields })).rejects.toThrow(message);
	});

	it('can be deleted, once', async () => {
		const id = await created();
		expect(await webhook('delete', byId(id))).toEqual([{ deleted: true }]);
		expect(vendor.hooks.size).toBe(0);
		for (const operation of ['get', 'delete']) {
			await expect(webhook(operation, byId(id))).rejects.toThrow('Nothing was found there');
		}
	});

	it('has to be named: without an id the list is not asked for, let alone deleted', async () => {
		const sent = vendor.requests.length;
		await expect(webhook('delete', byId(''))).rejects.toThrow('Webhook is empty');
		await expect(webhook('get', byId('..'))).rejects.toThrow('Webhook is not valid');
		expect(vendor.requests).toHaveLength(sent);
	});
});

describe('app connections', () => {
	it('are listed', async () => {
		const all = await connection('getAll', { returnAll: true });
		expect(all.map(({ appType, status }) => [appType, status])).toEqual([
			['whatsapp', 'connected'],
			['google_workspace', 'disconnected'],
		]);
		expect(await connection('getAll', { limit: 1 })).toEqual(all.slice(0, 1));
	});

	it('are read one by one', async () => {
		expect(await connection('get', app('whatsapp'))).toEqual([
			expect.objectContaining({ displayName: 'WhatsApp', healthStatus: 'healthy' }),
		]);
	});

	it('are checked', async () => {
		const whatsapp = vendor.connections.apps.get('whatsapp');
		if (whatsapp) whatsapp.found = { status: 'warning', warningMessage: 'Phone appears offline' };
		expect(await connection('runHealthCheck', app('whatsapp'))).toEqual([
			{
				healthy: false,
				status: 'warning',
				warningMessage: 'Phone appears offline',
				timestamp: '2026-01-01T00:00:00.000Z',
			},
		]);
		expect(whatsapp?.status).toBe('degraded');
	});

	it('have a log of their health, of which as much is read as asked for', async () => {
		for (let i = 0; i < 60; i++) await connection('runHealthCheck', app('whatsapp'));
		expect(await connection('getHealthEvents', app('whatsapp'))).toHaveLength(50);
		const events = await connection('getHealthEvents', { ...app('whatsapp'), limit: 55 });
		expect(events).toHaveLength(55);
		expect(events[0]).toMatchObject({ eventType: 'health_check' });
		expect(vendor.requests.at(-1)?.url).toBe('/api/connections/whatsapp/health-events?limit=55');
		expect(await connection('getHealthEvents', app('google_workspace'))).toEqual([]);
	});

	it('are not there for an app that OpenWork does not know', async () => {
		await expect(connection('get', app('telegram'))).rejects.toMatchObject({
			message: expect.stringContaining('OpenWork could not get the app connection'),
			description: expect.stringContaining("App type 'telegram' not found"),
		});
	});
});

it('runs as n8n runs it, and tests the credential that webhooks are signed with', async () => {
	const node = new OpenWork();
	const its = setup({ resource: 'connection', operation: 'get', ...app('whatsapp') });
	const [items] = await node.execute.call(executeContext(its));
	expect(items).toEqual([
		{ json: expect.objectContaining({ appType: 'whatsapp' }), pairedItem: { item: 0 } },
	]);
	const names = node.description.credentials?.flatMap(({ testedBy }) => testedBy ?? []);
	expect(names).toEqual(Object.keys(node.methods.credentialTest));
});

describe('the pickers', () => {
	const searches = new OpenWork().methods.listSearch;
	const search = async (name: keyof typeof searches, filter?: string) => {
		const context = executeContext(setup({})) as unknown as ILoadOptionsFunctions;
		return await searches[name].call(context, filter);
	};

	it('offer the webhooks of the user', async () => {
		const id = await created();
		await created({ name: 'Other' });
		expect(await search('searchWebhooks', 'MONITOR')).toEqual({
			results: [{ value: id, name: 'My Connection Monitor (https://my-server.com/webhook)' }],
		});
	});

	it('offer the apps', async () => {
		expect(await search('searchConnections')).toEqual({
			results: [
				{ value: 'whatsapp', name: 'WhatsApp' },
				{ value: 'google_workspace', name: 'Google Workspace' },
			],
		});
	});

	it('make do with what OpenWork says', async () => {
		vendor.failNext({ status: 200, body: [{ id: 7 }] });
		expect(await search('searchWebhooks')).toEqual({
			results: [{ value: '7', name: '7 (no URL)' }],
		});
		vendor.failNext({ status: 200, body: { connections: [{ appType: 'telegram' }] } });
		expect(await search('searchConnections')).toEqual({
			results: [{ value: 'telegram', name: 'telegram' }],
		});
	});
});
