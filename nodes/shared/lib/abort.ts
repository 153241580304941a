import { sleep } from 'n8n-workflow';

/**
 * Waits for `task`, but no longer than until `signal` aborts. The task itself goes on; no listener stays behind.
 *
 * @throws what `task` throws, or the signal's reason
 */
export async function untilAborted<T>(task: Promise<T>, signal?: AbortSignal): Promise<T> {
	if (!signal) return await task;
	return await new Promise<T>((resolve, reject) => {
		const onAbort = () => reject(signal.reason);
		const done = () => signal.removeEventListener('abort', onAbort);
		if (signal.aborted) onAbort();
		signal.addEventListener('abort', onAbort, { once: true });
		task.then(resolve, reject).finally(done);
	});
}

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
