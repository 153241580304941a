import type { Response } from 'express';
import type { INodeType, IWebhookFunctions } from 'n8n-workflow';

import {
	inventedDependencies,
	inventedSender,
	inventedTrigger,
	NOW_MS,
} from '../../support/inventedTrigger';
import { deferred, type Deferred, settled, Sleeps } from '../../support/sleeps';
import { TriggerHost } from '../../support/triggerHost';

const PATIENCE_MS = 10_000;
const GRACE_MS = 60_000;
const EVENT = { id: 'event-1', type: 'greeting', at: NOW_MS };
const RECEIVED = { received: true };
const DUPLICATE = { received: true, duplicate: true };

let host: TriggerHost;
let sleeps: Sleeps;
/** n8n's responses in the order in which the node was asked for them. */
let responses: Response[];
/** What becomes of each storing of an execution, in order; what is not listed succeeds at once. */
let storing: Array<Deferred<void>>;

beforeEach(async () => {
	sleeps = new Sleeps();
	responses = [];
	storing = [];
	const trigger = inventedTrigger(inventedSender(), inventedDependencies(sleeps));
	host = await TriggerHost.start({
		nodeType: watched(trigger, responses),
		parameters: { options: {} },
	});
	let next = 0;
	host.storeExecution = async () => await storing[next++]?.promise;
});
afterEach(async () => await host.close());

/** Notes the response of each request that reaches the node. */
function watched(nodeType: INodeType, seen: Response[]): INodeType {
	return {
		...nodeType,
		async webhook(this: IWebhookFunctions) {
			seen.push(this.getResponseObject() as Response);
			return (await nodeType.webhook?.call(this)) ?? {};
		},
	};
}

/** Sends the event from a sender that hangs up when told. */
function postAndHangUp() {
	const controller = new AbortController();
	const answer = fetch(host.url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(EVENT),
		signal: controller.signal,
	}).catch(() => 'hung up');
	return {
		/** Resolves when n8n has noticed. */
		async hangUp(response: Response | undefined): Promise<void> {
			const noticed = new Promise<void>((resolve) => response?.once('close', () => resolve()));
			controller.abort();
			expect(await answer).toBe('hung up');
			await noticed;
		},
	};
}

describe('a copy of an event that n8n is storing', () => {
	it('is told to come back when it has waited 10 seconds', async () => {
		storing = [deferred()];
		const first = host.post(EVENT);
		const copy = host.post(EVENT);
		(await sleeps.of(PATIENCE_MS)).end();
		const answered = await copy;
		expect(answered).toMatchObject({
			status: 503,
			body: { error: 'The same event is still being processed' },
		});
		expect(answered.headers.get('retry-after')).toBe('10');
		expect(host.executions).toEqual([]);

		storing[0]?.resolve();
		expect((await first).body).toEqual(RECEIVED);
		expect((await host.post(EVENT)).body).toEqual(DUPLICATE);
		expect(host.executions).toHaveLength(1);
	});

	it('is dropped when that succeeds', async () => {
		storing = [deferred()];
		const answers = [host.post(EVENT), host.post(EVENT)];
		await sleeps.of(PATIENCE_MS);
		storing[0]?.resolve();
		const bodies = (await Promise.all(answers)).map(({ body }) => body);
		expect(bodies).toContainEqual(RECEIVED);
		expect(bodies).toContainEqual(DUPLICATE);
		expect(host.executions).toHaveLength(1);
	});

	it('runs in its place when that fails', async () => {
		storing = [deferred()];
		const answers = [host.post(EVENT), host.post(EVENT)];
		await sleeps.of(PATIENCE_MS);
		storing[0]?.reject(new Error('The database is gone'));
		const statuses = (await Promise.all(answers)).map(({ status }) => status);
		expect(statuses.sort()).toEqual([200, 500]);
		expect(host.executions).toHaveLength(1);
	});

	it('does not hold up other events', async () => {
		storing = [deferred()];
		const first = host.post(EVENT);
		void host.post(EVENT);
		await sleeps.of(PATIENCE_MS);
		expect((await host.post({ ...EVENT, id: 'event-2' })).body).toEqual(RECEIVED);
		storing[0]?.resolve();
		await first;
	});
});

describe('an event whose sender hangs up before the answer', () => {
	it('is taken once n8n has stored it nevertheless', async () => {
		storing = [deferred()];
		const impatient = postAndHangUp();
		await nodeAsked(1);
		await impatient.hangUp(responses[0]);
		const copy = host.post(EVENT);
		await sleeps.of(PATIENCE_MS);
		storing[0]?.resolve();
		expect((await copy).body).toEqual(DUPLICATE);
		expect(host.executions).toHaveLength(1);
		expect(host.stored.seen).toHaveLength(16);
	});

	it('is given up a minute later, so that a copy can run', async () => {
		storing = [deferred()];
		const impatient = postAndHangUp();
		await nodeAsked(1);
		await impatient.hangUp(responses[0]);
		const copy = host.post(EVENT);
		await sleeps.of(PATIENCE_MS);
		expect(host.executions).toEqual([]);
		(await sleeps.of(GRACE_MS)).end();
		expect((await copy).body).toEqual(RECEIVED);
		expect(host.executions).toHaveLength(1);
	});

	it('while it waits for a copy, is given up like any other when its turn comes and fails', async () => {
		storing = [deferred(), deferred()];
		const first = host.post(EVENT);
		await nodeAsked(1);
		const impatient = postAndHangUp();
		await sleeps.of(PATIENCE_MS);
		await impatient.hangUp(responses[1]);
		storing[0]?.reject(new Error('The database is gone'));
		expect((await first).status).toBe(500);

		const grace = await sleeps.of(GRACE_MS);
		storing[1]?.reject(new Error('The database is still gone'));
		const copy = host.post(EVENT);
		await nodeAsked(3);
		grace.end();
		expect((await copy).body).toEqual(RECEIVED);
		expect(host.executions).toHaveLength(1);
	});
});

/** Waits until the node was asked `times` times. */
async function nodeAsked(times: number): Promise<void> {
	while (responses.length < times) await settled();
}
