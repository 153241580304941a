import fc from 'fast-check';
import type { INodeType } from 'n8n-workflow';

import type { KeptRegistration } from '../../../nodes/shared/state/registration';
import { FakeVendor } from '../../support/fakeVendor';
import { Interleaving } from '../../support/interleaving';
import { inventedCredential, NOW_MS } from '../../support/inventedTrigger';
import {
	inProcess,
	type RegisteringTrigger,
	secretOf,
	slowly,
} from '../../support/inventedWorkflow';
import { type Database, newDatabase, TriggerHost, type Which } from '../../support/triggerHost';

const WHICH = ['first', 'second'] as const;

/** A trigger at a vendor of its own, whose calls stop where the test wants. */
class Trigger implements RegisteringTrigger {
	readonly vendor = new FakeVendor();

	wanted = ['a'];

	isPublished = false;

	constructor(
		private readonly pause: () => Promise<void>,
		/** Whether the vendor shows its hooks. */
		private readonly shows: boolean,
	) {}

	keys = () => this.wanted;

	registry = () => slowly(this.vendor.registry(this.shows ? [] : ['list']), this.pause);
}

/** A database that notices when a registration is replaced by an older one. */
class WatchedDatabase implements Database {
	readonly workflowId = newDatabase().workflowId;

	writes = 0;

	/** How often a registration was reverted or lost. */
	reversions = 0;

	private text = '{}';

	get staticData(): string {
		return this.text;
	}

	set staticData(text: string) {
		const [before, after] = [generationsIn(this.text), generationsIn(text)];
		for (const [key, generation] of before) {
			if ((after.get(key) ?? -1) < generation) this.reversions++;
		}
		this.text = text;
	}
}

function generationsIn(text: string): Map<string, number> {
	const { global } = JSON.parse(text) as {
		global?: { signedWebhooks?: Record<string, { production?: { generation: number } }> };
	};
	return new Map(
		Object.entries(global?.signedWebhooks ?? {}).map(([id, { production }]) => [
			id,
			production?.generation ?? -1,
		]),
	);
}

/** An n8n of one or more processes over one database, with a workflow of two triggers. The first process registers. */
class Installation {
	readonly interleaving = new Interleaving();

	readonly database = new WatchedDatabase();

	readonly triggers: Record<Which, Trigger>;

	readonly hosts: TriggerHost[] = [];

	readonly statuses: number[] = [];

	private events = 0;

	private publishing = false;

	constructor(shows: boolean) {
		const { pause } = this.interleaving;
		this.triggers = { first: new Trigger(pause, shows), second: new Trigger(pause, shows) };
	}

	async startProcess(): Promise<void> {
		const [first, second] = inProcess(WHICH.map((which) => this.triggers[which]));
		const host = await TriggerHost.start({
			nodeType: first as INodeType,
			parameters: { options: {} },
			second: { nodeType: second as INodeType, parameters: { options: {} } },
			credentials: [inventedCredential({ token: 'the API token' })],
			database: this.database,
		});
		host.storeExecution = this.interleaving.pause;
		host.beforeSaving = this.interleaving.pause;
		this.hosts.push(host);
	}

	/** The vendor sends an event for each of its hooks. */
	async send(process: number, which: Which): Promise<void> {
		const host = this.hosts[process % this.hosts.length] as TriggerHost;
		for (const hook of this.triggers[which].vendor.hooks.values()) {
			const event = { id: `event ${++this.events}`, type: 'greeting', at: NOW_MS };
			const url = which === 'first' ? host.url : host.secondUrl;
			await this.interleaving.start(async () => {
				const { status } = await host.post(event, {}, `${url}?token=${secretOf(hook)}`);
				this.statuses.push(status);
			});
		}
	}

	/** n8n changes one workflow at a time. */
	async change(which: Which, change: 'publish' | 'change' | 'unpublish'): Promise<void> {
		if (this.publishing) return;
		this.publishing = true;
		const trigger = this.triggers[which];
		const [host] = this.hosts as [TriggerHost];
		await this.interleaving.start(async () => {
			if (change === 'change') trigger.wanted = trigger.wanted[0] === 'a' ? ['b', 'c'] : ['a'];
			if (change === 'unpublish') await host.deactivate({ which });
			else await host.activate('activate', which);
			trigger.isPublished = change !== 'unpublish';
			this.publishing = false;
		});
	}

	registered(which: Which): string[] {
		const kept = this.hosts[0]?.storedOf(which).production as KeptRegistration | undefined;
		return Object.values(kept?.hooks ?? {}).map(({ id }) => id);
	}

	async close(): Promise<void> {
		for (const host of this.hosts) await host.close();
	}
}

