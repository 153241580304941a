import type { INode } from 'n8n-workflow';
import { until } from '../support/poll';
import type { RestClient } from '../support/rest';
import { sendEvent } from './events';
import { checkGone, checkRegistered, publishWith } from './registered';
import { Counts } from './result';
import { Subject } from './subject';
import type { Vendor } from './vendors';

/** How many executions n8n runs at once. */
const EXECUTIONS_AT_ONCE = 2;

/** What n8n has to be told for events to wait in it. */
export const BACKLOG_ENVIRONMENT = {
	N8N_CONCURRENCY_PRODUCTION_LIMIT: String(EXECUTIONS_AT_ONCE),
};

/** How a user publishes meanwhile. n8n itself removes a trigger that was changed before it adds it. */
const WAYS = ['changed', 'unpublished and changed'] as const;

const EVENTS = 8;
const SECONDS_EACH = 3;
const DRAINED_MS = 120_000;

/**
 * Events wait in n8n for their turn while the trigger is changed and published. Once they are through, the trigger
 * takes new events, and unpublishing leaves nothing at the vendor.
 *
 * @param rest an n8n with {@link BACKLOG_ENVIRONMENT}
 */
export async function tryBacklog(
	rest: RestClient,
	vendor: Vendor,
	rounds: number,
): Promise<{ counts: Counts; misses: string[] }> {
	const counts = new Counts();
	const misses: string[] = [];
	const [first, second] = vendor.settings;
	const subject = await Subject.create(rest, vendor, {}, SECONDS_EACH);
	for (const way of Array.from({ length: rounds }, () => WAYS).flat()) {
		const trigger = subject.trigger('Trigger', first);
		const changed = { ...trigger, parameters: second.parameters as INode['parameters'] };
		await publishWith(subject, [trigger], counts, misses);
		const before = await subject.executionCount();
		const [hook] = subject.hooksOf(trigger);
		const waiting = Array.from(
			{ length: EVENTS },
			async () => hook && (await sendEvent(subject.open, hook.url)),
		);
		await until(async () => (await subject.executionCount()) > before + EXECUTIONS_AT_ONCE, {
			what: 'events to wait in n8n',
		});

		if (way === 'unpublished and changed') await subject.unpublish();
		await publishWith(subject, [changed], counts, misses);

		for (const answer of await Promise.all(waiting)) counts.add(answer ?? 'no answer');
		await untilDrained(rest, subject.workflowId);
		await checkRegistered(subject, changed, second, counts, misses);
		await untilDrained(rest, subject.workflowId);
		await subject.unpublish();
		await checkGone(subject, trigger, counts, misses);
		counts.add('rounds');
	}
	await subject.close();
	return { counts, misses };
}

async function untilDrained(rest: RestClient, workflowId: string): Promise<void> {
	const open = ['new', 'running', 'waiting'];
	await until(
		async () => (await rest.executions(workflowId)).every(({ status }) => !open.includes(status)),
		{ what: 'the executions that wait in n8n', deadlineMs: DRAINED_MS, everyMs: 250 },
	);
}
