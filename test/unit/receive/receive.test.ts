import { createHash } from 'node:crypto';

import type { WebhookSource } from '../../../nodes/shared/receive/source';
import type { KeptEvents } from '../../../nodes/shared/state/keptEvents';
import { inventedSender, inventedTrigger } from '../../support/inventedTrigger';
import { TriggerHost } from '../../support/triggerHost';
import { closeAll, event, start } from './setup';

afterEach(closeAll);

describe('a body at the limit', () => {
	const padded = (bytes: number) => {
		const empty = JSON.stringify(event({ padding: '' }));
		return JSON.stringify(event({ padding: 'x'.repeat(bytes - empty.length) }));
	};

	it('is taken with as many bytes as allowed, and refused with one more', async () => {
		const host = await start();
		expect(await host.post(padded(1025))).toMatchObject({ status: 413 });
		expect(await host.post(padded(1024))).toMatchObject({ status: 200 });
	});

	it('is measured in bytes, not in characters', async () => {
		const host = await start();
		expect(await host.post(event({ padding: 'ß'.repeat(512) }))).toMatchObject({ status: 413 });
	});

	it('is measured also when its length was not announced', async () => {
		const host = await start();
		for (const [bytes, status] of [
			[1025, 413],
			[1024, 200],
		] as const) {
			const response = await fetch(host.url, {
				method: 'POST',
				headers: { 'content-type': 'application/vnd.x+json' },
				body: new Blob([padded(bytes)]).stream(),
				duplex: 'half',
			} as RequestInit);
			expect(response.status).toBe(status);
		}
	});

	it('follows the option of the node', async () => {
		const host = await start();
		host.parameters = { options: { maxBodyKb: 2 } };
		expect(await host.post(padded(2048))).toMatchObject({ status: 200 });
		expect(await host.post(padded(2049))).toMatchObject({ status: 413 });
	});
});

describe('an item', () => {
	it("is the sender's body, and what we know about the delivery", async () => {
		const host = await start();
		const body = event({ nested: { kept: [1, null, 'ä'] } });
		await host.post(body);
		expect(host.executions).toEqual([
			[
				[
					{
						json: {
							...body,
							delivery: {
								id: 'event-1',
								receivedAt: '2026-01-01T12:00:00.000Z',
								eventType: 'greeting',
								verified: 'none',
								sourceIp: expect.stringContaining('127.0.0.1'),
							},
						},
					},
				],
				[],
			],
		]);
	});

	const delivered = (host: TriggerHost) => {
		const [[events = [], invalid = []] = []] = host.executions;
		return [...events, ...invalid][0]?.json.delivery;
	};

	it("keeps its own `delivery` when the sender's body has one", async () => {
		const host = await start();
		await host.post(event({ delivery: { verified: 'X-Hook-Signature', id: 'forged' } }));
		expect(delivered(host)).toMatchObject({ id: 'event-1', verified: 'none' });
	});

	it('has the SHA-256 of the raw body for its id where the sender has none', async () => {
		const host = await start({ eventId: undefined });
		const raw = JSON.stringify(event());
		await host.post(raw);
		const hash = createHash('sha256').update(raw).digest('hex');
		expect(delivered(host)).toMatchObject({ id: hash });
		expect((await host.post(raw)).body).toEqual({ received: true, duplicate: true });
		expect((await host.post(`${raw} `)).body).toEqual({ received: true });
	});

	it('names the sender behind the trusted proxies', async () => {
		const host = await start();
		host.parameters = { options: { trustedProxies: 1, allowedIps: '198.51.100.0/24' } };
		const headers = { 'x-forwarded-for': '192.0.2.66, 198.51.100.7' };
		await host.post(event(), headers);
		expect(delivered(host)).toMatchObject({ sourceIp: '198.51.100.7' });
		expect(await host.post(event())).toMatchObject({ status: 403 });
	});

	it('does not take a key of the body for more than a key', async () => {
		const host = await start();
		const raw = JSON.stringify(event()).replace('{', '{"__proto__":{"polluted":1},');
		expect(await host.post(raw)).toMatchObject({ status: 200 });
		expect(({} as { polluted?: number }).polluted).toBeUndefined();
	});
});

describe('a payload that is not as documented', () => {
	it.each([
		['a list', '[{"id":"event-1"}]', [{ id: 'event-1' }]],
		['a number', '5', 5],
		['a text', '"text"', 'text'],
		['null', 'null', null],
		['nothing', '', ''],
	])('leaves through the second output: %s', async (_what, raw, body) => {
		for (const type of ['application/json', 'application/vnd.x+json']) {
			const host = await start();
			const answered = await host.post(raw, { 'content-type': type });
			expect(answered).toMatchObject({ status: 200, body: { received: true } });
			const delivery = {
				id: createHash('sha256').update(raw).digest('hex'),
				receivedAt: '2026-01-01T12:00:00.000Z',
				eventType: null,
				verified: 'none',
				sourceIp: expect.any(String),
				problems: [{ path: '', message: expect.any(String) }],
			};
			expect(host.executions).toEqual([[[], [{ json: { body, delivery } }]]]);
		}
	});

	it('leaves through the second output when it is not JSON', async () => {
		const host = await start();
		await host.post('{"id":', { 'content-type': 'application/vnd.x+json' });
		expect(host.executions[0]?.[1]?.[0]?.json).toMatchObject({
			delivery: { problems: [{ path: '', message: 'The body is not JSON' }] },
		});
	});

	it('keeps its keys, and says what is wrong with which', async () => {
		const host = await start();
		await host.post(event({ id: '', at: 'today', more: true }));
		expect(host.executions[0]?.[1]?.[0]?.json).toMatchObject({
			id: '',
			more: true,
			delivery: {
				eventType: null,
				problems: [{ path: 'id' }, { path: 'at' }],
			},
		});
	});

	it('runs once however often it is sent, and as often as it differs', async () => {
		const host = await start();
		await host.post('[1]');
		expect((await host.post('[1]')).body).toEqual({ received: true, duplicate: true });
		expect((await host.post('[2]')).body).toEqual({ received: true });
		expect(host.executions).toHaveLength(2);
	});
});

