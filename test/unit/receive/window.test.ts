import fc from 'fast-check';

import {
	add,
	decode,
	encode,
	type SeenWindow,
	toKey,
	union,
} from '../../../nodes/shared/state/seenEvents';

const MAX_TIME = 2 ** 32 - 1;

/** Few different keys and times, so that windows overlap and tie. */
const entry = fc.tuple(
	fc.integer({ min: 0, max: 30 }).map((id) => toKey(String(id))),
	fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: MAX_TIME })),
);
const size = fc.integer({ min: 1, max: 12 });
const windowOf = (entries: Array<[string, number]>): SeenWindow =>
	union(new Map(), new Map(entries), Number.MAX_SAFE_INTEGER);
const seenWindow = fc.array(entry, { maxLength: 20 }).map(windowOf);
const entries = (window: SeenWindow) => [...window];

describe('a key', () => {
	it('stands for any id with 8 bytes', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (id) => {
				expect(Buffer.from(toKey(id), 'latin1')).toHaveLength(8);
				expect(toKey(id)).toBe(toKey(id));
			}),
		);
	});

	it('differs from id to id', () =>
		expect(new Set(Array.from({ length: 10_000 }, (_, id) => toKey(String(id)))).size).toBe(
			10_000,
		));
});

describe('a window as text', () => {
	it('comes back as it was', () => {
		fc.assert(
			fc.property(seenWindow, (window) => {
				expect(entries(decode(encode(window)))).toEqual(entries(window));
			}),
		);
	});

	it('costs 16 characters a key: 1,000 keys cost 16,000', () => {
		const thousand: SeenWindow = new Map();
		for (let id = 0; id < 1000; id++) thousand.set(toKey(String(id)), MAX_TIME);
		expect(encode(thousand)).toHaveLength(16_000);
		expect(JSON.stringify(encode(thousand))).toHaveLength(16_002);
		expect(encode(new Map())).toBe('');
	});

	const text = encode(
		windowOf([
			[toKey('a'), 10],
			[toKey('b'), 20],
		]),
	);

	it.each([
		['nothing', undefined],
		['null', null],
		['a number', 5],
		['an object', { seen: text }],
		['a list', [text]],
		['an empty text', ''],
		['a text cut short', text.slice(0, -1)],
		['a text of half an entry', text.slice(0, 24)],
		['a text with a character too many', `${text}A`],
		['a text with characters that are not ours', `${text.slice(0, -2)}!!`],
		['a text of blanks', ' '.repeat(32)],
		['entries in the wrong order', text.slice(16) + text.slice(0, 16)],
	])('is taken for nothing seen when it is %s', (_what, damaged) =>
		expect(entries(decode(damaged))).toEqual([]),
	);

	it('that is damaged never throws, and never pushes out what is seen afterwards', () => {
		const damage = fc.tuple(fc.nat(), fc.string({ unit: 'binary', maxLength: 4 }));
		const key = toKey('new');
		fc.assert(
			fc.property(seenWindow, damage, size, (window, [at, noise], limit) => {
				const whole = encode(window);
				const cut = at % (whole.length + 1);
				const found = decode(whole.slice(0, cut) + noise + whole.slice(cut + noise.length));
				const known = new Map([...found].filter(([, seconds]) => seconds < MAX_TIME));
				expect(add(known, key, 1, limit).has(key)).toBe(true);
			}),
		);
	});
});

describe('the union of windows', () => {
	it('is commutative', () => {
		fc.assert(
			fc.property(seenWindow, seenWindow, size, (a, b, limit) => {
				expect(entries(union(a, b, limit))).toEqual(entries(union(b, a, limit)));
			}),
		);
	});

	it('is associative', () => {
		fc.assert(
			fc.property(seenWindow, seenWindow, seenWindow, size, (a, b, c, limit) => {
				const left = union(union(a, b, limit), c, limit);
				const right = union(a, union(b, c, limit), limit);
				expect(entries(left)).toEqual(entries(right));
			}),
		);
	});

	it('is idempotent', () => {
		fc.assert(
			fc.property(seenWindow, seenWindow, size, (a, b, limit) => {
				const once = union(a, b, limit);
				expect(entries(union(once, b, limit))).toEqual(entries(once));
				expect(entries(union(once, once, limit))).toEqual(entries(once));
			}),
		);
	});

	it('keeps the newest keys, ordered by time', () => {
		fc.assert(
			fc.property(seenWindow, seenWindow, size, (a, b, limit) => {
				const joined = union(a, b, limit);
				const times = [...joined.values()];
				expect(times).toEqual([...times].sort((x, y) => x - y));
				expect(joined.size).toBe(Math.min(limit, new Set([...a.keys(), ...b.keys()]).size));
				const dropped = [...a, ...b].filter(([key]) => !joined.has(key));
				for (const [, seconds] of dropped) expect(seconds).toBeLessThanOrEqual(times[0] ?? 0);
			}),
		);
	});

	it('leaves both windows as they were', () => {
		const a: SeenWindow = new Map([[toKey('a'), 1]]);
		const b: SeenWindow = new Map([[toKey('b'), 2]]);
		union(a, b, 1);
		expect([a.size, b.size]).toEqual([1, 1]);
	});
});

describe('adding a key', () => {
	const ids = (count: number) => Array.from({ length: count }, (_, id) => toKey(String(id)));
	const addAll = (keys: string[], seconds: (index: number) => number, limit: number) =>
		keys.reduce<SeenWindow>(
			(window, key, index) => add(window, key, seconds(index), limit),
			new Map(),
		);

	it.each([
		['in seconds of their own', (index: number) => 1000 + index],
		['in one and the same second', () => 1000],
		['while the clock is set back', (index: number) => 1000 - index],
		['at the end of time', () => MAX_TIME - 20],
	])('keeps the last ones, also %s', (_when, seconds) => {
		const keys = ids(20);
		expect([...addAll(keys, seconds, 5).keys()]).toEqual(keys.slice(-5));
	});

	it('notes the second at which it was added', () =>
		expect(entries(add(new Map(), toKey('a'), 1000, 5))).toEqual([[toKey('a'), 1000]]));

	it('survives being written past the end of time', () => {
		const full = addAll(ids(3), () => MAX_TIME, 5);
		expect(decode(encode(full)).size).toBe(3);
	});
});
