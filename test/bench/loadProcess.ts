/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';

import { freshOpenWorkEvent } from '../fixtures';
import { hookSignature } from '../simulators';
import type { LoadJob, LoadResult } from './load';

interface Signed {
	body: Buffer;
	signature: string;
}

const BODY_BYTES = 1024;

/** What was sent last. */
let round: readonly Signed[] = [];

/** The load runs in a process of its own, so that it does not compete with whoever measures. */
process.on('message', (job: LoadJob) => {
	void run(job).then((result) => process.send?.(result));
});

async function run(job: LoadJob): Promise<LoadResult> {
	const { url, secret, count, times = 1, again = false, connections, limitMs } = job;
	if (!again) {
		const events = Array.from({ length: Math.ceil(count / times) }, () => signedEvent(secret));
		round = Array.from({ length: times }, () => events).flat();
	}
	const pool = round.slice(0, count);
	const agent = new Agent({ keepAlive: true, maxSockets: connections });
	const answers: Record<string, number> = {};
	const startedMs = performance.now();
	const connection = async () => {
		while (performance.now() - startedMs < limitMs) {
			const event = pool.shift();
			if (!event) return;
			const answer = await post(url, event, agent);
			answers[answer] = (answers[answer] ?? 0) + 1;
		}
	};
	await Promise.all(Array.from({ length: connections }, connection));
	const elapsedMs = performance.now() - startedMs;
	agent.destroy();
	return { elapsedMs, answers };
}

/** An event of one kilobyte, with an id of its own, signed as OpenWork signs it. */
function signedEvent(secret: string): Signed {
	const payload = {
		event: { ...freshOpenWorkEvent(), payload: { text: '' } },
		webhook: { id: randomUUID(), name: 'n8n' },
	};
	payload.event.payload.text = 'x'.repeat(BODY_BYTES - JSON.stringify(payload).length);
	const body = Buffer.from(JSON.stringify(payload));
	return { body, signature: hookSignature(secret, body) };
}

async function post(url: string, { body, signature }: Signed, agent: Agent): Promise<string> {
	return await new Promise((resolve, reject) => {
		const headers = {
			'content-type': 'application/json',
			'content-length': body.length,
			'x-hook-signature': signature,
		};
		const outgoing = request(url, { method: 'POST', agent, headers }, (response) => {
			const chunks: Buffer[] = [];
			response.on('data', (chunk: Buffer) => chunks.push(chunk));
			response.on('end', () => {
				resolve(`${response.statusCode} ${Buffer.concat(chunks).toString()}`);
			});
			response.on('error', reject);
		});
		outgoing.on('error', reject);
		outgoing.end(body);
	});
}
