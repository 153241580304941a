/** Runs the tasks, so many at once, and returns what they returned, in the tasks' order. */
export async function inParallel<T>(
	tasks: ReadonlyArray<() => Promise<T>>,
	atOnce: number,
): Promise<T[]> {
	const results: T[] = [];
	const entries = tasks.entries();
	const work = async () => {
		for (const [i, task] of entries) results[i] = await task();
	};
	await Promise.all(Array.from({ length: atOnce }, work));
	return results;
}
