/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- runs on the developer's machine, never inside n8n */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { condition, isQuick, type Row } from './result';

/** What the built package adds to the start and the memory of n8n: the time and the heap of loading all of its types. */

const ROOT = join(__dirname, '../..');

const ROUNDS = isQuick ? 7 : 15;

interface Figures {
	readonly cpuMs: number;
	readonly megabytes: number;
	/** Of the processor, until the first function of a node has begun. */
	readonly firstUseMs: number;
	readonly megabytesInUse: number;
	readonly types: number;
}

/**
 * What n8n has loaded before it comes to community packages does not count; each round is a process of its own. The time
 * is that of the processor: what else the machine does meanwhile does not count.
 */
const CHILD = `
	const { PackageDirectoryLoader } = require('n8n-core');
	require('n8n-workflow');
	require('zod');
	const heap = () => { global.gc(); global.gc(); return process.memoryUsage().heapUsed / 2 ** 20; };
	const cpuMs = async (work) => {
		const start = process.cpuUsage();
		await work();
		const { user, system } = process.cpuUsage(start);
		return (user + system) / 1000;
	};
	(async () => {
		const before = heap();
		const loader = new PackageDirectoryLoader(process.argv[1]);
		const loadMs = await cpuMs(() => loader.loadAll());
		const megabytes = heap() - before;
		const node = loader.getNode('signedWebhook').type;
		const firstUseMs = await cpuMs(() => node.execute.call({ getInputData: () => [] }));
		console.log(JSON.stringify({
			cpuMs: loadMs,
			megabytes,
			firstUseMs,
			megabytesInUse: heap() - before,
			types: loader.types.nodes.length + loader.types.credentials.length,
		}));
	})();
`;

function round(): Figures {
	const args = ['--expose-gc', '-e', CHILD, ROOT];
	const env = { ...process.env, N8N_LOG_LEVEL: 'silent', NODE_OPTIONS: '' };
	const out = execFileSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8', env });
	return JSON.parse(out.trim().split('\n').at(-1) ?? '') as Figures;
}

async function measure(): Promise<Row[]> {
	if (!existsSync(join(ROOT, 'dist/nodes'))) throw new Error('Build first: npm run build');
	const rounds = Array.from({ length: ROUNDS }, round);
	const all = (key: keyof Figures) => rounds.map((figures) => figures[key]);
	return [
		{
			what: `Loading ${rounds[0]?.types} node and credential types`,
			unit: 'ms of the processor',
			figures: all('cpuMs'),
			goal: { atMost: 30 },
		},
		{ what: 'Memory after that', unit: 'MB', figures: all('megabytes'), goal: { atMost: 5 } },
		{
			what: 'Reading the code, when the first node runs',
			unit: 'ms of the processor',
			figures: all('firstUseMs'),
		},
		{
			what: 'Memory after that, the loading included',
			unit: 'MB',
			figures: all('megabytesInUse'),
		},
	];
}

void condition(measure);
