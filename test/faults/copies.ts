/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { setTimeout as sleep } from 'node:timers/promises';
import type { N8n } from '../support/n8n';
import { Flow } from './flow';
import { Ledger } from './ledger';
import { inParallel } from './parallel';
import { seeded } from './random';
import { EVENT_HEADER, eventRow, type Suite } from './suite';
import { type Vendor, vendors } from './vendors';

const COUNTS = { full: 200, quick: 25 };
const CONNECTIONS = 5;
/** What n8n gets to write down what it has seen, ms: under load it does so once a second. */
const WRITTEN_MS = 3_000;
const QUIET_MS = 2_000;
/** The Duplicate Window of the last case, and how many events come after it has passed. */
const WINDOW = 20;

interface Try {
	readonly vendor: Vendor;
	readonly n8n: N8n;
	readonly count: number;
	readonly random: () => number;
}

interface Case {
	readonly what: string;
	readonly isQuick: boolean;
	/** Sends events and copies of them. Returns how many copies have to run, for they come after the window. */
	run(flow: Flow, each: Try): Promise<void>;
	/** How many events run twice, as the option says. Default none. */
	readonly again?: number;
	readonly window?: number;
}

const cases: readonly Case[] = [
	{
		what: `${CONNECTIONS} copies at once`,
		isQuick: true,
		async run(flow, { count }) {
			await inParallel(
				Array.from({ length: count }, () => async () => await sendAtOnce(flow)),
				2,
			);
		},
	},
	{
		what: 'out of order',
		isQuick: true,
		async run(flow, { count, random }) {
			await sendCopies(flow, shuffled(await sendAll(flow, count), random));
		},
	},
	{
		what: 'after a restart',
		isQuick: false,
		async run(flow, { n8n, count, random }) {
			const bodies = await sendAll(flow, count);
			await n8n.stop();
			await n8n.start();
			await sendCopies(flow, shuffled(bodies, random));
		},
	},
	{
		what: 'after a kill',
		isQuick: false,
		async run(flow, { n8n, count, random }) {
			const bodies = await sendAll(flow, count);
			await sleep(WRITTEN_MS);
			await n8n.kill();
			await n8n.start();
			await sendCopies(flow, shuffled(bodies, random));
		},
	},
	{
		what: `within the window of ${WINDOW}`,
		isQuick: false,
		window: WINDOW,
		async run(flow) {
			await sendCopies(flow, await sendAll(flow, WINDOW, 1));
		},
	},
	{
		what: `after the window of ${WINDOW}`,
		isQuick: false,
		window: WINDOW,
		again: WINDOW,
		async run(flow) {
			const bodies = await sendAll(flow, WINDOW, 1);
			await sendAll(flow, WINDOW, 1);
			await sendCopies(flow, bodies);
		},
	},
];

export const copies: Suite = {
	name: 'copies',
	tries:
		'the same event at the same time, out of order, after restarts, after the window has passed',
	async run(bed, { quick, seed, only, log }) {
		const n8n = await bed.shared();
		const rows: string[][] = [];
		const misses: string[] = [];
		for (const one of cases) {
			if (quick && !one.isQuick) continue;
			for (const vendor of quick ? vendors.slice(0, 1) : vendors) {
				const what = `${vendor.title}: ${one.what}`;
				if (!what.includes(only)) continue;
				log(what);
				const random = seeded(seed);
				const ledger = new Ledger();
				const options = one.window === undefined ? undefined : { seenWindow: one.window };
				const sending = { vendor, perSecond: 1, speedUp: 60, timeoutMs: 30_000, random, options };
				const flow = await Flow.create(n8n.rest, sending, ledger);
				await one.run(flow, { vendor, n8n, count: COUNTS[quick ? 'quick' : 'full'], random });
				await flow.settle(QUIET_MS);
				const line = eventRow(what, ledger.sums(), { twice: one.again ?? 'none' });
				log(line.row.join(' | '));
				rows.push(line.row);
				misses.push(...line.misses);
				await n8n.rest.deactivate(flow.workflowId);
				await flow.close();
			}
		}
		return [{ title: `Copies, seed ${seed}`, header: EVENT_HEADER, rows, misses }];
	},
};

/** Sends events, and returns their bodies in the order in which they were acknowledged. */
async function sendAll(flow: Flow, count: number, atOnce = CONNECTIONS): Promise<Buffer[]> {
	const bodies: Buffer[] = [];
	const send = async () => {
		bodies.push((await flow.send()).request.body);
	};
	await inParallel(Array<typeof send>(count).fill(send), atOnce);
	return bodies;
}

async function sendCopies(flow: Flow, bodies: readonly Buffer[]): Promise<void> {
	const sends = bodies.map((body) => async () => await flow.send({ body }));
	await inParallel(sends, CONNECTIONS);
}

/** One event on several connections at the same time. */
async function sendAtOnce(flow: Flow): Promise<void> {
	const body = flow.freshBody();
	const send = async () => await flow.send({ body });
	await Promise.all(
		Array<typeof send>(CONNECTIONS)
			.fill(send)
			.map(async (each) => await each()),
	);
}

function shuffled<T>(values: readonly T[], random: () => number): T[] {
	return values
		.map((value) => ({ value, at: random() }))
		.sort((a, b) => a.at - b.at)
		.map(({ value }) => value);
}
