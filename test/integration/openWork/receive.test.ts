import { freshOpenWorkEvent, OPENWORK_EVENT_TYPES } from '../../fixtures';
import { hookSignature } from '../../simulators';
import { afterMs } from '../../support/afterMs';
import { type OpenWorkPair, restarted, startPair } from './setup';

let pair: OpenWorkPair;
beforeEach(async () => {
	pair = await startPair();
	await pair.host.activate();
});
afterEach(async () => await pair.close());

const hook = () => {
	const [first] = pair.vendor.hooks.values();
	if (!first) throw new Error('There is no hook');
	return first;
};
const answer = async (...overrides: [Parameters<typeof pair.vendor.deliver>[2]?]) => {
	const { attempts } = await pair.vendor.deliver(hook().id, freshOpenWorkEvent(), {
		maxAttempts: 1,
		...overrides[0],
	});
	return attempts[0];
};

describe('an OpenWork event', () => {
	it.each(OPENWORK_EVENT_TYPES)('%s starts the workflow', async (type) => {
		pair.host.parameters = { ...pair.host.parameters, eventTypes: ['*'] };
		const event = freshOpenWorkEvent(type);
		const { attempts } = await pair.vendor.deliver(hook().id, event);
		expect(attempts).toEqual([expect.objectContaining({ status: 200, body: '{"received":true}' })]);
		expect(pair.host.executions).toEqual([
			[
				[
					{
						json: {
							event,
							webhook: { id: hook().id, name: 'n8n' },
							delivery: {
								id: event.id,
								receivedAt: expect.stringMatching(/^\d{4}-.*Z$/),
								eventType: type,
								verified: 'X-Hook-Signature',
								sourceIp: expect.stringContaining('127.0.0.1'),
							},
						},
					},
				],
				[],
			],
		]);
	});

	it('costs one look at the credential, and none in the next 10 seconds', async () => {
		const before = pair.host.credentialsHelper.loads;
		await answer();
		await answer();
		expect(pair.host.credentialsHelper.loads).toBe(before + 1);
		afterMs(10_000);
		await answer();
		expect(pair.host.credentialsHelper.loads).toBe(before + 2);
	});

	it.each([
		['without a signature', { signature: null }, 'missing'],
		['with an empty signature', { signature: '' }, 'missing'],
		['with two signatures', { signature: ['sha256=00', 'sha256=00'] }, 'malformed'],
		['signed with another secret', { secret: 'forged' }, 'does not match'],
		['changed on its way', { tamper: (body: Buffer) => Buffer.from(`${body} `) }, 'not match'],
		['with a signature cut short', { signature: 'sha256=abcd' }, 'malformed'],
	])('%s is refused', async (_how, overrides, reason) => {
		expect(await answer(overrides)).toMatchObject({
			status: 401,
			body: expect.stringContaining(reason),
		});
		expect(pair.host.executions).toEqual([]);
	});

	it('of a type that is not selected is acknowledged', async () => {
		const { attempts } = await pair.vendor.deliver(hook().id, freshOpenWorkEvent('message:sent'));
		expect(attempts).toHaveLength(1);
		expect(JSON.parse(attempts[0]?.body ?? '')).toEqual({
			received: true,
			ignored: 'The event type message:sent is not selected in the node',
		});
		expect(pair.host.executions).toEqual([]);
	});

	it('that is 3 hours old is taken, one older is refused, and 0 takes any', async () => {
		const hoursAgo = (hours: number) =>
			freshOpenWorkEvent('app:health_warning', Date.now() - hours * 3_600_000);
		const deliver = async (hours: number) => {
			const overrides = { maxAttempts: 1 };
			return await pair.vendor.deliver(hook().id, hoursAgo(hours), overrides);
		};
		expect((await deliver(2.9)).delivered).toBe(true);
		expect((await deliver(3.1)).attempts[0]).toMatchObject({ status: 400 });
		pair.host.parameters = { ...pair.host.parameters, options: { tolerance: 0 } };
		expect((await deliver(9000)).delivered).toBe(true);
	});

	it('that is not as documented leaves through the second output', async () => {
		const parts = Object.entries(freshOpenWorkEvent()).filter(([name]) => name !== 'payload');
		const incomplete = Object.fromEntries(parts);
		await pair.vendor.deliver(hook().id, incomplete as never);
		expect(pair.host.executions).toEqual([
			[
				[],
				[
					{
						json: expect.objectContaining({
							event: incomplete,
							delivery: expect.objectContaining({
								eventType: null,
								problems: [{ path: 'event.payload', message: expect.any(String) }],
							}),
						}),
					},
				],
			],
		]);
	});

	it('with more than 256 KB is refused', async () => {
		const body = JSON.stringify('x'.repeat(256 * 1024));
		expect(await pair.host.post(body)).toMatchObject({ status: 413 });
	});

	it('with another content type is refused', async () => {
		const answered = await pair.host.post('a=1', { 'content-type': 'text/csv' });
		expect(answered).toMatchObject({ status: 415, body: { error: expect.any(String) } });
	});

	it('with a +json type, which n8n leaves unread, is taken', async () => {
		const body = JSON.stringify({
			event: freshOpenWorkEvent(),
			webhook: { id: 'wh-1', name: 'n8n' },
		});
		const headers = {
			'content-type': 'application/cloudevents+json; charset=utf-8',
			'x-hook-signature': hookSignature(hook().secret ?? '', body),
		};
		expect(await pair.host.post(body, headers)).toMatchObject({ status: 200 });
		expect(pair.host.executions).toHaveLength(1);
	});

	it('from an address that is not allowed is refused', async () => {
		pair.host.parameters = { ...pair.host.parameters, options: { allowedIps: '192.0.2.0/24' } };
		expect(await answer()).toMatchObject({ status: 403 });
		pair.host.parameters = { ...pair.host.parameters, options: { allowedIps: '127.0.0.0/8' } };
		expect(await answer()).toMatchObject({ status: 200 });
	});

	it('is taken also after a restart that lost all that was kept: the secret can be made again', async () => {
		pair.host.database.staticData = '{}';
		pair.host.nodeType = restarted();
		expect(await answer()).toMatchObject({ status: 200 });
		expect(await answer({ secret: '' })).toMatchObject({ status: 401 });
	});

	it('is taken also after the API token was replaced, from what is kept', async () => {
		pair.credential.token = 'a new token';
		pair.host.nodeType = restarted();
		expect(await answer()).toMatchObject({ status: 200 });
	});
});

