import fc from 'fast-check';

import { type KeptEvents, sharedBytes, toKey } from '../../../nodes/shared/state/keptEvents';
import { SeenEvents } from '../../../nodes/shared/state/seenEvents';

const NOW = 1_700_000_000;
const MAX_TIME = 2 ** 32 - 1;
const NO_LIMIT = Number.MAX_SAFE_INTEGER;

type Entry = readonly [id: string, seconds: number];

/** The list of a process that took these events at these times. */
function taken(writer: string, entries: readonly Entry[], size = NO_LIMIT): SeenEvents {
	const seen = new SeenEvents(writer);
	for (const [id, seconds] of entries) seen.add(toKey(id), seconds, size);
	return seen;
}

/** What a list says, as pairs of key and time, oldest first. */
function entriesOf(seen: SeenEvents, now = NOW): Array<[string, number]> {
	const list = Buffer.from(seen.toKept(now)?.keys ?? '', 'base64url');
	return Array.from({ length: list.length / 12 }, (_, index) => [
		list.toString('latin1', index * 12, index * 12 + 8),
		list.readUInt32BE(index * 12 + 8),
	]);
}

const keysOf = (seen: SeenEvents) => entriesOf(seen).map(([key]) => key);
const ids = (count: number) => Array.from({ length: count }, (_, id) => String(id));

/** What a process with this id would have written. */
function kept(changes: Partial<KeptEvents> = {}): KeptEvents {
	const list = taken('other', [
		['a', NOW - 20],
		['b', NOW - 10],
	]).toKept(NOW);
	return { ...(list as KeptEvents), ...changes };
}

/** Few different events and times, so that lists overlap and tie; each event at most once, ordered by time. */
const entries = fc
	.array(
		fc.tuple(
			fc.integer({ min: 0, max: 30 }).map(String),
			fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: NOW })),
		),
		{ maxLength: 20 },
	)
	.map((all) => [...new Map(all)].sort(([, a], [, b]) => a - b) as Entry[]);

describe('a key', () => {
	it('stands for any id with 8 bytes', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (id) => {
				expect(Buffer.from(toKey(id), 'latin1')).toHaveLength(8);
				expect(toKey(id)).toBe(toKey(id));
			}),
		);
	});

	it('differs from id to id', () => expect(new Set(ids(10_000).map(toKey)).size).toBe(10_000));
});

