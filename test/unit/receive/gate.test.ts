import { type Admission, Gate, type Ticket } from '../../../nodes/shared/state/gate';
import { decode, encode, toKey } from '../../../nodes/shared/state/seenEvents';
import { settled, Sleeps } from '../../support/sleeps';

let gate: Gate;
let sleeps: Sleeps;
beforeEach(() => {
	gate = new Gate();
	sleeps = new Sleeps();
});

const admit = async (eventId: string, stored?: unknown, size = 1000): Promise<Admission> =>
	await gate.admit(eventId, stored, {
		size,
		nowSeconds: 1_700_000_000,
		maxWaitMs: 10_000,
		sleep: sleeps.sleep,
	});

/** The ticket of an event that has to be new. */
const enter = async (eventId: string, stored?: unknown, size?: number): Promise<Ticket> => {
	const admission = await admit(eventId, stored, size);
	if (admission.kind !== 'new') throw new Error(`${eventId} is ${admission.kind}, not new`);
	return admission.ticket;
};

/** What n8n writes into its database for the static data that holds a ticket. */
const save = (ticket: Ticket): string =>
	(JSON.parse(JSON.stringify({ seen: ticket.persistable })) as { seen: string }).seen;

const knows = (stored: string, eventId: string) => decode(stored).has(toKey(eventId));

describe('an event', () => {
	it('is new once, and then a duplicate', async () => {
		(await enter('a')).settle(true);
		expect(await admit('a')).toEqual({ kind: 'duplicate' });
		expect(await admit('b')).toMatchObject({ kind: 'new' });
	});

	it('that failed leaves no trace', async () => {
		(await enter('a')).settle(false);
		const again = await enter('a');
		expect(knows(save(await enter('b')), 'a')).toBe(false);
		again.settle(true);
		expect(await admit('a')).toEqual({ kind: 'duplicate' });
	});

	it('that is alone never waits', async () => {
		(await enter('a')).settle(true);
		await admit('a');
		await admit('b');
		expect(sleeps.waits).toEqual([]);
	});

	it('counts as taken when n8n writes it, before any answer', async () => {
		const ticket = await enter('a');
		expect(knows(save(ticket), 'a')).toBe(true);
		expect(await admit('a')).toEqual({ kind: 'duplicate' });
		ticket.settle(false);
		expect(await admit('a')).toEqual({ kind: 'duplicate' });
	});

	it('is written with every key that was taken until then, and none that is in flight', async () => {
		const stored = encode(new Map([[toKey('stored'), 5]]));
		(await enter('taken', stored)).settle(true);
		await enter('in flight', stored);
		(await enter('failed', stored)).settle(false);
		const text = save(await enter('a', stored));
		const known = ['stored', 'taken', 'in flight', 'failed', 'a'].filter((id) => knows(text, id));
		expect(known).toEqual(['stored', 'taken', 'a']);
	});

	it('counts as seen for as long as the period says', async () => {
		const at = async (nowSeconds: number) => {
			const waits = { maxWaitMs: 10_000, sleep: sleeps.sleep };
			const admission = await gate.admit('a', undefined, {
				size: 1000,
				nowSeconds,
				periodSeconds: 60,
				...waits,
			});
			if (admission.kind === 'new') admission.ticket.settle(true);
			return admission.kind;
		};
		expect(await at(1000)).toBe('new');
		expect(await at(1059)).toBe('duplicate');
		expect(await at(1060)).toBe('new');
		expect(await at(1119)).toBe('duplicate');
	});

	it('counts as seen no longer after a burst of others, whose keys came thick and fast', async () => {
		const at = async (id: string, nowSeconds: number) => {
			const waits = { maxWaitMs: 10_000, sleep: sleeps.sleep };
			const options = { size: 1000, nowSeconds, periodSeconds: 3600, ...waits };
			const admission = await gate.admit(id, undefined, options);
			if (admission.kind === 'new') admission.ticket.settle(true);
			return admission.kind;
		};
		for (let id = 0; id < 5000; id++) await at(`burst ${id}`, 1000);
		expect(await at('a', 1000)).toBe('new');
		expect(await at('a', 1000 + 3599)).toBe('duplicate');
		expect(await at('a', 1000 + 3700)).toBe('new');
	});

	it('that is written again brings the keys that were taken since', async () => {
		const first = await enter('a');
		save(first);
		save(await enter('b'));
		expect(knows(save(first), 'b')).toBe(true);
	});
});

