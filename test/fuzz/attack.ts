import fc from 'fast-check';

import { inParallel } from '../faults/parallel';
import type { N8n } from '../support/n8n';
import type { RestClient } from '../support/rest';
import { until } from '../support/poll';
import { anyMutation, type Hostile } from './mutations';
import type { Genuine, Target } from './targets';
import { changedPrototypes } from './watchPrototypes';
import { send, type WireAnswer, type WireRequest } from './wire';

/** How many genuine events there are to make hostile requests of. */
const GENUINE = 5;
const AT_ONCE = 8;
const LONGEST_EXAMPLE = 300;
/** How many of the newest executions are searched for secrets. */
const LOOKED_AT = 20;

export interface Attack {
	/** How many hostile requests. */
	readonly requests: number;
	readonly seed: number;
	/** Where a bare Webhook node of n8n takes requests: an error that it answers as well is n8n's own. */
	readonly barePath: string;
}

/** What came of the hostile requests to one target. */
export interface Outcome {
	readonly target: string;
	readonly requests: number;
	/** How often each status was answered. */
	readonly statuses: ReadonlyMap<number, number>;
	/** How often n8n itself answered with an error, before any node saw the request. */
	readonly errorsOfHost: number;
	/** Each kind of miss with its count and one example. */
	readonly misses: ReadonlyMap<string, { count: number; example: string }>;
}

/**
 * Sends genuine events, which have to run, and then so many hostile requests, of which none may.
 * @param n8n started with `watchingPrototypes`
 */
export async function attack(
	{ rest, folder }: Pick<N8n, 'rest' | 'folder'>,
	target: Target,
	{ requests, seed, barePath }: Attack,
): Promise<Outcome> {
	const statuses = new Map<number, number>();
	const misses = new Map<string, { count: number; example: string }>();
	let errorsOfHost = 0;
	const miss = (what: string, example: string) => {
		const entry = misses.get(what) ?? { count: 0, example: example.slice(0, LONGEST_EXAMPLE) };
		entry.count++;
		misses.set(what, entry);
	};

	const sent = await genuineEvents(target);
	for (const { request } of sent) {
		const { status, text } = await send(rest.url, request);
		if (status !== 200) miss('a genuine event was refused', text);
	}
	const ran = target.alwaysRuns ? undefined : await executionsOf(rest, target, GENUINE);
	if (ran !== undefined && ran !== GENUINE) miss(`${ran} of ${GENUINE} genuine events ran`, '');
	const fresh = await genuineEvents(target);
	// What n8n itself loads late, and what the genuine events made it load, is not the hostile ones' doing.
	await changedPrototypes(folder);

	const mutations = fc.sample(
		fc.record({ mutation: anyMutation, at: fc.nat({ max: GENUINE - 1 }) }),
		{ numRuns: requests, seed },
	);
	await inParallel(
		mutations.map(({ mutation, at }) => async () => {
			const pick = (events: Genuine[], index: number) => events[index % GENUINE] as Genuine;
			const hostile = mutation(pick(sent, at), pick(sent, at + 1), pick(fresh, at));
			const answer = await send(rest.url, hostile.request);
			statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
			if (answer.status >= 500) {
				const { status } = await send(rest.url, elsewhere(hostile.request, barePath));
				if (status === answer.status) {
					errorsOfHost++;
					return;
				}
			}
			for (const what of missesOf(hostile, answer, target)) {
				miss(`${what} (${hostile.label})`, exampleOf(hostile, answer));
			}
		}),
		AT_ONCE,
	);

	for (const name of await changedPrototypes(folder)) miss(`${name} was changed`, '');
	for (const { id } of (await rest.executions(target.workflowId)).slice(0, LOOKED_AT)) {
		const kept = JSON.stringify(await rest.execution(id));
		if (target.secrets.some((secret) => kept.includes(secret)))
			miss('a secret in an execution', id);
	}
	if (!target.alwaysRuns) {
		const more = (await executionsOf(rest, target, GENUINE)) - GENUINE;
		if (more > 0) miss(`${more} hostile requests ran`, '');
		const [first] = fresh;
		if (first && (await send(rest.url, first.request)).status !== 200) {
			miss('a genuine event was refused afterwards', '');
		}
	}
	return { target: target.name, requests, statuses, errorsOfHost, misses };
}

async function genuineEvents(target: Target): Promise<Genuine[]> {
	const events = new Map<string, Genuine>();
	// Where events have no id, those of one moment can be the same.
	const made = async () => {
		const event = await target.genuine();
		events.set(event.request.body.toString('latin1'), event);
		return events.size >= GENUINE;
	};
	await until(made, { what: `${GENUINE} events of ${target.name}`, everyMs: 2 });
	return [...events.values()];
}

function elsewhere(request: WireRequest, path: string): WireRequest {
	const [, query] = request.target.split('?');
	return { ...request, target: query === undefined ? path : `${path}?${query}` };
}

/** How many there are, once there are so many. */
async function executionsOf(rest: RestClient, target: Target, count: number): Promise<number> {
	const enough = async () => (await rest.executionCount(target.workflowId)) >= count;
	await until(enough, { what: `${count} executions of ${target.name}` });
	return await rest.executionCount(target.workflowId);
}

function missesOf(
	{ fate, request }: Hostile,
	{ status, text }: WireAnswer,
	target: Target,
): string[] {
	const found: string[] = [];
	if (status >= 500) found.push(`answered ${status}`);
	if (status === -1 || (status === 0 && fate !== 'broken')) found.push('not answered');
	if (fate === 'refused' && status < 400 && status > 0 && !target.isTry?.(request))
		found.push(`taken with ${status}`);
	if (target.secrets.some((secret) => text.includes(secret))) found.push('a secret in the answer');
	return found;
}

function exampleOf({ request }: Hostile, { text }: WireAnswer): string {
	const { method, target, headers, body } = request;
	const shown = { method, target, headers, body: body.subarray(0, 80).toString('latin1') };
	return `${JSON.stringify(shown)} → ${text.slice(0, 160)}`;
}
