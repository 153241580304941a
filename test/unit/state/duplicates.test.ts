import { openWorkSource } from '../../../nodes/OpenWork/source';
import { readReceiveOptions } from '../../../nodes/shared/receive/options';
import {
	type Admission,
	Duplicates,
	type PendingEvent,
} from '../../../nodes/shared/state/duplicates';
import { type KeptWhileYoung, SeenEvents } from '../../../nodes/shared/state/seenEvents';
import { settled, Sleeps } from '../../support/sleeps';

const NOW = 1_700_000_000;

let seen: SeenEvents;
let duplicates: Duplicates;
let sleeps: Sleeps;
beforeEach(() => {
	seen = new SeenEvents('this process');
	duplicates = new Duplicates(seen);
	sleeps = new Sleeps();
});

interface Moment {
	readonly size?: number;
	readonly whileYoung?: KeptWhileYoung;
	readonly nowSeconds?: number;
	readonly periodSeconds?: number;
}

const admit = async (eventId: string, moment: Moment = {}): Promise<Admission> =>
	await duplicates.admit(eventId, {
		size: 1000,
		nowSeconds: NOW,
		maxWaitMs: 10_000,
		sleep: sleeps.sleep,
		...moment,
	});

/** An event that has to be new. */
const enter = async (eventId: string, moment?: Moment): Promise<PendingEvent> => {
	const admission = await admit(eventId, moment);
	if (admission.kind !== 'new') throw new Error(`${eventId} is ${admission.kind}, not new`);
	return admission.event;
};

/** Lets an event in, which is taken at once where it is new. */
const take = async (eventId: string, moment: Moment = {}) => {
	const admission = await admit(eventId, moment);
	if (admission.kind === 'new') admission.event.taken(moment.nowSeconds ?? NOW);
	return admission.kind;
};

describe('an event', () => {
	it('is new once, and then a duplicate', async () => {
		(await enter('a')).taken(NOW);
		expect(await admit('a')).toEqual({ kind: 'duplicate' });
		expect(await admit('b')).toMatchObject({ kind: 'new' });
	});

	it('that failed leaves no trace', async () => {
		(await enter('a')).failed();
		expect(seen.isEmpty).toBe(true);
		(await enter('a')).taken(NOW);
		expect(await admit('a')).toEqual({ kind: 'duplicate' });
	});

	it('that is alone never waits', async () => {
		await take('a');
		await admit('a');
		await admit('b');
		expect(sleeps.waits).toEqual([]);
	});

	it('is seen when it was taken, not before', async () => {
		const event = await enter('a');
		expect(seen.isEmpty).toBe(true);
		event.taken(NOW);
		expect(seen.isEmpty).toBe(false);
	});

	it('counts as seen for as long as the period says, from when it was taken', async () => {
		const at = async (nowSeconds: number) => await take('a', { nowSeconds, periodSeconds: 60 });
		expect(await at(1000)).toBe('new');
		expect(await at(1059)).toBe('duplicate');
		expect(await at(1060)).toBe('new');
		expect(await at(1119)).toBe('duplicate');
	});

	it('counts as seen no longer after a burst of others', async () => {
		const at = async (id: string, nowSeconds: number) =>
			await take(id, { nowSeconds, periodSeconds: 3600 });
		for (let id = 0; id < 5000; id++) await at(`burst ${id}`, 1000);
		expect(await at('a', 1000)).toBe('new');
		expect(await at('a', 1000 + 3599)).toBe('duplicate');
		expect(await at('a', 1000 + 3600)).toBe('new');
	});

	it('that was taken while the clock was 7 days ahead counts as seen for the period, not for 7 days', async () => {
		const at = async (id: string, nowSeconds: number) =>
			await take(id, { nowSeconds, periodSeconds: 3600 });
		expect(await at('a', NOW + 7 * 86_400)).toBe('new');
		for (const id of ['later', 'a']) await at(id, NOW + 60);
		expect(await at('a', NOW + 60 + 3599)).toBe('duplicate');
		expect(await at('a', NOW + 60 + 3600)).toBe('new');
		expect(await at('later', NOW + 60 + 3600)).toBe('new');
		expect(await at('later', NOW + 60 + 3600)).toBe('duplicate');
	});

	it('that was taken while the clock was behind counts as seen where there is no period', async () => {
		await take('a', { nowSeconds: 0 });
		expect(await admit('a')).toEqual({ kind: 'duplicate' });
	});
});

