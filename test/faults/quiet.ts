import type { Simulator } from '../simulators';
import { until } from '../support/poll';

/** The vendor has been left in peace for so long. */
const QUIET_MS = 3_000;
const QUIET_DEADLINE_MS = 120_000;

/** Resolves when n8n leaves the vendor in peace: it may have given up on work that still goes on. */
export async function untilQuiet(simulator: Simulator): Promise<void> {
	let known = -1;
	let sinceMs = Date.now();
	await until(
		() => {
			const count = simulator.requests.length;
			if (count !== known || simulator.pending > 0) sinceMs = Date.now();
			known = count;
			return Date.now() - sinceMs >= QUIET_MS;
		},
		{ what: 'n8n to leave the vendor in peace', deadlineMs: QUIET_DEADLINE_MS, everyMs: 200 },
	);
}