describe('a list', () => {
	it('comes back as it was', () => {
		fc.assert(
			fc.property(entries, (all) => {
				const seen = taken('a', all);
				const restarted = new SeenEvents('b');
				restarted.learn(JSON.parse(JSON.stringify(seen.toKept(NOW) ?? null)), NOW);
				expect(new Set(keysOf(restarted))).toEqual(new Set(all.map(([id]) => toKey(id))));
				expect(entriesOf(restarted)).toHaveLength(all.length);
				for (const [id, seconds] of all) expect(restarted.seenAt(toKey(id), NOW)).toBe(seconds);
			}),
		);
	});

	it('costs 16 characters an event: 1,000 events cost 16,000', () => {
		const seen = taken(
			'a',
			ids(1000).map((id) => [id, NOW]),
		);
		expect(seen.toKept(NOW)?.keys).toHaveLength(16_000);
		expect(JSON.stringify(seen.toKept(NOW)?.keys)).toHaveLength(16_002);
		expect(new SeenEvents('a').toKept(NOW)).toBeUndefined();
	});

	it('is made once for as long as nothing changes', () => {
		const seen = taken('a', [['a', NOW]]);
		const first = seen.toKept(NOW);
		expect(seen.toKept(NOW + 5)).toBe(first);
		seen.add(toKey('b'), NOW + 6, NO_LIMIT);
		expect(seen.toKept(NOW + 6)).toMatchObject({ by: 'a', count: 2, at: NOW + 6 });
	});

	it.each([
		['nothing', undefined],
		['null', null],
		['a number', 5],
		['a text', kept().keys],
		['a list', [kept()]],
		['an object of another kind', { seen: kept() }],
		['without a writer', kept({ by: undefined })],
		['without a count', kept({ count: undefined })],
		['with a count that nothing could follow', kept({ count: 1e300 })],
		['without a time', kept({ at: undefined })],
		['without keys', kept({ keys: undefined })],
		['an empty text', kept({ keys: '' })],
		['a text cut short', kept({ keys: kept().keys.slice(0, -1) })],
		['a text of half an entry', kept({ keys: kept().keys.slice(0, 24) })],
		['a text with a character too many', kept({ keys: `${kept().keys}A` })],
		['a text with characters that are not ours', kept({ keys: `${kept().keys.slice(0, -2)}!!` })],
		['a text of blanks', kept({ keys: ' '.repeat(32) })],
		['events that are later than the list itself', kept({ at: NOW - 60 })],
	])('teaches nothing when it is %s', (_what, damaged) => {
		const seen = taken('a', [['known', NOW]]);
		seen.learn(damaged, NOW);
		expect(keysOf(seen)).toEqual([toKey('known')]);
	});

	it('that is damaged never throws, and never keeps from being seen what comes afterwards', () => {
		const damage = fc.tuple(fc.nat(), fc.string({ unit: 'binary', maxLength: 4 }));
		fc.assert(
			fc.property(entries, damage, fc.integer({ min: 1, max: 12 }), (all, [at, noise], size) => {
				const whole = taken('other', all).toKept(NOW)?.keys ?? '';
				const cut = at % (whole.length + 1);
				const keys = whole.slice(0, cut) + noise + whole.slice(cut + noise.length);
				const seen = new SeenEvents('a');
				seen.learn({ by: 'other', count: 1, at: NOW, keys }, NOW);
				seen.add(toKey('new'), NOW, size);
				expect(seen.seenAt(toKey('new'), NOW)).toBe(NOW);
			}),
		);
	});

	it('of random bytes pushes nothing out', () => {
		const seen = taken(
			'a',
			ids(100).map((id) => [id, NOW]),
			100,
		);
		const keys = Buffer.alloc(12 * 100, 'noise').toString('base64url');
		seen.learn({ by: 'other', count: 1, at: NOW, keys }, NOW);
		seen.add(toKey('new'), NOW, 101);
		expect(keysOf(seen)).toHaveLength(101);
		expect(seen.seenAt(toKey('0'), NOW)).toBe(NOW);
	});
});

describe('taking an event', () => {
	it.each([
		['in seconds of their own', (index: number) => 1000 + index],
		['in one and the same second', () => 1000],
		['while the clock is set back', (index: number) => 1000 - index],
		['while the clock is set back by hours', (index: number) => 100_000 - index * 3600],
		['at the end of time', () => MAX_TIME - 20],
		['after the end of time', () => MAX_TIME + 5],
	])('keeps the last ones, also %s', (_when, seconds) => {
		const all = ids(20).map((id, index): Entry => [id, seconds(index)]);
		expect(keysOf(taken('a', all, 5))).toEqual(ids(20).slice(-5).map(toKey));
	});

	it('notes the second at which it was taken', () =>
		expect(entriesOf(taken('a', [['a', 1000]]))).toEqual([[toKey('a'), 1000]]));

	it('again, after a while, makes it the newest', () => {
		const seen = taken(
			'a',
			[
				['a', 10],
				['b', 20],
				['a', 30],
				['c', 40],
			],
			3,
		);
		expect(seen.seenAt(toKey('a'), NOW)).toBe(30);
		seen.add(toKey('d'), 50, 3);
		expect(seen.seenAt(toKey('a'), NOW)).toBe(30);
		expect(seen.seenAt(toKey('b'), NOW)).toBeUndefined();
		seen.add(toKey('e'), 60, 3);
		expect(seen.seenAt(toKey('a'), NOW)).toBeUndefined();
	});

	it('remembers as many as there are, however many there were before', () => {
		const model: string[] = [];
		const seen = new SeenEvents('a');
		for (const [index, id] of ids(5000).entries()) {
			const size = 50 + (index % 300);
			seen.add(toKey(id), NOW + index, size);
			model.push(toKey(id));
			model.splice(0, Math.max(0, model.length - size));
		}
		expect(keysOf(seen)).toEqual(model);
	});
});

