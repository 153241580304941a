import { type INodeType, NodeApiError, NodeOperationError } from 'n8n-workflow';

import type { HookRegistry, Registration } from '../../../nodes/shared/register/hooks';
import { webhookMethods } from '../../../nodes/shared/register/webhookMethods';
import type { KeptRegistration } from '../../../nodes/shared/state/registration';
import { StateStore } from '../../../nodes/shared/state/store';
import { FakeVendor, type InventedHook } from '../../support/fakeVendor';
import { inventedCredential, inventedSender, inventedTrigger } from '../../support/inventedTrigger';
import { Sleeps } from '../../support/sleeps';
import { type Database, TriggerHost } from '../../support/triggerHost';

/** What the node's fields say; undefined for a URL that the user registers by hand. */
let keys: string[] | undefined;
let vendor: FakeVendor;
let registry: HookRegistry<InventedHook>;
let host: TriggerHost;
const hosts: TriggerHost[] = [];

beforeEach(async () => {
	keys = ['a'];
	vendor = new FakeVendor();
	registry = vendor.registry();
	host = await start();
});
afterEach(async () => {
	for (const each of hosts.splice(0)) await each.close();
});

/** The trigger in a process of n8n of its own. */
function newProcess(): INodeType {
	const token = { credential: 'inventedApi', field: 'token' };
	const sender = inventedSender({
		authentication: async (_context, from) => ({ tokens: await from.ownSecrets(token) }),
	});
	const store = new StateStore();
	const dependencies = { nowMs: Date.now, sleep: new Sleeps().sleep, store };
	const registration: Registration<InventedHook> = {
		hooks: {
			api: { name: 'Vendor', credentialType: 'inventedApi' },
			token,
			byHand: () => keys === undefined,
			wanted: (_context, url, secret) =>
				(keys ?? []).map((key) => ({ key, url, config: `${key} ${secret}` })),
			registry: () => registry,
		},
	};
	return {
		...inventedTrigger(sender, dependencies),
		webhookMethods: webhookMethods<InventedHook>(registration, store),
	};
}

async function start(database?: Database, token = 'the API token'): Promise<TriggerHost> {
	const started = await TriggerHost.start({
		nodeType: newProcess(),
		parameters: { options: {} },
		credentials: [inventedCredential({ token })],
		database,
	});
	hosts.push(started);
	return started;
}

/** n8n restarts with what the database holds, or with less. */
function restart(staticData = host.database.staticData): void {
	host.database.staticData = staticData;
	host.nodeType = newProcess();
}

const hooks = () => [...vendor.hooks.values()];
const urls = () => hooks().map(({ url }) => url);
const production = () => host.stored.production as KeptRegistration | undefined;
const errorOf = async (run: Promise<unknown>) =>
	await run.then(
		() => {
			throw new Error('There was no error');
		},
		(error: unknown) => error as NodeOperationError,
	);

