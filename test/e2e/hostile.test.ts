import { Bed } from '../faults/bed';
import { attack } from '../fuzz/attack';
import { publishBareWebhook, targetStarters } from '../fuzz/targets';
import { watchingPrototypes } from '../fuzz/watchPrototypes';
import type { N8n } from '../support/n8n';
import { sharedWithTests } from './shared';

/** The short form of `npm run test:fuzz`, at an n8n of its own, whose log may tell of what n8n itself refuses. */
const REQUESTS = 250;
const SEED = 20_260_101;

let bed: Bed;
let n8n: N8n;
let barePath: string;

beforeAll(async () => {
	bed = await Bed.with(sharedWithTests().tarball);
	n8n = await bed.start('on', watchingPrototypes);
	barePath = await publishBareWebhook(n8n.rest);
});

afterAll(async () => await bed.close());

test.each(targetStarters.map((start, at) => [at, start] as const))(
	'of hostile requests none runs, is taken, is left without an answer, or changes a prototype (target %i)',
	async (_at, start) => {
		const target = await start(n8n.rest);
		try {
			const { misses } = await attack(n8n, target, {
				requests: REQUESTS,
				seed: SEED,
				barePath,
			});
			expect([target.name, [...misses]]).toEqual([target.name, []]);
		} finally {
			await target.close();
		}
	},
);

test('none of them made the package throw, or put a secret into the log', () => {
	expect(bed.crashes()).toEqual([]);
});
