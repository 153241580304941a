/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { readFile, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

import { freshOpenWorkEvent } from '../fixtures';
import { hookSignature, startOpenWork } from '../simulators';
import type { Host } from '../support/host';
import { type N8n, prepareN8n } from '../support/n8n';
import { triggerWorkflow } from '../support/workflows';
import { onStage, type Stage } from './inN8n';
import { condition, ratios, type Row } from './result';
import { interleaved } from './rounds';

const ROUNDS = 9;
const REQUESTS_PER_ROUND = 60;
const WARM_UP_REQUESTS = 100;

/** Where the package stands in the folder of an n8n, and what in it says how long a credential may be used. */
const INSTALLED = '.n8n/nodes/node_modules/n8n-nodes-signed-webhooks/dist';
const CODE = 'nodes/package/code.js';
const CACHED = /\bMAX_AGE_MS=1e4\b/;
const NOT_CACHED = 'MAX_AGE_MS=-1';

interface Contender {
	readonly name: string;
	readonly url: string;
	readonly signed: { readonly body: Buffer; readonly signature: string };
	readonly agent: Agent;
}

/**
 * Measures requests to the OpenWork Trigger on two n8n, one of which reads the credential from its database for each
 * request. They are copies of one event: verified, found to be copies and answered, so that no execution covers what is
 * measured. Machines are noisy: what counts is the ratio within a pair of rounds, and of those the median.
 */
async function measure({ host, tarball, onEnd }: Stage): Promise<Row[]> {
	const start = async (name: string, isCached: boolean) => {
		const n8n = await startN8n(host, tarball, isCached);
		onEnd(async () => await n8n.dispose());
		const openWork = await startOpenWork();
		onEnd(async () => await openWork.close());
		const contender = await openWorkTrigger(name, n8n, openWork);
		onEnd(async () => contender.agent.destroy());
		await requests(contender, WARM_UP_REQUESTS);
		return contender;
	};
	const cached = await start('kept for 10 s', true);
	const reading = await start('read each time', false);

	const figures = await interleaved(
		[cached, reading],
		ROUNDS,
		async (contender) => (await requests(contender, REQUESTS_PER_ROUND)) / REQUESTS_PER_ROUND,
	);
	const [own, theirs] = [figures.get(cached) ?? [], figures.get(reading) ?? []];
	return [
		{ what: 'Kept ÷ read each time', unit: '×', figures: ratios(own, theirs) },
		{ what: 'A request, the credential kept for 10 s', unit: 'ms', figures: own },
		{ what: 'A request, the credential read each time', unit: 'ms', figures: theirs },
	];
}

async function startN8n(host: Host, tarball: string, isCached: boolean): Promise<N8n> {
	const n8n = await prepareN8n({ host, tarball });
	const path = join(n8n.folder, INSTALLED, CODE);
	const code = await readFile(path, 'utf8');
	if (!CACHED.test(code)) throw new Error(`${CODE} does not say how long a credential is kept`);
	if (!isCached) await writeFile(path, code.replace(CACHED, NOT_CACHED));
	await n8n.start();
	return n8n;
}

async function openWorkTrigger(
	name: string,
	{ rest }: N8n,
	openWork: Awaited<ReturnType<typeof startOpenWork>>,
): Promise<Contender> {
	const { url: baseUrl, token } = openWork;
	const credential = await rest.createCredential('openWorkApi', { baseUrl, token });
	const { workflow, productionPath } = triggerWorkflow('OpenWork Trigger', {
		type: 'openWorkTrigger',
		parameters: { hookName: 'bench', eventTypes: ['*'] },
		credentials: [credential],
	});
	const { id } = await rest.createWorkflow(workflow);
	await rest.activate(id);
	const [hook] = openWork.hooks.values();
	const event = { event: freshOpenWorkEvent(), webhook: { id: hook?.id ?? '', name: 'bench' } };
	const body = Buffer.from(JSON.stringify(event));
	return {
		name,
		url: rest.url + productionPath,
		signed: { body, signature: hookSignature(hook?.secret ?? '', body) },
		agent: new Agent({ keepAlive: true, maxSockets: 1 }),
	};
}

/** Sends requests one after the other. Returns the time in ms. */
async function requests(contender: Contender, count: number): Promise<number> {
	const start = performance.now();
	for (let left = count; left > 0; left--) {
		const status = await post(contender);
		if (status !== 200) throw new Error(`A request was answered with ${status}`);
	}
	return performance.now() - start;
}

async function post({ url, signed, agent }: Contender): Promise<number | undefined> {
	return await new Promise((resolve, reject) => {
		const headers = {
			'content-type': 'application/json',
			'content-length': signed.body.length,
			'x-hook-signature': signed.signature,
		};
		request(url, { method: 'POST', agent, headers }, (response) => {
			response.resume().on('end', () => resolve(response.statusCode));
		})
			.on('error', reject)
			.end(signed.body);
	});
}

void condition(async () => await onStage(measure));
