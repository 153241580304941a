import fc from 'fast-check';

import { Gate, type Ticket } from '../../../nodes/shared/state/gate';
import { decode, toKey } from '../../../nodes/shared/state/seenEvents';

const OPTIONS = {
	size: 1000,
	nowSeconds: 1_700_000_000,
	maxWaitMs: 10_000,
	sleep: async () => await new Promise(() => {}),
};

/** One n8n database with the static data of one trigger node, and the processes that share it. */
class Installation {
	stored: string | undefined;

	readonly gates: Gate[];

	constructor(processes: number) {
		this.gates = Array.from({ length: processes }, () => new Gate());
	}

	/** A request arrives: n8n loads the static data, and the node asks its gate. */
	async admit(process: number, eventId: string) {
		const gate = this.gates[process];
		if (!gate) throw new Error(`There is no process ${process}`);
		return await gate.admit(eventId, this.stored, OPTIONS);
	}

	async enter(process: number, eventId: string): Promise<Ticket> {
		const admission = await this.admit(process, eventId);
		if (admission.kind !== 'new') throw new Error(`${eventId} is ${admission.kind}, not new`);
		return admission.ticket;
	}

	/** n8n writes the static data back whole, whatever others wrote since it was loaded. */
	save(ticket: Ticket): void {
		this.stored = JSON.parse(JSON.stringify(ticket.persistable)) as string;
	}

	get storedKeys(): ReadonlySet<string> {
		return new Set(decode(this.stored).keys());
	}
}

/** What befalls one event: n8n stores it, cannot, or its sender hangs up and n8n stores it nevertheless. */
type Fate = 'stored' | 'failed' | 'answered first';

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
				fate: fc.constantFrom<Fate>('stored', 'stored', 'failed', 'answered first'),
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
	const inFlight = new Map<Delivery, Ticket>();
	for (const delivery of order) {
		const ticket = inFlight.get(delivery);
		if (!ticket) {
			inFlight.set(delivery, await n8n.enter(delivery.process, delivery.id));
			continue;
		}
		inFlight.delete(delivery);
		if (delivery.fate === 'failed') {
			ticket.settle(false);
		} else {
			if (delivery.fate === 'answered first') ticket.settle(true);
			n8n.save(ticket);
			expect(n8n.storedKeys).toContain(toKey(delivery.id));
		}
		// An event whose fate is open is in no text that another request writes.
		for (const { id } of inFlight.keys()) expect(n8n.storedKeys).not.toContain(toKey(id));
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
				n8n.gates[0] = new Gate();
				for (const id of ids(deliveries, false)) {
					expect(await n8n.admit(0, id)).toEqual({ kind: 'duplicate' });
				}
				for (const id of ids(deliveries, true)) {
					expect(await n8n.admit(0, id)).toMatchObject({ kind: 'new' });
				}
			}),
		);
	});

	it('holds a whole burst in whichever text was written last', async () => {
		const burst = fc.integer({ min: 1, max: 40 }).chain((length) =>
			fc.shuffledSubarray(
				Array.from({ length }, (_, index) => index),
				{ minLength: length },
			),
		);
		await fc.assert(
			fc.asyncProperty(burst, async (saves) => {
				const n8n = new Installation(1);
				const tickets: Ticket[] = [];
				for (let id = 0; id < saves.length; id++) tickets.push(await n8n.enter(0, String(id)));
				for (const index of saves) n8n.save(tickets[index] as Ticket);
				expect(n8n.storedKeys).toEqual(new Set(saves.map((id) => toKey(String(id)))));
			}),
		);
	});
});

describe('two processes that share a database', () => {
	it('both know all once each has taken one more event, whatever was overwritten before', async () => {
		await fc.assert(
			fc.asyncProperty(history(2), async ({ deliveries, order }) => {
				const n8n = new Installation(2);
				await play(n8n, order);
				for (const process of [0, 1]) n8n.save(await n8n.enter(process, `one more ${process}`));
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
