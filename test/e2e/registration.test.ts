import { Bed } from '../faults/bed';
import type { Cell } from '../faults/fireCell';
import { underFire } from '../faults/firePart';
import { restarted } from '../faults/restartPart';
import type { PartResult } from '../faults/result';
import { underTraffic, whileCreating } from '../faults/trafficPart';
import { vendors } from '../faults/vendors';
import type { N8n } from '../support/n8n';
import { sharedWithTests } from './shared';

// A short form of `npm run test:faults -- registration`, which tries many more rounds, calls and kinds.

const LONG_MS = 240_000;
const options = { vendors, log: () => undefined };

/** Such as a package that is good only while all goes well fails at. */
const KINDS = ['500 after acting', '503 lasting', '200 with HTML'];

let bed: Bed;
let n8n: N8n;

beforeAll(async () => {
	bed = await Bed.with(sharedWithTests().tarball);
	n8n = await bed.start('on');
});

afterAll(async () => {
	const crashes = bed.crashes();
	await bed.close();
	expect(crashes).toEqual([]);
});

function expectNoMiss({ rows, misses }: PartResult): void {
	expect(rows.length).toBeGreaterThan(0);
	expect(misses).toEqual([]);
}

test(
	'triggers that change under traffic stay registered and leave nothing behind',
	async () => {
		expectNoMiss(await underTraffic(n8n, { ...options, rounds: 2, gapsMs: [0] }));
	},
	LONG_MS,
);

test('events that the vendor sends while it creates the hook are taken', async () => {
	expectNoMiss(await whileCreating(n8n.rest, { ...options, rounds: 1 }));
});

test(
	'a vendor that misbehaves once leaves exactly the wanted hooks in the end',
	async () => {
		const includes = ({ vendor, call, misbehaviour: { name } }: Cell) =>
			call >= vendor.settings[0].hooks && KINDS.includes(name);
		expectNoMiss(await underFire(n8n.rest, { ...options, includes }));
	},
	LONG_MS,
);

test.each(['on', 'off'] as const)(
	'a crash while vendors are down loses no event, publication service %s',
	async (publication) => {
		const own = publication === 'on' ? n8n : await bed.start(publication);
		expectNoMiss(await restarted(own, { ...options, ends: ['killed'], probeMs: 8_000 }));
	},
	LONG_MS,
);
