/**
 * Runs a task for each index from 0 to `count` - 1: started in order, one at a time, and at most `limit` under way.
 *
 * @param start prepares task `index` and resolves once it is under way, with a promise of its end, or none when it has
 * ended already; never rejects
 * @param goOn asked before each start: false starts no more
 * @returns when everything that was started has ended
 */
export async function startInOrder(
	count: number,
	limit: number,
	start: (index: number) => Promise<{ readonly end?: Promise<void> }>,
	goOn: () => boolean,
): Promise<void> {
	const underWay = new Set<Promise<void>>();
	for (let index = 0; index < count; index++) {
		while (underWay.size >= limit) await Promise.race(underWay);
		if (!goOn()) break;
		const { end } = await start(index);
		if (!end) continue;
		const tracked: Promise<void> = end.finally(() => underWay.delete(tracked));
		underWay.add(tracked);
	}
	await Promise.all(underWay);
}
