import type { INode } from 'n8n-workflow';
import { until } from '../support/poll';
import type { Counts } from './result';
import { sendEvent } from './events';
import type { Subject } from './subject';
import type { TriggerSettings } from './vendors';

/** How long n8n may need to take a trigger down after it said so. */
const GONE_MS = 5_000;

/** Saves and publishes; a publication that fails is counted and told. */
export async function publishWith(
	subject: Subject,
	triggers: readonly INode[],
	counts: Counts,
	misses: string[],
): Promise<void> {
	await subject.save(triggers);
	const { status, text } = await subject.publish();
	if (status === 'published') return;
	counts.add('failed');
	misses.push(`publishing ${status}: ${text}`);
}

/**
 * A published trigger must have its hooks at the vendor, n8n's database must know them, and a genuine event to each
 * must be taken. Counts `dead` and `reverted`, and each event as what was answered.
 *
 * @param lost how many more hooks there may be that nobody could know of; events to them must be taken all the same
 */
export async function checkRegistered(
	subject: Subject,
	trigger: INode,
	{ hooks: wanted }: TriggerSettings,
	counts: Counts,
	misses: string[],
	lost = 0,
): Promise<void> {
	const hooks = subject.hooksOf(trigger);
	if (hooks.length < wanted) counts.add('dead');
	if (hooks.length > wanted + lost || hooks.length < wanted) {
		const andLost = lost > 0 ? ` and may have lost ${lost}` : '';
		misses.push(`${trigger.name} has ${hooks.length} hooks, wants ${wanted}${andLost}`);
	}
	const forgotten = await subject.forgotten(hooks);
	if (forgotten.length > lost) {
		counts.add('reverted');
		misses.push(`${trigger.name}: n8n does not know ${forgotten.length} of ${hooks.length} hooks`);
	}
	const answers = [];
	for (const { url } of hooks) answers.push(await sendEvent(subject.open, url));
	const refused = answers.filter((answer) => answer !== 'taken');
	for (const answer of answers) counts.add(answer);
	if (refused.length > 0) {
		counts.add('dead');
		misses.push(`${trigger.name} answers ${refused.join(', ')} to genuine events`);
	}
}

/**
 * What is not published must have left nothing at the vendor. Where the vendor deletes nothing, there must be one hook
 * and no second. Counts `orphans`, each of them once.
 */
export async function checkGone(
	subject: Subject,
	trigger: INode,
	counts: Counts,
	misses: string[],
): Promise<void> {
	const most = subject.vendor.deletes ? 0 : 1;
	await until(() => subject.hooksOf(trigger).length <= most, {
		what: 'the hooks to be gone',
		deadlineMs: GONE_MS,
	}).catch(() => undefined);
	const left = subject.hooksOf(trigger).slice(most);
	const fresh = left.filter(({ id }) => !subject.orphans.has(id));
	if (fresh.length === 0) return;
	for (const { id } of fresh) subject.orphans.add(id);
	counts.add('orphans', fresh.length);
	misses.push(`${trigger.name} left ${fresh.length} hooks`);
}
