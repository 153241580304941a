import type { PartResult } from '../faults/result';
import type { Credential } from '../support/rest.types';
import { sendCopies, type SentTwice, takenOf } from './copies';
import { inWhichRan, timesExecuted, untilDone } from './executions';
import type { Fleet } from './fleet';
import { GUARDED, guards } from './guards';

/** Events at each distance. */
const EVENTS = 60;
const DISTANCES_MS = [0, 10];

/** Copies reach two processors at the same moment, and a guard behind the trigger lets one through. */
export async function guardsPart(
	fleet: Fleet,
	secret: Credential,
	log: (line: string) => void,
): Promise<PartResult> {
	const rows: string[][] = [];
	const misses: string[] = [];
	for (const { title, holds, open } of guards) {
		const { workflowId, path } = await open(fleet, secret);
		const [first, second] = fleet.processors.map(({ url }) => url + path) as [string, string];
		const events: SentTwice[] = [];
		for (const distanceMs of DISTANCES_MS) {
			events.push(...(await sendCopies([first, second], EVENTS, distanceMs)));
		}
		const taken = takenOf(events);
		const executions = await untilDone(fleet.postgres, workflowId, taken.length);
		const worked = timesExecuted(inWhichRan(executions, GUARDED.work));
		const stopped = inWhichRan(executions, GUARDED.copy).length;
		const twice = [...worked.values()].filter((times) => times > 1).length;
		const never = taken.filter((id) => !worked.has(id)).length;
		const started = [...timesExecuted(executions).values()].filter((times) => times > 1).length;
		if (events.length !== taken.length) {
			misses.push(`${title}: ${taken.length} of ${events.length} events were acknowledged`);
		}
		if (holds && twice > 0) misses.push(`${title}: ${twice} worked twice, wanted 0`);
		if (holds && never > 0)
			misses.push(`${title}: ${never} acknowledged and never worked, wanted 0`);
		log(
			`${title}: of ${events.length} events ${started} were executed twice, ${twice} worked twice`,
		);
		rows.push([
			title,
			holds ? '0 and 0' : 'as measured',
			...[events.length, started, stopped, twice, never].map(String),
		]);
		await fleet.rest.deactivate(workflowId);
	}
	return {
		title: 'Guards behind the trigger, copies 0 and 10 ms apart on different processors',
		header: [
			'guard',
			'wanted',
			'events',
			'executed twice',
			'stopped as copies',
			'worked twice',
			'never worked',
		],
		rows,
		misses,
	};
}
