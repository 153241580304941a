/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { setImmediate as nextTurn } from 'node:timers/promises';

/** A wait that somebody asked for and the test can end. */
export interface Wait {
	readonly ms: number;
	isOver: boolean;
	end(): void;
}

/** A sleep under the test's control: nothing passes until the test says so. */
export class Sleeps {
	/** Every wait so far, in the order in which they were asked for. */
	readonly waits: Wait[] = [];

	private readonly watchers: Array<() => void> = [];

	readonly sleep = async (ms: number): Promise<void> =>
		await new Promise((resolve) => {
			const wait: Wait = {
				ms,
				isOver: false,
				end() {
					wait.isOver = true;
					resolve();
				},
			};
			this.waits.push(wait);
			for (const watcher of this.watchers.splice(0)) watcher();
		});

	/** The first wait of `ms` that is not over, as soon as there is one. */
	async of(ms: number): Promise<Wait> {
		for (;;) {
			const found = this.waits.find((wait) => wait.ms === ms && !wait.isOver);
			if (found) return found;
			await new Promise<void>((resolve) => this.watchers.push(resolve));
		}
	}
}

/** A promise and the ways to settle it. */
export interface Deferred<T> {
	readonly promise: Promise<T>;
	resolve(value: T): void;
	reject(reason: unknown): void;
}

export function deferred<T = void>(): Deferred<T> {
	let resolve!: (value: T) => void;
	let reject!: (reason: unknown) => void;
	const promise = new Promise<T>((onResolve, onReject) => {
		resolve = onResolve;
		reject = onReject;
	});
	return { promise, resolve, reject };
}

/** Lets everything that is ready run: promises that are settled, and what waits for them. */
export async function settled(): Promise<void> {
	await nextTurn();
}