describe('a copy of an event in flight', () => {
	it('waits, and is a duplicate when the first was taken', async () => {
		const first = await enter('a');
		const copies = Promise.all([admit('a'), admit('a'), admit('a')]);
		await settled();
		expect(sleeps.waits.map(({ ms }) => ms)).toEqual([10_000, 10_000, 10_000]);
		first.taken(NOW);
		expect(await copies).toEqual(Array(3).fill({ kind: 'duplicate' }));
	});

	it('does not wait for other events', async () => {
		await enter('a');
		expect(await admit('b')).toMatchObject({ kind: 'new' });
	});

	it('takes the place of a first that failed: exactly one of many', async () => {
		const first = await enter('a');
		const copies = [admit('a'), admit('a'), admit('a'), admit('a')];
		first.failed();
		const next = await Promise.race(copies);
		expect(next.kind).toBe('new');
		if (next.kind === 'new') next.event.taken(NOW);
		const kinds = (await Promise.all(copies)).map(({ kind }) => kind);
		expect(kinds.sort()).toEqual(['duplicate', 'duplicate', 'duplicate', 'new']);
	});

	it('is tried in turn while one after the other fails', async () => {
		const first = await enter('a');
		const order: number[] = [];
		const copies = [1, 2, 3].map(async (number) => {
			const admission = await admit('a');
			order.push(number);
			if (admission.kind === 'new') admission.event.failed();
			return admission.kind;
		});
		first.failed();
		expect(await Promise.all(copies)).toEqual(['new', 'new', 'new']);
		expect(order).toEqual([1, 2, 3]);
	});

	it('gives up when its patience ends, and leaves the first alone', async () => {
		const first = await enter('a');
		const copy = admit('a');
		(await sleeps.of(10_000)).end();
		expect(await copy).toEqual({ kind: 'undecided' });
		first.taken(NOW);
		expect(await admit('a')).toEqual({ kind: 'duplicate' });
	});

	it('has one patience for all the firsts that it waits for', async () => {
		const first = await enter('a');
		const [second, third] = [admit('a'), admit('a')];
		first.failed();
		expect((await second).kind).toBe('new');
		await settled();
		expect(sleeps.waits).toHaveLength(2);
		sleeps.waits[1]?.end();
		expect(await third).toEqual({ kind: 'undecided' });
	});
});

describe('the fate of an event', () => {
	it('is told once: what was taken cannot fail any more', async () => {
		const event = await enter('a');
		event.taken(NOW);
		event.failed();
		event.taken(NOW);
		expect(await admit('a')).toEqual({ kind: 'duplicate' });
		expect(seen.toKept(NOW)?.keys).toHaveLength(16);
	});

	it('can still turn out well after it was given up', async () => {
		const slow = await enter('a');
		slow.failed();
		slow.taken(NOW);
		expect(await admit('a')).toEqual({ kind: 'duplicate' });
	});

	it('does not touch the newer one of the same event', async () => {
		const old = await enter('a');
		old.failed();
		const newer = await enter('a');
		old.failed();
		const copy = admit('a');
		await settled();
		expect(sleeps.waits).toHaveLength(1);
		newer.failed();
		expect(await copy).toMatchObject({ kind: 'new' });
	});

	it('is told by whichever of two that run at once was stored, after the first was given up', async () => {
		const old = await enter('a');
		old.failed();
		const newer = await enter('a');
		old.taken(NOW);
		newer.failed();
		expect(await admit('a')).toEqual({ kind: 'duplicate' });
	});

	it('is open for as long as nobody has told it', async () => {
		const [a, b] = [await enter('a'), await enter('b')];
		expect([duplicates.arePending(a), duplicates.arePending(b)]).toEqual([true, true]);
		a.taken(NOW);
		expect([a.isSettled, b.isSettled]).toEqual([true, false]);
		expect([duplicates.arePending(a), duplicates.arePending(b)]).toEqual([true, false]);
		b.failed();
		expect([duplicates.arePending(a), duplicates.arePending(b)]).toEqual([false, false]);
	});
});

describe('what is remembered', () => {
	it('are the last events, also when they came within one second', async () => {
		for (const id of ['a', 'b', 'c', 'd']) await take(id, { size: 3 });
		const kinds = [];
		for (const id of ['d', 'c', 'b', 'a']) kinds.push((await admit(id)).kind);
		expect(kinds).toEqual(['duplicate', 'duplicate', 'duplicate', 'new']);
	});

	it('is one event with a size of one: the copy that follows is still dropped', async () => {
		for (const id of ['a', 'b', 'c', 'd']) {
			expect(await take(id, { size: 1 })).toBe('new');
			expect(await admit(id)).toEqual({ kind: 'duplicate' });
		}
	});

	it('never grows beyond its size, in memory or in the database', async () => {
		for (let id = 0; id < 50; id++) await take(String(id), { size: 10 });
		expect(seen.toKept(NOW)?.keys).toHaveLength(160);
	});

	it('shrinks when the user makes it smaller', async () => {
		for (let id = 0; id < 20; id++) await take(String(id), { size: 20 });
		await take('next', { size: 5 });
		expect(seen.toKept(NOW)?.keys).toHaveLength(5 * 16);
		for (const id of ['16', '17', '18', '19', 'next'])
			expect((await admit(id)).kind).toBe('duplicate');
	});

	it('is all that OpenWork sends at its limit until it repeats an event for the last time', async () => {
		const { seenWindow: size, seenWhileYoung: whileYoung } = readReceiveOptions(
			{},
			openWorkSource.defaults,
		);
		const [perMinute, minutes] = [100, 2 * 60 + 36];
		const at = (event: number) => NOW + Math.floor((event / perMinute) * 60);
		const last = perMinute * minutes;
		for (let event = 0; event < last; event++) {
			await take(String(event), { size, whileYoung, nowSeconds: at(event) });
		}
		for (const event of [0, 1, last - 1]) {
			const again = await admit(String(event), { size, whileYoung, nowSeconds: at(last) });
			expect(again).toEqual({ kind: 'duplicate' });
		}
	});

	it('is bounded where a sender does not say how much it sends', async () => {
		const defaults = { maxBodyKb: 1, toleranceSeconds: 0, repeats: { seconds: 86_400 } };
		const { seenWindow: size, seenWhileYoung: whileYoung } = readReceiveOptions({}, defaults);
		for (let event = 0; event < 20_010; event++) await take(String(event), { size, whileYoung });
		expect(seen.toKept(NOW)?.keys).toHaveLength(20_000 * 16);
	});
});
