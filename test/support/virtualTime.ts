import { ManualClock } from '../simulators/shared/clock';

/** Time that passes only where somebody waits, with timeouts by it. */
export class VirtualTime {
	private readonly clock = new ManualClock(undefined, { auto: true });

	private timeouts: Array<{ readonly atMs: number; readonly controller: AbortController }> = [];

	readonly startMs = this.clock.now();

	readonly nowMs = (): number => this.clock.now();

	readonly sleep = async (ms: number): Promise<void> => {
		await this.clock.sleep(ms);
		this.abortDue();
	};

	readonly timeoutSignal = (ms: number): AbortSignal => {
		const controller = new AbortController();
		this.timeouts.push({ atMs: this.nowMs() + ms, controller });
		return controller.signal;
	};

	/** How long it has been since the start, ms. */
	get passedMs(): number {
		return this.nowMs() - this.startMs;
	}

	private abortDue(): void {
		const isDue = ({ atMs }: { atMs: number }) => atMs <= this.nowMs();
		const due = this.timeouts.filter(isDue);
		this.timeouts = this.timeouts.filter((timeout) => !isDue(timeout));
		for (const { controller } of due) controller.abort();
	}
}