describe('events that are kept while they are young', () => {
	const whileYoung = { seconds: 60, size: 5 };
	const taken = (seconds: readonly number[]) => {
		const seen = new SeenEvents('me');
		for (const [id, at] of seconds.entries()) seen.add(toKey(String(id)), NOW + at, 2, whileYoung);
		return entriesOf(seen, NOW + 1000).map(([, at]) => at - NOW);
	};

	it('are forgotten when they are no longer, the last ones excepted', () => {
		expect(taken([0, 1, 2, 60])).toEqual([1, 2, 60]);
		expect(taken([0, 1, 2, 61])).toEqual([2, 61]);
		expect(taken([0, 1, 2, 500])).toEqual([2, 500]);
	});

	it('are never more than so many', () => {
		expect(taken([0, 1, 2, 3, 4, 5, 6])).toEqual([2, 3, 4, 5, 6]);
	});

	it('are no longer kept for their age when the user wants fewer', () => {
		const seen = new SeenEvents('me');
		for (let id = 0; id < 5; id++) seen.add(toKey(String(id)), NOW, 2, whileYoung);
		seen.add(toKey('last'), NOW, 3);
		expect(entriesOf(seen)).toHaveLength(3);
	});
});

describe('a clock that was ahead', () => {
	const ahead = NOW + 7 * 86_400;

	it('makes events count as taken when it is found out, not later', () => {
		const seen = taken('a', [
			['a', NOW - 5],
			['b', ahead],
			['c', ahead + 1],
		]);
		expect(seen.seenAt(toKey('b'), NOW)).toBe(NOW);
		expect(seen.seenAt(toKey('c'), NOW + 100)).toBe(NOW);
		expect(seen.seenAt(toKey('a'), NOW)).toBe(NOW - 5);
		expect(entriesOf(seen).map(([, seconds]) => seconds)).toEqual([NOW - 5, NOW, NOW]);
	});

	it('of another process does as little harm', () => {
		const other = taken('other', [['a', ahead]]);
		const seen = taken('a', [['b', NOW]]);
		seen.learn(other.toKept(ahead), NOW);
		expect(seen.seenAt(toKey('a'), NOW)).toBe(NOW);
		other.add(toKey('c'), ahead + 1, NO_LIMIT);
		seen.learn(other.toKept(ahead + 1), NOW + 50);
		expect(seen.seenAt(toKey('a'), NOW + 50)).toBe(NOW);
		expect(seen.seenAt(toKey('c'), NOW + 50)).toBe(NOW + 50);
	});

	it('by a few seconds changes nothing', () => {
		const seen = taken('a', [['a', NOW + 20]]);
		expect(seen.seenAt(toKey('a'), NOW)).toBe(NOW + 20);
	});

	it('pushes out nothing that is taken after it was set right', () => {
		const seen = taken(
			'a',
			ids(10).map((id) => [id, ahead]),
			10,
		);
		seen.add(toKey('new'), NOW, 10);
		const other = taken(
			'other',
			ids(10).map((id) => [`other ${id}`, NOW - 1]),
		);
		seen.learn(other.toKept(NOW), NOW);
		seen.add(toKey('newer'), NOW, 10);
		expect(seen.seenAt(toKey('new'), NOW)).toBe(NOW);
	});
});

