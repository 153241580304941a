import { toKey } from '../../../nodes/shared/state/keptEvents';
import { SeenEvents } from '../../../nodes/shared/state/seenEvents';

const NOW = 1_700_000_000;

/** Everything with which a list could be gone through, copied or compared. */
const OPERATIONS = [
	[Map.prototype, ['get', 'set', 'has', 'delete', 'keys', 'values', 'entries', 'forEach']],
	[Map.prototype, [Symbol.iterator]],
	[Array.prototype, ['map', 'filter', 'flatMap', 'reduce', 'sort', 'push', 'forEach']],
	[Buffer.prototype, ['toString', 'write', 'readUInt32BE', 'writeUInt32BE', 'copy', 'equals']],
	[Buffer.prototype, ['subarray', 'compare', 'indexOf', 'fill']],
	[Buffer, ['alloc', 'from', 'concat', 'allocUnsafe']],
] as ReadonlyArray<readonly [object, readonly PropertyKey[]]>;

/** How often any of the operations is called while something is done. */
function countOperations(work: () => void): number {
	let count = 0;
	const undos: Array<() => void> = [];
	for (const [target, names] of OPERATIONS) {
		for (const name of names) {
			const original = Reflect.getOwnPropertyDescriptor(target, name);
			const method = Reflect.get(target, name) as (...args: unknown[]) => unknown;
			Object.defineProperty(target, name, {
				configurable: true,
				writable: true,
				value(this: unknown, ...args: unknown[]) {
					count++;
					return method.apply(this, args);
				},
			});
			undos.unshift(() => {
				if (original) Object.defineProperty(target, name, original);
				else Reflect.deleteProperty(target, name);
			});
		}
	}
	try {
		work();
	} finally {
		for (const undo of undos) undo();
	}
	return count;
}

function filled(size: number): SeenEvents {
	const seen = new SeenEvents('me');
	for (let id = 0; id < size + 5; id++) seen.add(toKey(`old ${id}`), NOW, size);
	return seen;
}

/** An event with the list that its request brought: our own, as of a moment ago. */
function event(size: number): number {
	const seen = filled(size);
	const kept = { ...seen.toKept(NOW) };
	const key = toKey('new');
	return countOperations(() => {
		seen.learn(kept, NOW);
		seen.seenAt(key, NOW);
		seen.add(key, NOW, size);
	});
}

it('an event costs the same however many are known', () => {
	const few = event(100);
	expect(few).toBeLessThan(20);
	expect([event(1_000), event(30_000)]).toEqual([few, few]);
});

it('writing the list is one call for all events', () => {
	const writing = (size: number) => {
		const seen = filled(size);
		return countOperations(() => void seen.toKept(NOW));
	};
	expect(writing(100)).toBeLessThan(10);
	expect(writing(30_000)).toBe(writing(100));
});
