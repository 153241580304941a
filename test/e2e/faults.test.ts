import { Bed } from '../faults/bed';
import { suites } from '../faults/suites';
import { sharedWithTests } from './shared';

// The short form of `npm run test:faults`, which kills, stalls and overloads n8n for longer, and more often.

const LONG_MS = 240_000;
const SEED = 1;

/** The others need minutes also in their short form, or no n8n. */
const SHORT = suites.filter(({ name }) => name !== 'memory');

let bed: Bed;

beforeAll(async () => {
	bed = await Bed.with(sharedWithTests().tarball);
});

afterAll(async () => {
	const crashes = bed.crashes();
	await bed.close();
	expect(crashes).toEqual([]);
});

test.each(SHORT.map((suite) => [suite.tries, suite] as const))(
	'nothing is lost or run twice: %s',
	async (_tries, suite) => {
		const options = { quick: true, seed: SEED, only: '', log: () => undefined };
		for (const { rows, misses } of await suite.run(bed, options)) {
			expect(rows.length).toBeGreaterThan(0);
			expect(misses).toEqual([]);
		}
	},
	LONG_MS,
);
