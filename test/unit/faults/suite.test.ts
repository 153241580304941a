import type { Sums } from '../../faults/ledger';
import { seeded } from '../../faults/random';
import { eventRow } from '../../faults/suite';

const sums = (part: Partial<Sums>): Sums => ({
	sent: 10,
	acknowledged: 10,
	byStartUp: 0,
	givenUp: 0,
	executed: 10,
	lost: 0,
	lostAtStart: 0,
	twice: 0,
	twiceUnexplained: 0,
	inFlight: 3,
	...part,
});

describe('what is wanted of events', () => {
	it.each([
		[{}, { twice: 'none' }, []],
		[{ lost: 1 }, { twice: 'none' }, ['a: 1 events were acknowledged and never executed']],
		[{ twice: 2 }, { twice: 'none' }, ['a: 2 events were executed twice, not 0']],
		[{ twice: 2 }, { twice: 2 }, []],
		[{ twice: 1 }, { twice: 2 }, ['a: 1 events were executed twice, not 2']],
		[{ twice: 2 }, { twice: 'in flight' }, []],
		[
			{ twice: 2, twiceUnexplained: 1 },
			{ twice: 'in flight' },
			['a: 1 events ran twice that were not under way when n8n was ended'],
		],
		[{ byStartUp: 1 }, { twice: 'none' }, []],
		[
			{ byStartUp: 1 },
			{ twice: 'none', noStartUpAnswer: true },
			["a: 1 events were acknowledged by n8n's start-up answer"],
		],
		[{ executed: 0 }, { twice: 'none' }, ['a: nothing was executed']],
	] as const)('%j, wanted %j', (seen, wanted, misses) => {
		expect(eventRow('a', sums(seen), wanted).misses).toEqual(misses);
	});

	it('stands beside what was seen', () => {
		expect(eventRow('a', sums({ twice: 1 }), { twice: 'in flight' }).row.slice(-2)).toEqual([
			'0 (0)',
			'1 (≤ 3)',
		]);
	});
});

test('random moments are the same for the same seed', () => {
	const [one, same, other] = [seeded(1), seeded(1), seeded(2)];
	const numbers = Array.from({ length: 100 }, one);
	expect(Array.from({ length: 100 }, same)).toEqual(numbers);
	expect(other()).not.toBe(numbers[0]);
	expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
	expect(Math.max(...numbers)).toBeLessThan(1);
	const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
	expect(Math.abs(mean - 0.5)).toBeLessThan(0.1);
});
