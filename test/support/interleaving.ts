import { deferred, type Deferred, settled } from './sleeps';

/** Lets work that runs at once go on step by step, in an order that the test decides. */
export class Interleaving {
	private readonly waiting: Array<Deferred<void>> = [];

	private running = 0;

	private readonly failures: unknown[] = [];

	/** Where work stops until the test lets it go on. */
	readonly pause = async (): Promise<void> => {
		const turn = deferred();
		this.waiting.push(turn);
		this.running--;
		await turn.promise;
	};

	/** Begins some work, and waits until it stops somewhere or is done. */
	async start(work: () => Promise<unknown>): Promise<void> {
		this.running++;
		work()
			.catch((error: unknown) => this.failures.push(error))
			.finally(() => this.running--);
		await this.quiet();
	}

	/** Lets one of those that wait go on until it stops again or is done; `which` counts from the one that waits longest. */
	async release(which: number): Promise<void> {
		const [turn] = this.waiting.splice(which % Math.max(1, this.waiting.length), 1);
		if (!turn) return;
		this.running++;
		turn.resolve();
		await this.quiet();
	}

	/** Lets all work go on to its end. */
	async finish(): Promise<void> {
		while (this.waiting.length > 0) await this.release(0);
		if (this.failures.length > 0) throw this.failures[0];
	}

	/** Lets all work go on to its end; what has waited longest comes last. */
	async finishLast(): Promise<void> {
		while (this.waiting.length > 1) await this.release(1);
		await this.finish();
	}

	private async quiet(): Promise<void> {
		while (this.running > 0) await settled();
	}
}
