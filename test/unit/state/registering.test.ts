import type { INodeType } from 'n8n-workflow';

import { StateStore } from '../../../nodes/shared/state/store';
import { FakeVendor } from '../../support/fakeVendor';
import { Interleaving } from '../../support/interleaving';
import { inventedCredential, NOW_MS } from '../../support/inventedTrigger';
import { inProcess, secretOf, slowly } from '../../support/inventedWorkflow';
import { type Database, newDatabase, TriggerHost } from '../../support/triggerHost';

let vendor: FakeVendor;
let interleaving: Interleaving;
/** Whether the vendor's calls stop before their answers. */
let isSlow: boolean;
let credential: { token: string };
const hosts: TriggerHost[] = [];

beforeEach(() => {
	vendor = new FakeVendor();
	interleaving = new Interleaving();
	isSlow = false;
	credential = { token: 'the API token' };
});
afterEach(async () => {
	for (const host of hosts.splice(0)) await host.close();
});

/** The trigger in a process of its own. */
function newProcess(): INodeType {
	const pause = async () => {
		if (isSlow) await interleaving.pause();
	};
	const registry = slowly(vendor.registry(), pause);
	const [nodeType] = inProcess([{ keys: () => ['a'], registry: () => registry }], new StateStore());
	return nodeType as INodeType;
}

async function start(database?: Database, instanceId?: string): Promise<TriggerHost> {
	const host = await TriggerHost.start({
		nodeType: newProcess(),
		parameters: { options: {} },
		credentials: [inventedCredential(credential)],
		database,
		instanceId,
	});
	hosts.push(host);
	return host;
}

let events = 0;
const event = () => ({ id: `event ${++events}`, type: 'greeting', at: NOW_MS });
const hook = () => {
	const [first] = vendor.hooks.values();
	if (!first) throw new Error('There is no hook');
	return first;
};
const send = async (host: TriggerHost, secret = secretOf(hook())) =>
	await host.post(event(), {}, `${host.url}?token=${secret}`);

describe('an event that the vendor sends while it creates the hook', () => {
	it('is verified and taken, in this process and another, before anything was kept', async () => {
		const host = await start();
		const other = await start(host.database);
		isSlow = true;
		await interleaving.start(async () => await host.activate());
		while (vendor.hooks.size === 0) await interleaving.release(0);
		expect(host.stored).toEqual({});
		expect((await send(host)).status).toBe(200);
		expect((await send(other)).status).toBe(200);
		await interleaving.finish();
		expect((await send(host)).status).toBe(200);
		expect(host.executions).toHaveLength(2);
	});
});

describe('a request that does not prove who sent it', () => {
	const COME_BACK = {
		status: 503,
		body: { error: 'The webhook is being registered or removed' },
	};

	it('is told to come back while the hook is being created or removed, and refused before and after', async () => {
		const host = await start();
		expect((await send(host, 'unknown')).status).toBe(401);
		for (const change of ['activate', 'deactivate'] as const) {
			isSlow = true;
			await interleaving.start(async () => await host[change]());
			const answered = await send(host, 'unknown');
			expect(answered).toMatchObject(COME_BACK);
			expect(answered.headers.get('retry-after')).toBe('5');
			isSlow = false;
			await interleaving.finish();
			expect((await send(host, 'unknown')).status).toBe(401);
		}
		expect(host.executions).toEqual([]);
	});

	it('is refused again when creating or removing the hook has failed', async () => {
		const host = await start();
		const failing = Array.from({ length: 100 }, (_, call) => ({ call, done: false }));
		vendor.failures = failing;
		await expect(host.activate()).rejects.toThrow('The vendor failed');
		expect((await send(host, 'unknown')).status).toBe(401);

		vendor.failures = [];
		host.nodeType = newProcess();
		await host.activate();
		vendor.failures = failing;
		await expect(host.deactivate()).rejects.toThrow('The vendor failed');
		expect((await send(host, 'unknown')).status).toBe(401);
	});
});

describe('a replaced API token', () => {
	it('does not cut off the hook that exists, in this process, another, or after a restart', async () => {
		const host = await start();
		await host.activate();
		const other = await start(host.database);
		credential.token = 'the new API token';
		expect((await send(host)).status).toBe(200);
		expect((await send(other)).status).toBe(200);
		host.nodeType = newProcess();
		expect((await send(host)).status).toBe(200);
	});
});

describe('static data that is lost', () => {
	it('cuts off nothing, for the secret can be made again', async () => {
		const host = await start();
		await host.activate();
		host.database.staticData = '{}';
		host.nodeType = newProcess();
		expect((await send(host)).status).toBe(200);
	});

	it('is written again with the next event for as long as the process lives', async () => {
		const host = await start();
		await host.activate();
		const { production } = host.stored;
		host.database.staticData = '{}';
		await send(host);
		expect(host.stored.production).toEqual(production);
		host.database.staticData = '{}';
		await host.deactivate();
		expect(vendor.hooks.size).toBe(0);
	});
});

describe('an exported copy, static data included', () => {
	/** The same text under another workflow's id, or on another n8n. */
	async function copyOf(host: TriggerHost, instanceId: string, workflowId: string) {
		const { staticData } = host.database;
		return await start({ ...newDatabase(), staticData, workflowId }, instanceId);
	}

	it.each([
		['another instance', 'instance-2', (host: TriggerHost) => host.database.workflowId],
		['the same instance, as another workflow', 'instance-1', () => 'workflow-2'],
	])(
		'on %s has hooks of its own and never removes those of the first',
		async (_where, id, workflow) => {
			const host = await start(undefined, 'instance-1');
			await host.activate();
			const original = hook();
			const copy = await copyOf(host, id, workflow(host));
			expect((await send(copy, secretOf(original))).status).toBe(401);

			await copy.activate();
			const [, own] = vendor.hooks.values();
			expect(vendor.hooks.size).toBe(2);
			expect(secretOf(own ?? original)).not.toBe(secretOf(original));
			expect((await send(copy, secretOf(own ?? original))).status).toBe(200);
			await copy.deactivate();
			expect([...vendor.hooks.values()]).toEqual([original]);
			expect((await send(host)).status).toBe(200);
		},
	);

	it('that was never activated removes nothing when it is deactivated', async () => {
		const host = await start(undefined, 'instance-1');
		await host.activate();
		const copy = await copyOf(host, 'instance-2', host.database.workflowId);
		await copy.deactivate();
		expect(vendor.hooks.size).toBe(1);
	});
});
