/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- runs on the developer's machine, never inside n8n */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** What the guard (guard.ts) is to run. */
export interface GuardedCommand {
	file: string;
	args: string[];
	cwd: string;
	/** The whole environment: nothing is inherited. */
	env: Record<string, string>;
	/** Output is appended here. */
	logFile: string;
	/** Folder that the guard removes when this process dies without having stopped the command. */
	removeWhenOrphaned?: string;
}

export type GuardOrder = 'stop' | 'kill';

export type GuardEvent =
	| { type: 'started'; pid?: number }
	| { type: 'exited'; exitCode?: number; signal?: string };

/** A running command that cannot outlive this process. */
export interface Guarded {
	/** Settles, never rejects, once the command and its whole process group are gone. */
	ended: Promise<{ exitCode?: number; signal?: string }>;
	isRunning(): boolean;
	/** Of the command, while it runs. */
	pid(): number | undefined;
	/** Asks it to end (SIGTERM); takes its process group down after `graceMs`. */
	stop(graceMs?: number): Promise<void>;
	/** Takes the process group down at once (SIGKILL), as a crash or a power cut would. */
	kill(): Promise<void>;
}

/** Starts a command under the guard. */
export function startGuarded(command: GuardedCommand): Guarded {
	const guard = fork(join(__dirname, 'guard.ts'), [JSON.stringify(command)], {
		execArgv: ['--import', 'tsx'],
		env: { ...process.env, NODE_OPTIONS: '' },
		stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
	});
	let running = true;
	let pid: number | undefined;
	const ended = new Promise<{ exitCode?: number; signal?: string }>((resolve) => {
		let result: { exitCode?: number; signal?: string } | undefined;
		guard.on('message', (event: GuardEvent) => {
			if (event.type === 'started') pid = event.pid;
			else result = { exitCode: event.exitCode, signal: event.signal };
		});
		guard.on('exit', () => {
			running = false;
			if (pid !== undefined && !result) killGroup(pid);
			resolve(result ?? {});
		});
	});
	const order = (what: GuardOrder) => {
		if (guard.connected) guard.send(what);
	};
	return {
		ended,
		isRunning: () => running,
		pid: () => (running ? pid : undefined),
		async stop(graceMs = 15_000) {
			order('stop');
			const patience = new AbortController();
			const late = sleep(graceMs, true, { signal: patience.signal }).catch(() => false);
			if (await Promise.race([ended.then(() => false), late])) order('kill');
			await ended;
			patience.abort();
		},
		async kill() {
			order('kill');
			await ended;
		},
	};
}

function killGroup(pid: number): void {
	try {
		process.kill(-pid, 'SIGKILL');
	} catch {
		return; // Already gone, as it should be.
	}
}
