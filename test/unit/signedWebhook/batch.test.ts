import fc from 'fast-check';

import { type BatchTask, runBatch } from '../../../nodes/SignedWebhook/send/batch';

const turn = async () => await new Promise<void>((resolve) => queueMicrotask(resolve));
const turns = async (count: number) => {
	for (let index = 0; index < count; index++) await turn();
};

/** A task that starts at once and ends at once, but for what a test says. */
function task(line: string | undefined, changes: Partial<BatchTask & Ready> = {}): BatchTask {
	const { prepare, admit = async (mayStart) => mayStart(), run = async () => {} } = changes;
	return { line, prepare: prepare ?? (async () => ({ admit, run })) };
}
type Ready = NonNullable<Awaited<ReturnType<BatchTask['prepare']>>>;

/** A promise, and what resolves it. */
function gate() {
	let open = () => {};
	const opened = new Promise<void>((resolve) => (open = resolve));
	return { opened, open: () => open() };
}

const batch = async (
	count: number,
	limit: number,
	taskOf: (index: number) => BatchTask | undefined,
	stop = new AbortController().signal,
) => await runBatch({ count, limit, taskOf, stop });

describe('a batch', () => {
	it('keeps the order of each line and the limit, however long each takes', async () => {
		const lengths = fc.record({
			line: fc.constantFrom('a', 'b', 'c'),
			toPrepare: fc.nat(5),
			toAdmit: fc.nat(10),
			toEnd: fc.nat(20),
		});
		await fc.assert(
			fc.asyncProperty(fc.array(lengths), fc.integer({ min: 1, max: 4 }), async (tasks, limit) => {
				const started: Record<string, number[]> = {};
				let underWay = 0;
				let most = 0;
				let ended = 0;
				await batch(tasks.length, limit, (index) => {
					const its = tasks[index];
					if (!its) throw new Error('There is no such task');
					return {
						line: its.line,
						async prepare() {
							await turns(its.toPrepare);
							return {
								async admit(mayStart, onWait) {
									if (its.toAdmit > 0) onWait();
									await turns(its.toAdmit);
									return mayStart();
								},
								async run() {
									(started[its.line] ??= []).push(index);
									most = Math.max(most, ++underWay);
									await turns(its.toEnd);
									underWay--;
									ended++;
								},
							};
						},
					};
				});
				for (const line of ['a', 'b', 'c']) {
					const its = tasks.flatMap((each, index) => (each.line === line ? [index] : []));
					expect(started[line] ?? []).toEqual(its);
				}
				expect(ended).toBe(tasks.length);
				expect(most).toBeLessThanOrEqual(limit);
			}),
		);
	});

	it.each([1, 10])('lets others go on while a line waits, %i at once', async (limit) => {
		const { opened, open } = gate();
		const started: number[] = [];
		const running = batch(7, limit, (index) =>
			task(index < 3 ? 'slow' : 'quick', {
				async admit(mayStart, onWait) {
					if (index > 2) return mayStart();
					onWait();
					await opened;
					return mayStart();
				},
				run: async () => void started.push(index),
			}),
		);
		await turns(200);
		expect(started).toEqual([3, 4, 5, 6]);
		open();
		await running;
		expect(started).toEqual([3, 4, 5, 6, 0, 1, 2]);
	});

	it('prepares only the first of a line that waits', async () => {
		const { opened, open } = gate();
		const prepared: number[] = [];
		const running = batch(5, 10, (index) =>
			task('slow', {
				async prepare() {
					prepared.push(index);
					return {
						async admit(mayStart, onWait) {
							onWait();
							await opened;
							return mayStart();
						},
						run: async () => {},
					};
				},
			}),
		);
		await turns(200);
		expect(prepared).toEqual([0]);
		open();
		await running;
		expect(prepared).toEqual([0, 1, 2, 3, 4]);
	});

	it('asks a task again that was admitted when no place was free', async () => {
		const ends = gate();
		const admitted: boolean[] = [];
		const started: number[] = [];
		const running = batch(2, 1, (index) =>
			task(String(index), {
				async admit(mayStart, onWait) {
					// The first has to wait, so that the second takes the only place.
					onWait();
					await turns(index === 0 && admitted.length === 0 ? 50 : 0);
					const may = mayStart();
					admitted.push(may);
					return may;
				},
				async run() {
					started.push(index);
					if (index === 1) await ends.opened;
				},
			}),
		);
		await turns(200);
		expect({ admitted, started }).toEqual({ admitted: [true, false], started: [1] });
		ends.open();
		await running;
		expect({ admitted, started }).toEqual({ admitted: [true, false, true], started: [1, 0] });
	});

	it('starts a task without a line behind all before it', async () => {
		const { opened, open } = gate();
		const done: number[] = [];
		const running = batch(3, 10, (index) =>
			task(index === 1 ? undefined : 'slow', {
				async prepare() {
					return {
						async admit(mayStart, onWait) {
							onWait();
							await opened;
							return mayStart();
						},
						run: async () => void done.push(index),
					};
				},
			}),
		);
		await turns(200);
		expect(done).toEqual([]);
		open();
		await running;
		expect(done).toEqual([0, 1, 2]);
	});

	it('passes over those that have nothing to start', async () => {
		const started: number[] = [];
		await batch(4, 1, (index) => {
			if (index === 1) return undefined;
			if (index === 2) return task('a', { prepare: async () => undefined });
			return task('a', { run: async () => void started.push(index) });
		});
		expect(started).toEqual([0, 3]);
	});

	it('starts no more when stopped, and waits for those under way', async () => {
		const stop = new AbortController();
		let started = 0;
		let ended = 0;
		await batch(
			10,
			2,
			() =>
				task('a', {
					async run() {
						if (++started === 3) stop.abort();
						await turns(20);
						ended++;
					},
				}),
			stop.signal,
		);
		expect({ started, ended }).toEqual({ started: 3, ended: 3 });
	});
});
