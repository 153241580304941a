/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { freshOpenWorkEvent } from '../fixtures';
import { hookSignature, type OpenWorkSimulator, startOpenWork } from '../simulators';
import { behindPublicAddress } from '../simulators/shared/publicAddress';
import { untilExecutions } from '../support/executions';
import { ensureHost } from '../support/host';
import { openWorkLane } from '../support/lanes';
import { type N8n, prepareN8n } from '../support/n8n';
import { until } from '../support/poll';
import { closeLanes, openLane } from './lane';
import { sharedWithTests } from './shared';

const TYPE = 'app:health_warning';
/** How long the sender waits for an answer. */
const PATIENCE_MS = 500;
const WAITING = 3;

let n8n: N8n;
let openWork: OpenWorkSimulator;
/** What the workflow calls; it is done when that answers. */
let work: Server;
let unanswered: ServerResponse[];
let calls: number;
let isHeld: boolean;

beforeAll(async () => {
	const host = await ensureHost(() => undefined);
	const env = { N8N_CONCURRENCY_PRODUCTION_LIMIT: '1' };
	n8n = await prepareN8n({ host, tarball: sharedWithTests().tarball, env });
	await n8n.start();
	openWork = await startOpenWork();
	[unanswered, calls, isHeld] = [[], 0, true];
	work = createServer((_request, response) => {
		calls++;
		if (isHeld) unanswered.push(response);
		else response.end('{}');
	});
	await new Promise<void>((resolve) => work.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
	await closeLanes();
	release();
	work?.close();
	await n8n?.dispose();
});

function release(): void {
	isHeld = false;
	for (const response of unanswered.splice(0)) response.end('{}');
}

/** A signed event, to be sent as often as its sender likes. */
function newEvent() {
	const [hook] = openWork.hooks.values();
	if (!hook) throw new Error('There is no hook');
	const body = JSON.stringify({
		event: freshOpenWorkEvent(TYPE),
		webhook: { id: hook.id, name: hook.name },
	});
	const url = behindPublicAddress(hook.url);
	const headers = {
		'content-type': 'application/json',
		'x-hook-signature': hookSignature(hook.secret ?? '', body),
	};
	return async (signal?: AbortSignal) => {
		const response = await fetch(url, { method: 'POST', headers, body, signal });
		return `${response.status} ${await response.text()}`;
	};
}

test('events that wait for their turn in n8n run once, though their sender hangs up and repeats them', async () => {
	const { port } = work.address() as AddressInfo;
	const callsWork = {
		type: 'n8n-nodes-base.httpRequest',
		parameters: { url: `http://127.0.0.1:${port}/` },
		credentials: [],
	};
	const start = async () => await openWorkLane('documented', openWork);
	const { workflowId } = await openLane(start, n8n.rest, callsWork);
	expect(await newEvent()()).toBe('200 {"received":true}');
	await until(() => calls === 1, { what: 'the first execution to run' });

	const events = Array.from({ length: WAITING }, newEvent);
	for (const send of events) {
		await expect(send(AbortSignal.timeout(PATIENCE_MS))).rejects.toThrow(/timeout/);
	}
	await until(async () => (await n8n.rest.executions(workflowId)).length === 1 + WAITING, {
		what: 'n8n to hold the events',
	});
	const repeated = Promise.all(events.map(async (send) => await send()));
	release();

	const isCopy = '200 {"received":true,"duplicate":true}';
	expect(await repeated).toEqual(Array(WAITING).fill(isCopy));
	const executions = await untilExecutions(n8n.rest, workflowId, 1 + WAITING);
	expect(executions.map(({ status }) => status)).toEqual(Array(1 + WAITING).fill('success'));
	expect(calls).toBe(1 + WAITING);
	for (const send of events) expect(await send()).toBe(isCopy);
});
