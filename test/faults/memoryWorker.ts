/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { writeSync } from 'node:fs';
import { ConversationApi } from '../../credentials/ConversationApi.credentials';
import { MissiveApi } from '../../credentials/MissiveApi.credentials';
import { OpenWorkApi } from '../../credentials/OpenWorkApi.credentials';
import type { INodeType } from 'n8n-workflow';
import { shipped } from '../../scripts/docs/nodes';
import { hookSignature } from '../simulators';
import { TriggerHost } from '../support/triggerHost';
import { inParallel } from './parallel';
import { seeded } from './random';
import { type Vendor, vendors } from './vendors';

/** What a {@link memory} run is told, as JSON in the first argument. */
export interface MemoryJob {
	readonly minutes: number;
	readonly everyMinutes: number;
	readonly seed: number;
}

/** What it tells, as JSON in its output. */
export interface MemoryReport {
	/** Heap in use after a collection, bytes, every so many minutes. */
	readonly heaps: number[];
	/** The most characters that stood in the database for a workflow. */
	readonly mostKept: number;
	readonly requests: number;
	readonly executions: number;
	readonly events: number;
}

const MINUTE_MS = 60_000;
/** What OpenWork documents as its most, and a tenth of what the Conversation API does. Missive documents none for hooks. */
const PER_MINUTE: Record<string, number> = { openwork: 100, conversation: 10, missive: 10 };
const CONNECTIONS = 8;
/** Parts of the events that come twice, and that somebody forged. */
const COPIES = 0.1;
const FORGED = 0.02;

const NODES = {
	openwork: [shipped<INodeType>('dist/nodes/OpenWork/OpenWorkTrigger.node.js'), new OpenWorkApi()],
	missive: [shipped<INodeType>('dist/nodes/Missive/MissiveTrigger.node.js'), new MissiveApi()],
	conversation: [
		shipped<INodeType>('dist/nodes/Conversation/ConversationTrigger.node.js'),
		new ConversationApi(),
	],
} as const;

/** Time that moves only when told. */
let nowMs = Date.now();
Date.now = () => nowMs;

async function main(): Promise<void> {
	const { minutes, everyMinutes, seed } = JSON.parse(process.argv[2] ?? '{}') as MemoryJob;
	const random = seeded(seed);
	const stages = await Promise.all(vendors.map(openStage));
	const heaps: number[] = [];
	let mostKept = 0;
	let [requests, executions, events] = [0, 0, 0];
	for (let minute = 0; minute < minutes; minute++) {
		for (const { vendor, host, url, secret } of stages) {
			const perMinute = PER_MINUTE[vendor.slug] ?? 0;
			const posts = Array.from({ length: perMinute }, () => async () => {
				const body = JSON.stringify(vendor.freshPayload());
				const headers = { 'x-hook-signature': hookSignature(secret(), body) };
				nowMs += MINUTE_MS / perMinute / stages.length;
				events++;
				const times = random() < COPIES ? 2 : 1;
				for (let time = 0; time < times; time++, requests++) await host.post(body, headers, url);
				if (random() >= FORGED) return;
				requests++;
				const forged = new URL(url);
				if (forged.search !== '') forged.searchParams.set('token', 'x'.repeat(43));
				await host.post(body.replace('{', '{"forged":true,'), headers, forged.href);
			});
			await inParallel(posts, CONNECTIONS);
			executions += host.executions.length;
			host.executions.length = 0;
			mostKept = Math.max(mostKept, host.database.staticData.length);
		}
		if ((minute + 1) % everyMinutes === 0) heaps.push(heapInUse());
	}
	const report: MemoryReport = { heaps, mostKept, requests, executions, events };
	writeSync(1, `\n${JSON.stringify(report)}`);
	for (const { close } of stages) await close();
	process.exit(0);
}

async function openStage(vendor: Vendor) {
	const { lane, secrets } = await vendor.open();
	const [nodeType, type] = NODES[vendor.slug as keyof typeof NODES];
	const host = await TriggerHost.start({
		nodeType,
		isPublic: true,
		parameters: { options: {}, ...lane.trigger.parameters } as never,
		credentials: [{ type, data: lane.credential.data as never }],
	});
	await host.activate();
	const [url = ''] = lane.hooks();
	const close = async () => {
		await host.close();
		await lane.close();
	};
	return { vendor, host, url, secret: () => secrets().at(-1) ?? '', close };
}

function heapInUse(): number {
	for (let time = 0; time < 3; time++) globalThis.gc?.();
	return process.memoryUsage().heapUsed;
}

void main();