describe('a copy of an event in flight', () => {
	it('waits, and is a duplicate when the first was taken', async () => {
		const first = await enter('a');
		const copies = Promise.all([admit('a'), admit('a'), admit('a')]);
		await settled();
		expect(sleeps.waits.map(({ ms }) => ms)).toEqual([10_000, 10_000, 10_000]);
		first.settle(true);
		expect(await copies).toEqual(Array(3).fill({ kind: 'duplicate' }));
	});

	it('does not wait for other events', async () => {
		await enter('a');
		expect(await admit('b')).toMatchObject({ kind: 'new' });
	});

	it('takes the place of a first that failed: exactly one of many', async () => {
		const first = await enter('a');
		const copies = [admit('a'), admit('a'), admit('a'), admit('a')];
		first.settle(false);
		const next = await Promise.race(copies);
		expect(next.kind).toBe('new');
		if (next.kind === 'new') next.ticket.settle(true);
		const kinds = (await Promise.all(copies)).map(({ kind }) => kind);
		expect(kinds.sort()).toEqual(['duplicate', 'duplicate', 'duplicate', 'new']);
	});

	it('is tried in turn while one after the other fails', async () => {
		const first = await enter('a');
		const order: number[] = [];
		const copies = [1, 2, 3].map(async (number) => {
			const admission = await admit('a');
			order.push(number);
			if (admission.kind === 'new') admission.ticket.settle(false);
			return admission.kind;
		});
		first.settle(false);
		expect(await Promise.all(copies)).toEqual(['new', 'new', 'new']);
		expect(order).toEqual([1, 2, 3]);
	});

	it('gives up when its patience ends, and leaves the first alone', async () => {
		const first = await enter('a');
		const copy = admit('a');
		(await sleeps.of(10_000)).end();
		expect(await copy).toEqual({ kind: 'undecided' });
		first.settle(true);
		expect(await admit('a')).toEqual({ kind: 'duplicate' });
	});

	it('has one patience for all the firsts that it waits for', async () => {
		const first = await enter('a');
		const [second, third] = [admit('a'), admit('a')];
		first.settle(false);
		expect((await second).kind).toBe('new');
		await settled();
		expect(sleeps.waits).toHaveLength(2);
		sleeps.waits[1]?.end();
		expect(await third).toEqual({ kind: 'undecided' });
	});
});

describe('a ticket', () => {
	it('is settled once; what comes later changes nothing', async () => {
		const taken = await enter('a');
		taken.settle(true);
		taken.settle(false);
		expect(await admit('a')).toEqual({ kind: 'duplicate' });

		const failed = await enter('b');
		failed.settle(false);
		failed.settle(true);
		expect(await admit('b')).toMatchObject({ kind: 'new' });
	});

	it('of old does not touch the newer one of the same event', async () => {
		const old = await enter('a');
		old.settle(false);
		const newer = await enter('a');
		old.settle(true);
		old.settle(false);
		const copy = admit('a');
		await settled();
		expect(sleeps.waits).toHaveLength(1);
		newer.settle(false);
		expect(await copy).toMatchObject({ kind: 'new' });
	});

	it('that was given up for lost still tells of its event when n8n writes it after all', async () => {
		const slow = await enter('a');
		slow.settle(false);
		expect(knows(save(slow), 'a')).toBe(true);
		expect(await admit('a')).toEqual({ kind: 'duplicate' });
	});

	it('that is written again does not bring back a key that has left the window', async () => {
		const first = await enter('a', undefined, 2);
		save(first);
		save(await enter('b', undefined, 2));
		save(await enter('c', undefined, 2));
		expect(knows(save(first), 'a')).toBe(false);
	});
});