type Step = (n8n: Installation) => Promise<void>;

const which = fc.constantFrom<Which>(...WHICH);
const step: fc.Arbitrary<Step> = fc.oneof(
	{
		weight: 3,
		arbitrary: fc.tuple(fc.nat({ max: 1 }), which).map(
			([process, trigger]): Step =>
				async (n8n) =>
					await n8n.send(process, trigger),
		),
	},
	{
		weight: 2,
		arbitrary: fc.tuple(which, fc.constantFrom('publish', 'change', 'unpublish')).map(
			([trigger, change]): Step =>
				async (n8n) =>
					await n8n.change(trigger, change as 'publish'),
		),
	},
	{
		weight: 6,
		arbitrary: fc.nat({ max: 7 }).map(
			(waiting): Step =>
				async (n8n) =>
					await n8n.interleaving.release(waiting),
		),
	},
);
const steps = fc.array(step, { minLength: 10, maxLength: 60 });

/** Plays the steps from a published first trigger on, and lets everything come to its end. */
async function play(n8n: Installation, all: readonly Step[]): Promise<void> {
	await n8n.change('first', 'publish');
	for (const next of all) await next(n8n);
	await n8n.interleaving.finish();
}

const hooksOf = (n8n: Installation, trigger: Which) => [
	...n8n.triggers[trigger].vendor.hooks.keys(),
];

/** Every genuine event was taken, and the vendors have the hooks that the triggers want and the database knows. */
function expectExact(n8n: Installation): void {
	expect(n8n.statuses.filter((status) => status !== 200)).toEqual([]);
	expect(n8n.database.reversions).toBe(0);
	for (const trigger of WHICH) {
		const { isPublished, wanted } = n8n.triggers[trigger];
		expect(hooksOf(n8n, trigger)).toHaveLength(isPublished ? wanted.length : 0);
		expect(n8n.registered(trigger).sort()).toEqual(hooksOf(n8n, trigger).sort());
	}
}

async function withInstallation(
	shows: boolean,
	processes: number,
	test: (n8n: Installation) => Promise<void>,
): Promise<void> {
	const n8n = new Installation(shows);
	for (let process = 0; process < processes; process++) await n8n.startProcess();
	try {
		await test(n8n);
	} finally {
		await n8n.close();
	}
}

describe.each([
	['shows its hooks', true],
	['does not show its hooks', false],
])(
	'while events come and triggers are published, changed and unpublished, at a vendor that %s',
	(_which, shows) => {
		it('in one process no registration dies, is reverted or leaves a hook behind', async () => {
			await fc.assert(
				fc.asyncProperty(steps, async (all) => {
					await withInstallation(shows, 1, async (n8n) => {
						await play(n8n, all);
						expectExact(n8n);
						for (const trigger of WHICH) await n8n.send(0, trigger);
						await n8n.interleaving.finish();
						expectExact(n8n);
					});
				}),
				{ numRuns: 60 },
			);
		}, 60_000);

		it('in two processes no event is refused, and unpublishing leaves no hook behind', async () => {
			await fc.assert(
				fc.asyncProperty(steps, async (all) => {
					await withInstallation(shows, 2, async (n8n) => {
						await play(n8n, all);
						for (const trigger of WHICH) {
							await n8n.send(0, trigger);
							await n8n.send(1, trigger);
							await n8n.interleaving.finish();
							await n8n.change(trigger, 'unpublish');
							await n8n.interleaving.finish();
							expect(hooksOf(n8n, trigger)).toEqual([]);
						}
						expect(n8n.statuses.filter((status) => status !== 200)).toEqual([]);
					});
				}),
				{ numRuns: 60 },
			);
		}, 60_000);
	},
);

describe('an event that was loaded before and is written after', () => {
	const WAITING = 0;

	/** A request of the first trigger arrives and stops before n8n saves it; then `change` happens, and it is saved. */
	async function overtaken(n8n: Installation, change: () => Promise<void>): Promise<void> {
		await n8n.change('first', 'publish');
		await n8n.interleaving.finish();
		await n8n.send(0, 'first');
		await n8n.interleaving.release(WAITING);
		await change();
		await n8n.interleaving.finishLast();
	}

	it.each([
		['the other trigger is published', 'second', 'publish'],
		['the same trigger is changed and published', 'first', 'change'],
		['the same trigger is unpublished', 'first', 'unpublish'],
	] as const)('%s', async (_what, trigger, change) => {
		await withInstallation(true, 1, async (n8n) => {
			await overtaken(n8n, async () => await n8n.change(trigger, change));
			expectExact(n8n);
		});
	});
});
