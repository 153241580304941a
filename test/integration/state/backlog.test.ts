import type { KeptRegistration } from '../../../nodes/shared/state/registration';
import { freshMissivePayload, freshOpenWorkEvent } from '../../fixtures';
import { deferred, settled } from '../../support/sleeps';
import { restarted as restartedMissive, startPair as startMissive } from '../missive/setup';
import { restarted as restartedOpenWork, startPair as startOpenWork } from '../openWork/setup';

const EVENTS = 8;
const ONCE = { maxAttempts: 1 };

async function openWork() {
	const { vendor, host, close } = await startOpenWork({ eventTypes: ['*'] });
	return {
		host,
		close,
		changed: { eventTypes: ['app:health_warning'] },
		restarted: restartedOpenWork,
		hooks: () => [...vendor.hooks.keys()],
		send: async (id: string) =>
			(await vendor.deliver(id, freshOpenWorkEvent('app:health_warning'), ONCE)).attempts[0],
	};
}

async function missive() {
	const { vendor, host, close } = await startMissive({ eventTypes: ['label_change'] });
	return {
		host,
		close,
		changed: { eventTypes: ['label_change', 'new_comment'] },
		restarted: restartedMissive,
		hooks: () => [...vendor.hooks.keys()],
		send: async (id: string) => (await vendor.deliver(id, freshMissivePayload(), ONCE)).attempts[0],
	};
}

let close: () => Promise<void>;
afterEach(async () => await close());

/** How a user publishes while events wait in n8n. n8n itself removes a trigger that was changed before it adds it. */
const WAYS = ['a changed trigger', 'the same trigger, after unpublishing it'] as const;

describe.each([
	['OpenWork', openWork],
	['Missive', missive],
])('%s, while eight events wait in n8n for their turn', (_vendor, start) => {
	it.each(WAYS)('publishing %s loses no event and leaves no hook behind', async (way) => {
		const { host, send, hooks, ...one } = await start();
		close = one.close;
		await host.publish();
		const turn = deferred();
		let waiting = 0;
		host.storeExecution = async () => {
			waiting++;
			await turn.promise;
		};
		const answers = Array.from({ length: EVENTS }, async () => await send(hooks()[0] ?? ''));
		while (waiting < EVENTS) await settled();

		await host.unpublish();
		if (way === 'a changed trigger') host.parameters = { ...host.parameters, ...one.changed };
		await host.publish();
		const published = hooks();
		turn.resolve();

		const taken = expect.objectContaining({ status: 200, body: '{"received":true}' });
		expect(await Promise.all(answers)).toEqual(Array(EVENTS).fill(taken));
		// What the last of them has written is all that n8n knows after a restart.
		const { hooks: kept } = host.stored.production as KeptRegistration;
		expect(Object.values(kept).map(({ id }) => id)).toEqual(published);

		for (const id of published) expect(await send(id)).toEqual(taken);
		host.nodeType = one.restarted();
		for (const id of published) expect(await send(id)).toEqual(taken);
		expect(hooks()).toEqual(published);
		await host.unpublish();
		expect(hooks()).toEqual([]);
	});
});
