/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { startGuarded, type Guarded, type GuardedCommand } from '../support/guarded';
import { until } from '../support/poll';

/** A server of the fleet that can go away and come back, with what it keeps. */
export interface Server {
	readonly name: string;
	/** On 127.0.0.1. */
	readonly port: number;
	logs(): string;
	isRunning(): boolean;
	/** Resolves when it answers. */
	start(): Promise<void>;
	/** In an orderly way. */
	stop(): Promise<void>;
	/** As a crash does. */
	kill(): Promise<void>;
}

/** How to run a server, and how to tell that it answers. */
export interface ServerCommand extends GuardedCommand {
	readonly name: string;
	readonly port: number;
	/** Default: its port takes connections. */
	readonly isReady?: () => Promise<boolean>;
	readonly startMs?: number;
}

/** A server that is started later; it ends with this process. */
export function serverOf({
	name,
	port,
	isReady = async () => await takesConnections(port),
	startMs = 30_000,
	...command
}: ServerCommand): Server {
	let guarded: Guarded | undefined;
	const logs = () => (existsSync(command.logFile) ? readFileSync(command.logFile, 'utf8') : '');
	return {
		name,
		port,
		logs,
		isRunning: () => guarded?.isRunning() ?? false,
		async start() {
			const started = startGuarded(command);
			guarded = started;
			const state = await until(
				async () => !started.isRunning() || ((await isReady()) && 'ready'),
				{ what: `${name} to start`, deadlineMs: startMs, everyMs: 100 },
			);
			if (state !== 'ready') throw new Error(`${name} did not start:\n${logs().slice(-2_000)}`);
		},
		stop: async () => await guarded?.stop(),
		kill: async () => await guarded?.kill(),
	};
}

async function takesConnections(port: number): Promise<boolean> {
	return await new Promise((resolve) => {
		const socket = connect(port, '127.0.0.1');
		socket.once('connect', () => {
			socket.destroy();
			resolve(true);
		});
		socket.once('error', () => resolve(false));
	});
}
