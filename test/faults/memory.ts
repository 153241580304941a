/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { MemoryJob, MemoryReport } from './memoryWorker';
import type { Suite } from './suite';

const FORMS = {
	full: { minutes: 8 * 60, everyMinutes: 10 },
	quick: { minutes: 30, everyMinutes: 1 },
};
/** By then the lists of seen events have filled (3 hours of OpenWork's), and the code has been compiled. */
const WARM_MINUTES = { full: 190, quick: 15 };
/** What the heap may grow by in 8 hours, by the line through what was measured. */
const MOST_GROWTH_MB = 3;
/** 16 characters for each of the most events that are remembered of a sender, 20,000, and the registration. */
const MOST_KEPT = 330_000;
const LIMIT_MS = 15 * 60_000;

export const memory: Suite = {
	name: 'memory',
	tries: '8 hours of documented traffic, in sped-up time, in contexts of n8n',
	async run(_bed, { quick, seed, log }) {
		const name = quick ? 'quick' : 'full';
		const form = FORMS[name];
		const job: MemoryJob = { ...form, seed };
		log(`${form.minutes} minutes of traffic`);
		const { stdout } = await promisify(execFile)(
			process.execPath,
			['--expose-gc', '--import', 'tsx', join(__dirname, 'memoryWorker.ts'), JSON.stringify(job)],
			{ timeout: LIMIT_MS, env: { ...process.env, N8N_LOG_LEVEL: 'silent' } },
		);
		const { heaps, mostKept, requests, events, executions } = JSON.parse(
			stdout.trimEnd().split('\n').at(-1) ?? '',
		) as MemoryReport;
		const warm = heaps.slice(Math.ceil(WARM_MINUTES[name] / form.everyMinutes));
		const { perStep, spread } = lineThrough(warm);
		const grownMb = (perStep * (8 * 60)) / form.everyMinutes / 2 ** 20;
		const misses: string[] = [];
		if (!quick && grownMb > MOST_GROWTH_MB)
			misses.push(`the heap grows by ${grownMb.toFixed(1)} MB`);
		if (mostKept > MOST_KEPT) misses.push(`${mostKept} characters in the database`);
		if (executions !== events) misses.push(`${executions} executions of ${events} events`);
		const last = (warm.at(-1) ?? 0) / 2 ** 20;
		return [
			{
				title: `${form.minutes / 60} hours of traffic of three vendors, seed ${seed}`,
				header: [
					'requests',
					'events',
					'executions (wanted)',
					'heap, MB',
					'spread, MB',
					'growth in 8 h, MB (wanted)',
					'characters kept (wanted)',
				],
				rows: [
					[
						String(requests),
						String(events),
						`${executions} (${events})`,
						last.toFixed(1),
						(spread / 2 ** 20).toFixed(2),
						`${grownMb.toFixed(2)} (${quick ? 'shown only' : `≤ ${MOST_GROWTH_MB}`})`,
						`${mostKept} (≤ ${MOST_KEPT})`,
					],
				],
				misses,
			},
		];
	},
};

/** The line of least squares through values at equal steps: its slope, and how far the values lie off it at most. */
export function lineThrough(values: readonly number[]): { perStep: number; spread: number } {
	const count = values.length;
	const meanX = (count - 1) / 2;
	const meanY = values.reduce((sum, value) => sum + value, 0) / count;
	let [above, below] = [0, 0];
	for (const [x, y] of values.entries()) {
		above += (x - meanX) * (y - meanY);
		below += (x - meanX) ** 2;
	}
	const perStep = below === 0 ? 0 : above / below;
	const off = values.map((y, x) => Math.abs(y - meanY - perStep * (x - meanX)));
	return { perStep, spread: Math.max(0, ...off) };
}
