import fc from 'fast-check';

import { Duplicates, type PendingEvent } from '../../../nodes/shared/state/duplicates';
import type { KeptEvents } from '../../../nodes/shared/state/keptEvents';
import { SeenEvents } from '../../../nodes/shared/state/seenEvents';

const NOW = 1_700_000_000;

const OPTIONS = {
	size: 1000,
	nowSeconds: NOW,
	maxWaitMs: 10_000,
	sleep: async () => await new Promise(() => {}),
};

let started = 0;

function newProcess() {
	const seen = new SeenEvents(`process ${++started}`);
	return { seen, duplicates: new Duplicates(seen) };
}

/** One n8n database with the list of one trigger node, and the processes that share it. */
class Installation {
	stored: KeptEvents | undefined;

	readonly processes: Array<ReturnType<typeof newProcess>>;

	constructor(processes: number) {
		this.processes = Array.from({ length: processes }, newProcess);
	}

	/** A request arrives: n8n loads the static data, and the node asks whether the event is new. */
	async admit(process: number, eventId: string) {
		const { seen, duplicates } = this.at(process);
		seen.learn(this.stored, NOW);
		return await duplicates.admit(eventId, OPTIONS);
	}

	async enter(process: number, eventId: string): Promise<PendingEvent> {
		const admission = await this.admit(process, eventId);
		if (admission.kind !== 'new') throw new Error(`${eventId} is ${admission.kind}, not new`);
		return admission.event;
	}

	/** n8n writes the static data back whole, whatever others wrote since it was loaded. */
	save(process: number): void {
		const text = JSON.stringify(this.at(process).seen.toKept(NOW)) as string | undefined;
		this.stored = text === undefined ? undefined : (JSON.parse(text) as KeptEvents);
	}

	/** Whether who only knows the database knows the event. */
	async storedKnows(eventId: string): Promise<boolean> {
		const { seen, duplicates } = newProcess();
		seen.learn(this.stored, NOW);
		return (await duplicates.admit(eventId, OPTIONS)).kind === 'duplicate';
	}

	private at(process: number) {
		const found = this.processes[process];
		if (!found) throw new Error(`There is no process ${process}`);
		return found;
	}
}

/** What befalls one event: n8n stores it, cannot, or it is given up and n8n stores it nevertheless. */
type Fate = 'stored' | 'failed' | 'given up, then stored';

interface Delivery {
	readonly id: string;
	readonly process: number;
	readonly fate: Fate;
}

/** Deliveries to some processes, and an order of their beginnings and ends. */
const history = (processes: number) =>
	fc
		.array(
			fc.record({
				process: fc.nat({ max: processes - 1 }),
				fate: fc.constantFrom<Fate>('stored', 'stored', 'failed', 'given up, then stored'),
			}),
			{ minLength: 1, maxLength: 12 },
		)
		.map((drafts) => drafts.map((draft, index): Delivery => ({ ...draft, id: `event ${index}` })))
		.chain((deliveries) => {
			const moments = deliveries.flatMap((delivery) => [delivery, delivery]);
			const order = fc.shuffledSubarray(moments, { minLength: moments.length });
			return fc.record({ deliveries: fc.constant(deliveries), order });
		});

/** Plays a history. The first time that a delivery comes up it arrives, the second time its fate is known. */
async function play(n8n: Installation, order: readonly Delivery[]): Promise<void> {
	const inFlight = new Map<Delivery, PendingEvent>();
	for (const delivery of order) {
		const event = inFlight.get(delivery);
		if (!event) {
			inFlight.set(delivery, await n8n.enter(delivery.process, delivery.id));
			continue;
		}
		inFlight.delete(delivery);
		if (delivery.fate !== 'stored') event.failed();
		if (delivery.fate !== 'failed') {
			event.taken(NOW);
			n8n.save(delivery.process);
			expect(await n8n.storedKnows(delivery.id)).toBe(true);
		}
		// An event whose fate is open is in no text that another request writes.
		for (const { id } of inFlight.keys()) expect(await n8n.storedKnows(id)).toBe(false);
	}
}

const ids = (deliveries: readonly Delivery[], failed: boolean) =>
	deliveries.filter(({ fate }) => (fate === 'failed') === failed).map(({ id }) => id);

describe('one process', () => {
	it('knows after a restart whatever was taken, and nothing that failed, in whatever order', async () => {
		await fc.assert(
			fc.asyncProperty(history(1), async ({ deliveries, order }) => {
				const n8n = new Installation(1);
				await play(n8n, order);
				n8n.processes[0] = newProcess();
				for (const id of ids(deliveries, false)) {
					expect(await n8n.admit(0, id)).toEqual({ kind: 'duplicate' });
				}
				for (const id of ids(deliveries, true)) {
					expect(await n8n.admit(0, id)).toMatchObject({ kind: 'new' });
				}
			}),
		);
	});
});

describe('two processes that share a database', () => {
	const oneMoreEach = async (n8n: Installation) => {
		for (const process of [0, 1]) {
			(await n8n.enter(process, `one more ${process}`)).taken(NOW);
			n8n.save(process);
		}
	};

	it('both know all once each has taken one more event, whatever was overwritten before', async () => {
		await fc.assert(
			fc.asyncProperty(history(2), async ({ deliveries, order }) => {
				const n8n = new Installation(2);
				await play(n8n, order);
				await oneMoreEach(n8n);
				for (const process of [0, 1]) {
					for (const id of [...ids(deliveries, false), 'one more 0', 'one more 1']) {
						expect(await n8n.admit(process, id)).toEqual({ kind: 'duplicate' });
					}
				}
			}),
		);
	});

	it('forget nothing that either has ever stored, once they have learnt of it', async () => {
		await fc.assert(
			fc.asyncProperty(history(2), async ({ deliveries, order }) => {
				const n8n = new Installation(2);
				await play(n8n, order);
				n8n.stored = undefined;
				for (const { id, process, fate } of deliveries) {
					const expected = fate === 'failed' ? 'new' : 'duplicate';
					expect(await n8n.admit(process, id)).toMatchObject({ kind: expected });
				}
			}),
		);
	});
});