describe('activating', () => {
	it('makes a secret of 32 random bytes, creates the hooks and keeps what it created', async () => {
		keys = ['a', 'b'];
		await host.activate();
		const noted = { fingerprint: expect.any(String), account: expect.any(String) };
		expect(production()).toEqual({
			url: host.url,
			secret: expect.stringMatching(/^[0-9a-f]{64}$/),
			generation: expect.any(Number),
			hooks: {
				a: { id: 'new-1', ...noted },
				b: { id: 'new-2', ...noted },
			},
			leftovers: [],
			unknown: 0,
		});
		const secret = production()?.secret;
		expect(hooks().map(({ config }) => config)).toEqual([`a ${secret}`, `b ${secret}`]);
	});

	it('again changes nothing, at the vendor or in the static data', async () => {
		await host.activate();
		const before = { hooks: vendor.snapshot(), staticData: host.database.staticData };
		for (const mode of ['activate', 'update', 'init', 'leadershipChange'] as const) {
			await host.activate(mode);
		}
		expect({ hooks: vendor.snapshot(), staticData: host.database.staticData }).toEqual(before);
	});

	it('when n8n restarts while the vendor is down leaves the hooks alone, unless they have to change', async () => {
		await host.activate();
		const before = { hooks: vendor.snapshot(), staticData: host.database.staticData };
		vendor.failures = Array.from({ length: 100 }, (_, call) => ({ call, done: false }));
		for (const mode of ['init', 'leadershipChange'] as const) await host.activate(mode);
		await expect(host.activate('activate')).rejects.toThrow('The vendor failed');
		expect({ hooks: vendor.snapshot(), staticData: host.database.staticData }).toEqual(before);
		keys = ['a', 'b'];
		await expect(host.activate('init')).rejects.toThrow('The vendor failed');
	});

	it('keeps its secret when the hooks change', async () => {
		await host.activate();
		const secret = production()?.secret;
		keys = ['b'];
		await host.activate();
		expect(production()).toMatchObject({ secret, hooks: { b: { id: 'new-2' } } });
		expect(hooks().map(({ id }) => id)).toEqual(['new-2']);
	});

	it('replaces the hooks of the URL that n8n had before it moved', async () => {
		await host.activate();
		host.baseUrl = 'https://moved.example.com';
		await host.activate('init');
		expect(urls()).toEqual(['https://moved.example.com/webhook/hook-1/webhook']);
		expect(production()?.url).toBe('https://moved.example.com/webhook/hook-1/webhook');
	});

	it('twice makes different secrets for different nodes', async () => {
		await host.activate();
		const other = await start();
		await other.activate();
		expect((other.stored.production as KeptRegistration).secret).not.toBe(production()?.secret);
	});

	it.each([
		['no registration', {}],
		['one without a generation', { production: { url: 'x', secret: 'y', hooks: {} } }],
		['one without a secret', { production: { generation: 1, url: 'x', hooks: {} } }],
		['one without hooks', { production: { generation: 1, url: 'x', secret: 'y' } }],
		['something else', { production: 'text' }],
	])('starts anew where the static data holds %s', async (_what, data) => {
		await host.activate();
		const { global } = JSON.parse(host.database.staticData) as {
			global: { signedWebhooks: Record<string, object> };
		};
		const [[nodeId, entry] = ['', {}]] = Object.entries(global.signedWebhooks);
		await host.deactivate();
		const kept = { [nodeId]: { ...entry, production: undefined, ...data } };
		restart(JSON.stringify({ global: { signedWebhooks: kept } }));
		await host.activate();
		expect(production()?.secret).toMatch(/^[0-9a-f]{64}$/);
		expect(hooks()).toHaveLength(1);
	});

	it('looks before it leaps: asking whether the hooks exist changes nothing', async () => {
		expect(await host.checkExists()).toBe(false);
		await host.activate();
		vendor.hooks.clear();
		expect(await host.checkExists()).toBe(false);
		expect(hooks()).toEqual([]);
	});
});

describe('deactivating', () => {
	it('removes the hooks and forgets them', async () => {
		keys = ['a', 'b'];
		await host.activate();
		await host.deactivate();
		expect(hooks()).toEqual([]);
		expect(host.stored).toEqual({});
	});

	it('removes them also when n8n has moved meanwhile, or has lost its static data', async () => {
		await host.activate();
		host.baseUrl = 'https://moved.example.com';
		await host.deactivate();
		expect(hooks()).toEqual([]);

		await host.activate();
		restart('{}');
		await host.deactivate();
		expect(hooks()).toEqual([]);
	});

	it('keeps in mind what the vendor did not remove', async () => {
		await host.activate();
		vendor.failures = [{ call: vendor.calls.length + 2, done: false }];
		await expect(host.deactivate()).rejects.toThrow('at: remove new-1');
		expect(production()?.hooks.a?.id).toBe('new-1');
		await host.deactivate();
		expect(hooks()).toEqual([]);
	});
});

