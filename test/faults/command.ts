/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on the developer's machine, never inside n8n */
import { Bed } from './bed';

const INTERRUPTED = 130;
const startedMs = Date.now();

/** Progress, with the seconds since the command began, to stderr. */
export function log(line: string): void {
	const seconds = Math.round((Date.now() - startedMs) / 1000);
	process.stderr.write(`${String(seconds).padStart(5)} s  ${line}\n`);
}

/** What a command runs on. */
export interface Ground {
	/** The lines of n8n's logs that tell of an error inside the package. */
	crashes(): string[];
	/** The end of a log, for when a run breaks off. */
	lastWords(): string;
	/** Ends everything that was started, and removes what was made. */
	close(): Promise<void>;
}

/**
 * Runs a command that needs n8n's, and ends this process. Every n8n ends with it, also when it is interrupted or takes
 * longer than `limitMs`. The exit code is 0 only when `work` says that all is well and n8n logged no error of the
 * package.
 */
export async function runCommand(
	limitMs: number,
	work: (bed: Bed) => Promise<boolean>,
): Promise<void> {
	await runCommandOn(async () => await Bed.prepare(log), limitMs, work);
}

/** {@link runCommand} on another ground. */
export async function runCommandOn<G extends Ground>(
	prepare: () => Promise<G>,
	limitMs: number,
	work: (ground: G) => Promise<boolean>,
): Promise<void> {
	const bed = await prepare();
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.on(signal, () => void bed.close().finally(() => process.exit(INTERRUPTED)));
	}
	setTimeout(() => {
		log(`Not finished after ${limitMs / 60_000} minutes`);
		void bed.close().finally(() => process.exit(1));
	}, limitMs).unref();
	try {
		const good = await work(bed);
		const crashes = bed.crashes();
		for (const line of crashes) process.stdout.write(`✗ n8n logged: ${line.slice(0, 500)}\n`);
		process.exitCode = good && crashes.length === 0 ? 0 : 1;
	} catch (error) {
		process.exitCode = 1;
		log((error as Error).stack ?? String(error));
		log(`n8n's log ends with\n${bed.lastWords()}`);
	} finally {
		await bed.close();
	}
	log(process.exitCode === 0 ? 'All as it should be' : 'Something was missed');
	process.exit();
}
