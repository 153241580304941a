import type { PartResult } from '../faults/result';
import type { Credential } from '../support/rest.types';
import { sendCopies, takenOf } from './copies';
import { timesExecuted, untilDone } from './executions';
import type { Fleet } from './fleet';
import type { ProxyKind } from './proxy';
import { receiverOn } from './receiver';
import { Traffic } from './traffic';

const EVENTS = 60;
const DISTANCES_MS = [0, 10, 100, 1_000, 5_000];
const OTHERS_A_SECOND = 20;

/** The way by which an event and its copy get to the fleet. */
interface Way {
	readonly title: string;
	/** Whether no event may be executed twice. */
	readonly isGuarded: boolean;
	readonly urls: (fleet: Fleet) => readonly [first: string, second: string];
	readonly proxy?: ProxyKind;
}

const throughFront = ({ frontUrl }: Fleet) => [frontUrl, frontUrl] as const;

const WAYS: readonly Way[] = [
	{
		title: 'on different processors',
		isGuarded: false,
		urls: ({ processors: [first, second] }) => [first?.url ?? '', second?.url ?? ''],
	},
	{ title: 'HAProxy, by path', isGuarded: true, urls: throughFront, proxy: 'haproxy' },
	{ title: 'nginx, by path', isGuarded: true, urls: throughFront, proxy: 'nginx' },
];

interface Try {
	readonly distanceMs: number;
	readonly others: boolean;
}

/** Each event is sent twice, at several distances, with and without other events of the same workflow. */
export async function copiesPart(
	fleet: Fleet,
	secret: Credential,
	log: (line: string) => void,
): Promise<PartResult> {
	const rows: string[][] = [];
	const misses: string[] = [];
	for (const way of WAYS) {
		const proxy = way.proxy && (await fleet.openFront(way.proxy, 'sticky'));
		for (const others of [false, true]) {
			const cells: string[] = [];
			for (const distanceMs of DISTANCES_MS) {
				const { twice, never } = await tryCopies(fleet, secret, way, { distanceMs, others });
				const where = `${way.title}, ${distanceMs} ms${others ? ', with other events' : ''}`;
				if (way.isGuarded && twice > 0) misses.push(`${where}: ${twice} executed twice, wanted 0`);
				if (never > 0) misses.push(`${where}: ${never} acknowledged and never executed, wanted 0`);
				log(`${where}: ${twice} of ${EVENTS} executed twice`);
				cells.push(String(twice));
			}
			rows.push([
				way.title,
				others ? `${OTHERS_A_SECOND} a second` : 'none',
				way.isGuarded ? '0' : 'as measured',
				...cells,
			]);
		}
		await proxy?.stop();
	}
	return {
		title: `${EVENTS} events with one copy each: executed twice, by the time between the two`,
		header: ['the two', 'other events', 'wanted', ...DISTANCES_MS.map((ms) => `${ms} ms`)],
		rows,
		misses,
	};
}

async function tryCopies(
	fleet: Fleet,
	secret: Credential,
	way: Way,
	{ distanceMs, others }: Try,
): Promise<{ twice: number; never: number }> {
	const { workflowId, path } = await receiverOn(fleet, 'Copies', secret);
	const urls = way.urls(fleet).map((url) => url + path) as [string, string];
	const traffic = others ? new Traffic(urls, OTHERS_A_SECOND) : undefined;
	const events = await sendCopies(urls, EVENTS, distanceMs);
	await traffic?.stop();

	const taken = [...takenOf(events), ...(traffic?.taken() ?? [])];
	const executions = await untilDone(fleet.postgres, workflowId, taken.length);
	const times = timesExecuted(executions);
	await fleet.rest.deactivate(workflowId);
	return {
		twice: events.filter(({ id }) => (times.get(id) ?? 0) > 1).length,
		never: taken.filter((id) => !times.has(id)).length,
	};
}