describe('listening for a test event', () => {
	it('has hooks and a secret of its own', async () => {
		await host.activate();
		await host.activate('manual');
		expect(urls()).toEqual([host.url, host.testUrl]);
		expect((host.stored.test as KeptRegistration).secret).not.toBe(production()?.secret);

		const event = { id: 'e', type: 'greeting', at: Date.now() };
		const withToken = (url: string, slot: unknown) =>
			`${url}?token=${(slot as KeptRegistration).secret}`;
		const { production: live, test } = host.stored;
		expect(await host.post(event, {}, withToken(host.url, live))).toMatchObject({ status: 200 });
		expect(await host.post(event, {}, withToken(host.testUrl, test))).toMatchObject({
			status: 200,
		});
		expect(await host.post(event, {}, withToken(host.url, test))).toMatchObject({ status: 401 });
		expect(await host.post(event, {}, withToken(host.testUrl, live))).toMatchObject({
			status: 401,
		});
	});

	it('and ending it leaves the active workflow alone', async () => {
		await host.activate();
		await host.activate('manual');
		await host.deactivate({ listening: true });
		expect(urls()).toEqual([host.url]);
		expect(production()).toBeDefined();
		expect(host.stored.test).toBeUndefined();
	});

	it('goes on when the workflow is deactivated meanwhile', async () => {
		await host.activate();
		await host.activate('manual');
		await host.deactivate();
		expect(urls()).toEqual([host.testUrl]);
		expect(host.stored).toEqual({ test: expect.anything() });
	});

	it('replaces the hook of an n8n that was killed while listening', async () => {
		await host.activate('manual');
		restart('{}');
		await host.activate('manual');
		expect(urls()).toEqual([host.testUrl]);
	});
});

describe('a failed registration', () => {
	beforeEach(() => {
		keys = ['a', 'b', 'c'];
	});

	it('leaves nothing', async () => {
		vendor.failures = [{ call: 4, done: false }];
		await expect(host.activate()).rejects.toThrow('at: create c');
		expect(hooks()).toEqual([]);
		await host.deactivate();
		expect(host.stored).toEqual({});
	});

	it('leaves nothing after n8n has cleaned up with the static data of before', async () => {
		vendor.failures = [4, 5, 6].map((call) => ({ call, done: false }));
		await expect(host.activate()).rejects.toThrow('at: create c');
		expect(hooks()).toHaveLength(2);
		expect(host.database.writes).toBe(0);
		await host.deactivate();
		expect(hooks()).toEqual([]);
		expect(host.stored).toEqual({});
	});

	it('of changed fields removes what was there before, once n8n has cleaned up', async () => {
		await host.activate();
		keys = ['a', 'b', 'c', 'd'];
		vendor.failures = [{ call: vendor.calls.length + 3, done: false }];
		await expect(host.activate()).rejects.toThrow('at: create d');
		expect(hooks()).toHaveLength(3);
		await host.deactivate();
		expect(hooks()).toEqual([]);
	});

	it('heals with the next activation when n8n was killed before it could clean up', async () => {
		vendor.failures = [4, 5, 6].map((call) => ({ call, done: false }));
		await expect(host.activate()).rejects.toThrow();
		restart('{}');
		await host.activate();
		expect(hooks()).toHaveLength(3);
	});

	it('while listening leaves the active workflow alone', async () => {
		keys = ['a'];
		await host.activate();
		const before = { hooks: vendor.snapshot(), staticData: host.database.staticData };
		vendor.failures = [{ call: vendor.calls.length + 2, done: false }];
		await expect(host.activate('manual')).rejects.toThrow('at: create');
		await host.deactivate({ listening: true });
		expect({ hooks: vendor.snapshot(), staticData: host.database.staticData }).toEqual(before);
	});

	const API_ERROR = (call: string) =>
		new NodeApiError(
			{ name: 'Trigger' } as never,
			{ message: call },
			{ message: `Could not ${call}`, description: 'The vendor answered: no' },
		);
	const OPERATION_ERROR = (call: string) =>
		new NodeOperationError({ name: 'Trigger' } as never, `Could not ${call}.`);

	it.each([
		['of the API', API_ERROR, '. The vendor answered: no'],
		['of the node', OPERATION_ERROR, '.'],
		['of any other kind', (call: string) => new TypeError(`Could not ${call}.`), '.'],
	])('with an error %s says all in its message', async (_kind, error, rest) => {
		vendor.error = error;
		// The third creation fails, then the removal of both that were created.
		vendor.failures = [4, 5, 6].map((call) => ({ call, done: false }));
		const thrown = await errorOf(host.activate());
		expect(thrown.message).toMatch(/^Could not create c [0-9a-f]{64}/);
		expect(thrown.message).toContain(
			`${rest} 2 webhooks could not be removed yet: new-1, new-2. The next publishing or unpublishing removes what is left.`,
		);
		expect(thrown.description).toBeUndefined();
		expect([NodeApiError, NodeOperationError]).toContain(thrown.constructor);
	});

	it('says that there may be another where the vendor would not list them', async () => {
		vendor.failures = [
			{ call: 4, done: true },
			{ call: 5, done: false },
		];
		const thrown = await errorOf(host.activate());
		expect(thrown.message).toContain(
			'Vendor may have made up to 1 webhook all the same, without telling the ID. The next publishing finds it.',
		);
	});

	it('speaks of no hooks when there are none to remove', async () => {
		vendor.error = API_ERROR;
		vendor.failures = [1, 2, 3].map((call) => ({ call, done: false }));
		const thrown = await errorOf(host.activate());
		expect(thrown.message).toBe('Could not list. The vendor answered: no');
	});
});

