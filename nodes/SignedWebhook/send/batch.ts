/** What a batch does for one item. Nothing of it rejects. */
export interface BatchTask {
	/** Those of one line start in their order; no line holds up another. Absent: it starts behind all before it. */
	readonly line?: string;
	/** Whether the next of its line starts only when this one has ended. */
	readonly inOrder?: boolean;
	/** Gets ready when those before it in its line have started. Undefined: there is nothing to start. */
	prepare(): Promise<ReadyTask | undefined>;
}

/** A task whose turn has come. */
export interface ReadyTask {
	/**
	 * Waits until it may start, as far as its line goes.
	 *
	 * @param mayStart to be asked at that very moment
	 * @param onWait to be called when there is something to wait for
	 * @returns what `mayStart` said; false also when the batch was stopped meanwhile
	 */
	admit(mayStart: () => boolean, onWait: () => void): Promise<boolean>;
	/** Runs it to its end. */
	run(): Promise<void>;
}

/** Tasks that run beside one another. */
interface Batch {
	readonly count: number;
	/** How many may be under way at once. Those that wait to be admitted are not under way. */
	readonly limit: number;
	/** Makes task `index`, in the order of the indexes; undefined: there is nothing to do. */
	taskOf(index: number): BatchTask | undefined;
	/** Aborts when no more are to be started. */
	readonly stop: AbortSignal;
}

/**
 * Runs a batch of tasks: those of a line are started in their order, and while one line waits, others go on.
 * A task that is `inOrder` has ended before the next of its line starts.
 *
 * @returns when everything that was started has ended
 */
export async function runBatch({ count, limit, taskOf, stop }: Batch): Promise<void> {
	const concurrency = new ConcurrencyLimit(limit);
	const underWay = new Set<Promise<void>>();
	/** The turn of the last task of each line, until the next may start. */
	const starting = new Map<string, Promise<void>>();

	/** Gives the end of the task, once it is under way; in an object, for a promise of a promise is the inner one. */
	const start = async (task: BatchTask, onWait: () => void): Promise<{ ended?: Promise<void> }> => {
		const ready = stop.aborted ? undefined : await task.prepare();
		if (!ready) return {};
		const mayStart = () => !stop.aborted && concurrency.take();
		for (;;) {
			await concurrency.untilFree();
			if (stop.aborted) return {};
			if (await ready.admit(mayStart, onWait)) break;
		}
		const running: Promise<void> = ready.run().finally(() => {
			underWay.delete(running);
			concurrency.release();
		});
		underWay.add(running);
		return { ended: running };
	};

	for (let index = 0; index < count; index++) {
		await concurrency.untilFree();
		if (stop.aborted) break;
		const task = taskOf(index);
		if (!task) continue;

		const { line } = task;
		if (line === undefined) {
			await Promise.all(starting.values());
			await start(task, () => {});
			continue;
		}
		const before = starting.get(line);
		let onWait = () => {};
		const waits = new Promise<void>((resolve) => (onWait = resolve));
		const started = (before ?? Promise.resolve()).then(async () => await start(task, onWait));
		const turn: Promise<void> = started
			.then(async ({ ended }) => (task.inOrder ? await ended : undefined))
			.finally(() => {
				if (starting.get(line) === turn) starting.delete(line);
			});
		starting.set(line, turn);
		// The next one has its turn when this one is under way or has to wait, and at once behind one that waits already.
		if (!before) await Promise.race([started, waits]);
	}
	await Promise.all(starting.values());
	await Promise.all(underWay);
}

/** How many may be under way at once. */
class ConcurrencyLimit {
	private waiting: Array<() => void> = [];

	constructor(private free: number) {}

	/** Counts one more, if the limit allows it. */
	take(): boolean {
		if (this.free === 0) return false;
		this.free--;
		return true;
	}

	release(): void {
		this.free++;
		const waiting = this.waiting;
		this.waiting = [];
		for (const wake of waiting) wake();
	}

	async untilFree(): Promise<void> {
		while (this.free === 0) await new Promise<void>((resolve) => this.waiting.push(resolve));
	}
}
