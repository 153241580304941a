import type { N8n } from '../support/n8n';
import { until } from '../support/poll';

/** How n8n ends: in order (SIGTERM), or at once, as in a crash (SIGKILL). */
export type End = 'stopped' | 'killed';

/** A published workflow whose vendor does not answer takes n8n a while, and they come one after the other. */
const TAKEN_UP_MS = 120_000;

/**
 * Ends n8n and starts it again. Returns what resolves once n8n has taken these workflows up again, or has not in 2
 * minutes. Events are taken before that, for n8n keeps the URLs. But publishing within the request, n8n takes up one
 * workflow after the other, and what is unpublished before its turn is then registered once more.
 */
export async function restart(
	n8n: N8n,
	end: End,
	workflowIds: readonly string[],
): Promise<() => Promise<void>> {
	await (end === 'killed' ? n8n.kill() : n8n.stop());
	const before = n8n.logs().length;
	await n8n.start();
	return async () => {
		if (n8n.rest.publishesInBackground) return;
		await until(
			() => {
				const lines = n8n.logs().slice(before).split('\n');
				const activated = lines.filter((line) => line.includes('Activated workflow')).join('\n');
				return workflowIds.every((id) => activated.includes(`(ID: ${id})`));
			},
			{ what: 'n8n to take the workflows up again', deadlineMs: TAKEN_UP_MS, everyMs: 250 },
		).catch(() => undefined);
	};
}