it('a credential without a token is refused before the vendor is asked', async () => {
	host = await start(undefined, '');
	await expect(host.activate()).rejects.toThrow('The Vendor credential holds no token.');
	expect(vendor.calls).toEqual([]);
});

describe('a vendor that does not show its hooks', () => {
	beforeEach(async () => {
		registry = vendor.registry(['list']);
		await host.activate();
		vendor.calls.length = 0;
	});

	it.each(['init', 'leadershipChange'] as const)('is left alone on %s', async (mode) => {
		await host.activate(mode);
		expect(vendor.calls).toEqual([]);
	});

	it.each(['activate', 'update'] as const)('gets the hooks anew on %s', async (mode) => {
		await host.activate(mode);
		expect(hooks().map(({ id }) => id)).toEqual(['new-2']);
	});

	it('gets other hooks on init when n8n has moved', async () => {
		host.baseUrl = 'https://moved.example.com';
		await host.activate('init');
		expect(urls()).toEqual(['https://moved.example.com/webhook/hook-1/webhook']);
	});
});

describe('a vendor whose hooks cannot be removed', () => {
	it.each([[['remove']], [['list', 'remove']]] as const)(
		'has them used again after a deactivation (without %j)',
		async (without) => {
			registry = vendor.registry(without);
			await host.activate();
			const slot = production();
			await host.deactivate();
			expect(production()).toEqual(slot);
			await host.activate();
			expect(hooks().map(({ id }) => id)).toEqual(['new-1']);
			expect(production()).toEqual(slot);
		},
	);
});

describe('a URL that the user registers by hand', () => {
	it('needs nothing of us, and stores nothing', async () => {
		keys = undefined;
		await host.activate();
		await host.activate('manual');
		await host.deactivate();
		expect(vendor.calls).toEqual([]);
		expect(host.database.writes).toBe(0);
	});

	it('is left alone also where there was a registration before', async () => {
		await host.activate();
		keys = undefined;
		expect(await host.checkExists()).toBe(true);
	});
});
