/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { performance } from 'node:perf_hooks';

import type { NodeState } from '../../nodes/shared/state/node';
import { StateStore } from '../../nodes/shared/state/store';
import { SavedContext } from '../support/stateContext';
import { condition, isQuick, type Row } from './result';
import { interleaved } from './rounds';

const SIZES = [1_000, 10_000, 100_000];
const ROUNDS = isQuick ? 11 : 31;
const EVENTS_PER_ROUND = 20;
/** What an event may cost, however many are known. */
const WANTED_US = 15;

const sleep = async () => await new Promise(() => {});
let events = 0;

/** An n8n process whose trigger knows as many events as it remembers. */
class Process {
	readonly store = new StateStore();

	constructor(readonly size: number) {}

	static async filled(size: number): Promise<Process> {
		const process = new Process(size);
		const state = process.store.of(new SavedContext('{}'));
		for (let event = 0; event < size; event++) await process.take(state);
		return process;
	}

	/** An event arrives, and is taken. */
	async take(state: NodeState) {
		const admission = await state.duplicates.admit(`event ${++events}`, {
			size: this.size,
			nowSeconds: Math.floor(Date.now() / 1000),
			maxWaitMs: 10_000,
			sleep,
		});
		if (admission.kind !== 'new') throw new Error('The event was seen before');
		admission.event.taken(Math.floor(Date.now() / 1000));
		return admission.event;
	}

	/** The text that n8n saves after an event. */
	async save(): Promise<string> {
		const context = new SavedContext('{}');
		const state = this.store.of(context);
		state.write(context, await this.take(state));
		return context.text;
	}
}

/**
 * The time of an event with the static data that came with its request, in µs; nothing of it is written. What n8n loads
 * and parses for each request is not our time, nor is the processor's cache that it leaves cold.
 */
async function event(process: Process, saved: () => Promise<string>): Promise<number> {
	const contexts: SavedContext[] = [];
	for (let left = EVENTS_PER_ROUND; left >= 0; left--)
		contexts.push(new SavedContext(await saved()));
	const [first, ...others] = contexts as [SavedContext, ...SavedContext[]];
	await process.take(process.store.of(first));
	const start = performance.now();
	for (const context of others) await process.take(process.store.of(context));
	return ((performance.now() - start) / others.length) * 1000;
}

async function writing(process: Process): Promise<number> {
	const start = performance.now();
	for (let left = 5; left > 0; left--) await process.save();
	return ((performance.now() - start) / 5) * 1000;
}

async function measure(): Promise<Row[]> {
	const processes = await Promise.all(SIZES.map(async (size) => await Process.filled(size)));
	const own = await interleaved(processes, ROUNDS, async (each) => {
		const text = await each.save();
		return await event(each, async () => text);
	});
	const rows: Row[] = processes.map((each) => ({
		what: `An event at ${shown(each)} known`,
		unit: 'µs',
		figures: own.get(each) ?? [],
		goal: { atMost: WANTED_US },
	}));
	if (isQuick) return rows;

	const written = await interleaved(processes, ROUNDS, writing);
	const others = new Map<Process, Process>();
	for (const each of processes) others.set(each, await Process.filled(each.size));
	const learnt = await interleaved(processes, 5, async (each) => {
		return await event(each, async () => await (others.get(each) as Process).save());
	});
	for (const each of processes) {
		const row = (what: string, figures: readonly number[] = []): Row => ({
			what: `${what} at ${shown(each)} known`,
			unit: 'µs',
			figures,
		});
		rows.push(
			row('An event that comes with a new list of another process', learnt.get(each)),
			row('Writing the list as JSON', written.get(each)),
		);
	}
	return rows;
}

function shown({ size }: Process): string {
	return size.toLocaleString('en');
}

void condition(measure);
