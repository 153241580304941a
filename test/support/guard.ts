/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { rmSync } from 'node:fs';
import type { GuardEvent, GuardOrder, GuardedCommand } from './guarded';

/**
 * A process of its own that runs one command in a process group of its own, and ends the whole group as soon as its
 * parent is gone, however the parent went. Started by guarded.ts, with the command as JSON in the first argument.
 */
async function main(): Promise<void> {
	const command = JSON.parse(process.argv[2] ?? '{}') as GuardedCommand;
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
		process.on(signal, () => undefined);

	const { execa } = await import('execa');
	const log = { file: command.logFile, append: true } as const;
	const child = execa(command.file, command.args, {
		cwd: command.cwd,
		env: command.env,
		extendEnv: false,
		stdin: 'ignore',
		stdout: log,
		stderr: log,
		buffer: false,
		detached: true,
		cleanup: false,
		reject: false,
	});
	const killGroup = () => {
		if (child.pid === undefined) return;
		try {
			process.kill(-child.pid, 'SIGKILL');
		} catch {
			return; // The group has ended by itself.
		}
	};
	process.on('message', (order: GuardOrder) => {
		if (order === 'kill') killGroup();
		else child.kill('SIGTERM');
	});
	process.on('disconnect', () => {
		killGroup();
		if (command.removeWhenOrphaned) {
			rmSync(command.removeWhenOrphaned, { recursive: true, force: true, maxRetries: 5 });
		}
		process.exit(1);
	});
	tell({ type: 'started', pid: child.pid });
	const { exitCode, signal } = await child;
	killGroup();
	tell({ type: 'exited', exitCode, signal });
	process.removeAllListeners('disconnect');
	process.disconnect();
}

function tell(event: GuardEvent): void {
	if (process.connected) process.send?.(event);
}

void main();
