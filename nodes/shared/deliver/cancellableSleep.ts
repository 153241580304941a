import { sleep } from 'n8n-workflow';

import { untilAborted } from './untilAborted';

/**
 * Waits `ms` milliseconds (at most 24 days), or until the signal aborts.
 *
 * @throws the signal's reason, when it aborts
 */
export async function cancellableSleep(ms: number, signal?: AbortSignal): Promise<void> {
	signal?.throwIfAborted();
	// Hosts whose sleep knows no signal would sleep on.
	await untilAborted(sleep(ms, signal), signal);
}