describe('the credential', () => {
	let events = 0;
	const loading: Partial<WebhookSource> = {
		async authentication(_context, from) {
			const { token } = await from.getCredentials<{ token: string }>('inventedApi');
			return { tokens: [token] };
		},
	};

	it('is loaded once a request', async () => {
		const host = await start(loading, { token: 'secret-token' });
		await host.post(event(), {}, `${host.url}?token=secret-token`);
		expect(host.executions[0]?.[0]?.[0]?.json.delivery).toMatchObject({ verified: 'token' });
		expect(host.credentialsHelper.loads).toBe(1);
		await host.post(event(), {}, `${host.url}?token=wrong`);
		expect(host.credentialsHelper.loads).toBe(2);
	});

	it('that was replaced a moment ago holds at once; the old one holds up to 10 seconds more', async () => {
		const credential = { token: 'old' };
		const host = await start(loading, credential);
		const statusOf = async (token: string) =>
			(await host.post(event({ id: `event ${++events}` }), {}, `${host.url}?token=${token}`))
				.status;
		expect(await statusOf('old')).toBe(200);
		credential.token = 'new';
		expect(await statusOf('old')).toBe(200);
		expect(await statusOf('new')).toBe(200);
		expect(await statusOf('old')).toBe(401);
	});

	it('is not loaded for what is refused or answered before', async () => {
		const host = await start(loading, { token: 'secret-token' });
		await host.post('a=1', { 'content-type': 'text/csv' });
		await host.post(event({ padding: 'x'.repeat(1024) }));
		host.parameters = { options: { allowedIps: '192.0.2.1' } };
		await host.post(event());
		expect(host.credentialsHelper.loads).toBe(0);
	});

	it('that is missing is an error of ours: 500, and the sender tries again', async () => {
		const host = await start(loading);
		expect(await host.post(event())).toMatchObject({
			status: 500,
			body: { error: 'The webhook could not be processed' },
		});
		expect(host.executions).toEqual([]);
		expect(host.database.writes).toBe(0);
	});
});

describe('an error of our own', () => {
	const failing = () => {
		throw new Error('a defect');
	};

	it.each([
		['isValidationRequest', { isValidationRequest: failing }],
		['authentication', { authentication: failing }],
		['ignoreReason', { ignoreReason: failing }],
		['occurredAtMs', { occurredAtMs: failing }],
		['eventId', { eventId: failing }],
		['eventType', { eventType: failing }],
		['a sender that throws a text', { authentication: async () => await Promise.reject('text') }],
	])('in %s is answered with 500 and says nothing of it', async (_where, changes) => {
		const host = await start(changes as Partial<WebhookSource>);
		const { status, body } = await host.post(event());
		expect({ status, body }).toEqual({
			status: 500,
			body: { error: 'The webhook could not be processed' },
		});
		expect(host.executions).toEqual([]);
	});
});

describe('the static data', () => {
	it('is written once for an event, and never for what does not run', async () => {
		const host = await start();
		await host.post(event());
		expect(host.database.writes).toBe(1);
		expect(host.stored.seen).toMatchObject({ keys: expect.stringMatching(/^[\w-]{16}$/) });
		await host.post(event());
		await host.post(event({ id: 'event-2', type: 'noise' }));
		await host.post(event({ id: 'event-3', at: 0 }));
		await host.post({ ping: true });
		expect(host.database.writes).toBe(1);
	});

	it('keeps what else the node has stored there', async () => {
		const host = await start();
		const others = {
			'node:Trigger': { a: 1 },
			global: { b: 2, signedWebhooks: { other: { c: 3 } } },
		};
		host.database.staticData = JSON.stringify(others);
		await host.post(event());
		expect(JSON.parse(host.database.staticData)).toMatchObject(others);
		expect(host.stored).toMatchObject({ seen: expect.any(Object) });
	});

	it('is left alone while listening for a test event, which may come again', async () => {
		const host = await start();
		for (let time = 0; time < 3; time++) await host.post(event(), {}, host.testUrl);
		expect(host.executions).toHaveLength(3);
		expect(host.database).toMatchObject({ staticData: '{}', writes: 0 });
	});

	it('holds no more than the window that the user has set', async () => {
		const host = await start();
		host.parameters = { options: { seenWindow: 2 } };
		for (const id of ['a', 'b', 'c']) await host.post(event({ id }));
		expect((host.stored.seen as KeptEvents).keys).toHaveLength(32);
		expect((await host.post(event({ id: 'c' }))).body).toHaveProperty('duplicate');
		expect((await host.post(event({ id: 'a' }))).body).not.toHaveProperty('duplicate');
	});
});

it('lives in the real time where nothing else is injected', async () => {
	const nodeType = inventedTrigger(inventedSender());
	const host = await TriggerHost.start({ nodeType, parameters: { options: {} } });
	const [first, copy, old] = [
		await host.post(event({ at: Date.now() })),
		await host.post(event({ at: Date.now() })),
		await host.post(event({ id: 'old', at: Date.now() - 301_000 })),
	];
	await host.close();
	expect(first.body).toEqual({ received: true });
	expect(copy.body).toEqual({ received: true, duplicate: true });
	expect(old.status).toBe(400);
});