describe('a copy of an event', () => {
	it('is dropped without an execution or a write', async () => {
		const first = await pair.vendor.deliver(hook().id, freshOpenWorkEvent());
		const { writes } = pair.host.database;
		const second = await pair.vendor.replay(first);
		expect(JSON.parse(second.attempts[0]?.body ?? '')).toEqual({ received: true, duplicate: true });
		expect(pair.host.executions).toHaveLength(1);
		expect(pair.host.database.writes).toBe(writes);
	});

	it('waits for the first and is dropped with it', async () => {
		const stored = deferred();
		pair.host.storeExecution = async () => await stored.promise;
		const event = freshOpenWorkEvent();
		const copies = [1, 2, 3].map(async () => await pair.vendor.deliver(hook().id, event));
		stored.resolve();
		const bodies = (await Promise.all(copies)).map(({ attempts }) => attempts[0]?.body);
		expect(bodies.filter((body) => body === '{"received":true}')).toHaveLength(1);
		expect(pair.host.executions).toHaveLength(1);
	});

	it('takes the place of a first that n8n could not store', async () => {
		let failures = 1;
		pair.host.storeExecution = () => {
			if (failures-- > 0) throw new Error('The database is gone');
		};
		const first = await pair.vendor.deliver(hook().id, freshOpenWorkEvent(), { maxAttempts: 1 });
		expect(first.attempts[0]?.status).toBe(500);
		expect((await pair.vendor.replay(first)).delivered).toBe(true);
		expect(pair.host.executions).toHaveLength(1);
	});

	it('may be sent as often as one likes while listening for a test event', async () => {
		await pair.host.activate('manual');
		const testHook = [...pair.vendor.hooks.values()].find(({ url }) => url === pair.host.testUrl);
		const first = await pair.vendor.deliver(testHook?.id ?? '', freshOpenWorkEvent());
		await pair.vendor.replay(first);
		expect(pair.host.executions).toHaveLength(2);
	});
});

describe('an event of the open OpenWork server', () => {
	beforeEach(async () => {
		await pair.close();
		pair = await startPair({}, { dialect: 'as found' });
		await pair.host.activate();
	});

	it('starts the workflow: other signature header, and no webhook in the body', async () => {
		const event = freshOpenWorkEvent();
		const { attempts } = await pair.vendor.deliver(hook().id, event);
		expect(attempts).toEqual([expect.objectContaining({ status: 200, body: '{"received":true}' })]);
		const delivery = expect.objectContaining({ id: event.id, verified: 'X-Webhook-Signature' });
		expect(pair.host.executions).toEqual([[[{ json: { event, delivery } }], []]]);
	});

	it.each([
		['without a signature', { signature: null }, 'X-Hook-Signature, X-Webhook-Signature'],
		['signed with another secret', { secret: 'forged' }, 'does not match'],
		['signed twice', { headers: { 'X-Hook-Signature': 'sha256=00' } }, 'more than one signature'],
	])('%s is refused', async (_how, overrides, reason) => {
		expect(await answer(overrides)).toMatchObject({
			status: 401,
			body: expect.stringContaining(reason),
		});
		expect(pair.host.executions).toEqual([]);
	});

	it.each([
		['X-Webhook-Id', 'another', 'x-webhook-id does not agree with the id'],
		['X-Webhook-Id', '', 'x-webhook-id does not agree with the id'],
		['X-Webhook-Event', 'app:connected', 'x-webhook-event does not agree with the type'],
	])('whose header %s is %j is refused', async (name, value, reason) => {
		expect(await answer({ headers: { [name]: value } })).toMatchObject({
			status: 400,
			body: expect.stringContaining(reason),
		});
		expect(pair.host.executions).toEqual([]);
	});

	it('may come without these headers', async () => {
		const headers = { 'X-Webhook-Id': null, 'X-Webhook-Event': null, 'X-Webhook-Timestamp': null };
		expect(await answer({ headers })).toMatchObject({ status: 200, body: '{"received":true}' });
	});
});

function deferred(): { promise: Promise<void>; resolve: () => void } {
	let resolve = () => {};
	const promise = new Promise<void>((done) => {
		resolve = done;
	});
	return { promise, resolve };
}
