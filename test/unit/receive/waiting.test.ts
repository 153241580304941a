import type { Response } from 'express';
import type { INodeParameters, INodeType, IWebhookFunctions } from 'n8n-workflow';

import {
	inventedDependencies,
	inventedSender,
	inventedTrigger,
	NOW_MS,
} from '../../support/inventedTrigger';
import { deferred, type Deferred, settled, Sleeps } from '../../support/sleeps';
import { TriggerHost } from '../../support/triggerHost';

const PATIENCE_MS = 10_000;
/** How often is looked whether n8n has answered a sender that hung up. */
const LOOK_MS = 1_000;
const LOOKS_IN_AN_HOUR = 3_600;
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

describe('of two events that n8n stores at the same time', () => {
	/** How many events the database knows when the first of two is answered, soon after another was written. */
	async function writtenWithFirst(options: INodeParameters): Promise<number> {
		host.parameters = { options };
		storing = [deferred(), deferred(), deferred()];
		storing[0]?.resolve();
		await host.post({ ...EVENT, id: 'event-0' });
		const [first, second] = [host.post(EVENT), host.post({ ...EVENT, id: 'event-2' })];
		await nodeAsked(3);
		storing[1]?.resolve();
		await Promise.race([first, second]);
		const { keys } = host.stored.seen as { keys: string };
		storing[2]?.resolve();
		await Promise.all([first, second]);
		return keys.length / 16;
	}

	it('the second writes the first down too', async () =>
		expect(await writtenWithFirst({})).toBe(1));

	it('each is written down before its answer where the user wants it', async () =>
		expect(await writtenWithFirst({ writeEachEvent: true })).toBe(2));
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
		expect(host.stored.seen).toMatchObject({ keys: expect.stringMatching(/^[\w-]{16}$/) });
	});

	it('is taken also when n8n holds it for minutes, and its copies meanwhile are told to come back', async () => {
		storing = [deferred()];
		const impatient = postAndHangUp();
		await nodeAsked(1);
		await impatient.hangUp(responses[0]);
		await look(300);
		const copy = host.post(EVENT);
		(await sleeps.of(PATIENCE_MS)).end();
		expect((await copy).status).toBe(503);
		await look(300);

		storing[0]?.resolve();
		await executed(1);
		expect((await host.post(EVENT)).body).toEqual(DUPLICATE);
		expect(host.executions).toHaveLength(1);
	});

	it('is given up when n8n has answered with an error to nobody, so that a copy runs', async () => {
		storing = [deferred()];
		const impatient = postAndHangUp();
		await nodeAsked(1);
		await impatient.hangUp(responses[0]);
		const copy = host.post(EVENT);
		await sleeps.of(PATIENCE_MS);
		await look(2);
		storing[0]?.reject(new Error('The database is gone'));
		await settled();
		await look(1);
		expect((await copy).body).toEqual(RECEIVED);
		expect(host.executions).toHaveLength(1);
	});

	it('is given up when n8n has said nothing for an hour, and remembered if it is stored after all', async () => {
		storing = [deferred(), deferred()];
		const impatient = postAndHangUp();
		await nodeAsked(1);
		await impatient.hangUp(responses[0]);
		await look(LOOKS_IN_AN_HOUR - 1);
		const copy = host.post(EVENT);
		await sleeps.of(PATIENCE_MS);
		expect(responses).toHaveLength(2);
		await look(1);
		storing[0]?.resolve();
		await executed(1);
		storing[1]?.reject(new Error('The database is gone'));
		expect((await copy).status).toBe(500);
		expect((await host.post(EVENT)).body).toEqual(DUPLICATE);
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

		await look(1);
		storing[1]?.reject(new Error('The database is still gone'));
		const copy = host.post(EVENT);
		await nodeAsked(3);
		await look(1);
		expect((await copy).body).toEqual(RECEIVED);
		expect(host.executions).toHaveLength(1);
	});
});

describe('an n8n before 2.8, which answers before it stores', () => {
	beforeEach(() => {
		host.answersFirst = true;
	});

	const saved = () => JSON.stringify(host.stored.seen ?? '');

	it('has an event taken with its answer, and written with the next one', async () => {
		let writtenWithAnswer = '';
		host.storeExecution = () => {
			writtenWithAnswer = saved();
		};
		expect((await host.post(EVENT)).body).toEqual(RECEIVED);
		await executed(1);
		expect(writtenWithAnswer).toBe('""');
		expect((await host.post(EVENT)).body).toEqual(DUPLICATE);

		await host.post({ ...EVENT, id: 'event-2' });
		expect(host.stored.seen).toMatchObject({ keys: expect.stringMatching(/^[\w-]{16}$/) });
	});

	it('that could not answer has taken nothing', async () => {
		host.beforeSaving = () => {
			throw new Error('The process ends here');
		};
		expect((await host.post(EVENT)).status).toBe(500);
		host.beforeSaving = () => {};
		expect((await host.post(EVENT)).body).toEqual(RECEIVED);
	});
});

/** Lets a second pass, as often as this. */
async function look(times: number): Promise<void> {
	for (let time = 0; time < times; time++) {
		(await sleeps.of(LOOK_MS)).end();
		await settled();
	}
}

/** Waits until n8n has stored that many executions. */
async function executed(times: number): Promise<void> {
	while (host.executions.length < times) await settled();
	await settled();
}

/** Waits until the node was asked `times` times. */
async function nodeAsked(times: number): Promise<void> {
	while (responses.length < times) await settled();
}