describe('writing the static data', () => {
	it('is for every event that is alone', async () => {
		expect((await enter('a')).stored(0)).toBe(true);
		expect((await enter('b')).stored(1)).toBe(true);
	});

	it('is left to the last of the events that run at once, which writes the keys of all', async () => {
		const [a, b, c] = [await enter('a'), await enter('b'), await enter('c')];
		expect(a.stored(0)).toBe(true);
		expect(c.stored(10)).toBe(false);
		expect(b.stored(20)).toBe(true);
		const text = save(b);
		expect(['a', 'b', 'c'].filter((id) => knows(text, id))).toEqual(['a', 'b', 'c']);
	});

	it('waits for no other event longer than a second', async () => {
		await enter('slow');
		expect((await enter('a')).stored(0)).toBe(true);
		expect((await enter('b')).stored(999)).toBe(false);
		expect((await enter('c')).stored(1000)).toBe(true);
	});

	it('takes the event: its copies are dropped at once', async () => {
		await enter('slow');
		(await enter('a')).stored(0);
		(await enter('b')).stored(1);
		expect(await admit('b')).toEqual({ kind: 'duplicate' });
	});
});

describe('the window', () => {
	it('holds the last events, also when they came within one second', async () => {
		for (const id of ['a', 'b', 'c', 'd']) (await enter(id, undefined, 3)).settle(true);
		const kinds = [];
		for (const id of ['d', 'c', 'b', 'a']) kinds.push((await admit(id, undefined, 3)).kind);
		expect(kinds).toEqual(['duplicate', 'duplicate', 'duplicate', 'new']);
	});

	it('of one key still drops the copy that follows', async () => {
		for (const id of ['a', 'b', 'c', 'd']) {
			(await enter(id, undefined, 1)).settle(true);
			expect(await admit(id, undefined, 1)).toEqual({ kind: 'duplicate' });
		}
	});

	it('never grows beyond its size, in memory or in the database', async () => {
		let stored = '';
		for (let id = 0; id < 50; id++) stored = save(await enter(String(id), stored, 10));
		expect(stored).toHaveLength(160);
	});

	it('shrinks when the user makes it smaller', async () => {
		let stored = '';
		for (let id = 0; id < 20; id++) stored = save(await enter(String(id), stored, 20));
		stored = save(await enter('next', stored, 5));
		expect([...decode(stored).keys()]).toEqual(['16', '17', '18', '19', 'next'].map(toKey));
	});
});

describe('what is stored', () => {
	it('is learnt from each request', async () => {
		const other = new Map([[toKey('of another process'), 5]]);
		expect(await admit('of another process', encode(other))).toEqual({ kind: 'duplicate' });
	});

	it('is forgotten by nobody when the database is wiped', async () => {
		const text = save(await enter('a'));
		expect(await admit('a', text)).toEqual({ kind: 'duplicate' });
		expect(await admit('a', undefined)).toEqual({ kind: 'duplicate' });
	});

	it.each([[null], [5], [{}], ['damaged'], ['A'.repeat(31)], [['x']]])(
		'does no harm when it is %j',
		async (stored) => {
			const ticket = await enter('a', stored);
			expect(knows(save(ticket), 'a')).toBe(true);
		},
	);

	it('keeps every taken key through a restart', async () => {
		let stored = '';
		const ids = Array.from({ length: 20 }, (_, id) => String(id));
		for (const id of ids) stored = save(await enter(id, stored));
		gate = new Gate();
		for (const id of ids) expect(await admit(id, stored)).toEqual({ kind: 'duplicate' });
	});
});
