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