describe('learning from other processes', () => {
	const join = (lists: readonly Entry[][], size: number) => {
		const seen = new SeenEvents('learner');
		for (const [index, all] of lists.entries()) {
			seen.learn(taken(`process ${index}`, all).toKept(NOW), NOW);
		}
		seen.add(toKey('one more'), NOW, size);
		return seen;
	};

	it('gives the same in whichever order', () => {
		fc.assert(
			fc.property(entries, entries, entries, (a, b, c) => {
				const expected = new Set(keysOf(join([a, b, c], NO_LIMIT)));
				expect(new Set(keysOf(join([c, b, a], NO_LIMIT)))).toEqual(expected);
				expect(new Set(keysOf(join([b, a, b, c], NO_LIMIT)))).toEqual(expected);
			}),
		);
	});

	it('keeps of each event the latest time', () => {
		fc.assert(
			fc.property(entries, entries, (a, b) => {
				const seen = join([a, b], NO_LIMIT);
				const latest = new Map<string, number>();
				for (const [id, seconds] of [...a, ...b]) {
					latest.set(id, Math.max(seconds, latest.get(id) ?? 0));
				}
				for (const [id, seconds] of latest) expect(seen.seenAt(toKey(id), NOW)).toBe(seconds);
			}),
		);
	});

	it('keeps events in the order of their times, so that the oldest are the ones to go', () => {
		fc.assert(
			fc.property(entries, entries, (a, b) => {
				const times = entriesOf(join([a, b], NO_LIMIT)).map(([, seconds]) => seconds);
				expect(times).toEqual([...times].sort((x, y) => x - y));
			}),
		);
	});

	it('learns from a list once, and nothing from its own or an older one', () => {
		const other = taken('other', [['a', NOW]]);
		const first = other.toKept(NOW);
		other.add(toKey('b'), NOW, NO_LIMIT);
		const seen = new SeenEvents('me');
		seen.learn(other.toKept(NOW), NOW);
		const before = seen.toKept(NOW);
		seen.learn(first, NOW);
		seen.learn(taken('me', [['mine', NOW]]).toKept(NOW), NOW);
		expect(seen.toKept(NOW)).toBe(before);
	});

	it('finds what is new in a longer list of the same process', () => {
		const other = new SeenEvents('other');
		const seen = new SeenEvents('me');
		for (const [index, id] of ids(2000).entries()) {
			other.add(toKey(id), NOW + index, 300);
			if (index % 7 === 0) seen.learn(other.toKept(NOW + index), NOW + index);
		}
		seen.learn(other.toKept(NOW + 2000), NOW + 2000);
		for (const id of ids(2000)) expect(seen.seenAt(toKey(id), NOW + 2000)).toBeDefined();
	});

	it('goes on learning from more processes than it remembers', () => {
		const seen = new SeenEvents('me');
		const others = ids(30).map((writer) => taken(writer, [[`by ${writer}`, NOW]]));
		for (const other of others) seen.learn(other.toKept(NOW), NOW);
		for (const [index, other] of others.entries()) {
			other.add(toKey(`again by ${index}`), NOW + 1, NO_LIMIT);
			seen.learn(other.toKept(NOW + 1), NOW + 1);
		}
		expect(new Set(keysOf(seen)).size).toBe(60);
	});
});

describe('the bytes that a list shares with an older one', () => {
	const listOf = (...numbers: number[]) =>
		Buffer.concat(numbers.map((number) => Buffer.alloc(12, number)));

	it.each([
		['nothing where either is empty', listOf(), listOf(1), 0],
		['nothing where either is empty', listOf(1), listOf(), 0],
		['all of it when it is the same', listOf(1, 2, 3), listOf(1, 2, 3), 3],
		['all but what was added', listOf(1, 2, 3), listOf(1, 2, 3, 4, 5), 3],
		['all but what was added, when old ones are gone', listOf(1, 2, 3, 4), listOf(3, 4, 5), 2],
		['what stands before an entry in the middle', listOf(1, 2, 4, 5), listOf(1, 2, 3, 4, 5), 2],
		['nothing when they are different', listOf(1, 2), listOf(3, 4), 0],
		['the first alone', listOf(1, 2, 3), listOf(1, 9, 9), 1],
		['the last alone', listOf(1, 2, 3), listOf(3), 1],
	])('are %s', (_which, older, list, entries) =>
		expect(sharedBytes(older, list)).toBe(entries * 12),
	);

	it('are as many as a comparison one by one finds', () => {
		const numbers = fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 12 });
		fc.assert(
			fc.property(numbers, numbers, (a, b) => {
				const [older, list] = [listOf(...a), listOf(...b)];
				const start = a.indexOf(b[0] ?? -1);
				let expected = 0;
				while (start >= 0 && expected < b.length && a[start + expected] === b[expected]) expected++;
				expect(sharedBytes(older, list)).toBe(expected * 12);
			}),
		);
	});
});
