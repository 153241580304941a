import { z } from 'zod';

import type { WebhookSource } from '../../../nodes/shared/receive/source';
import { NOW_MS } from '../../support/inventedTrigger';
import { closeAll, event, start } from './setup';

afterEach(closeAll);

const BATCH: Partial<WebhookSource> = { batch: '', isValidationRequest: undefined as never };

type Host = Awaited<ReturnType<typeof start>>;

const idsOf = (host: Host, output = 0) =>
	host.executions.map((items) =>
		items[output]?.map(({ json }) => (json.delivery as { id: string }).id),
	);

const many = (count: number, from = 0) =>
	Array.from({ length: count }, (_, index) => event({ id: `event-${from + index}` }));

describe('a batch', () => {
	it('is one item for each event, each as if it had come alone', async () => {
		const host = await start(BATCH);
		expect(await host.post(many(2))).toMatchObject({ status: 200, body: { received: true } });
		expect(host.executions).toMatchObject([
			[
				[
					{ json: { ...event({ id: 'event-0' }), delivery: { id: 'event-0' } } },
					{ json: { ...event({ id: 'event-1' }), delivery: { eventType: 'greeting' } } },
				],
				[],
			],
		]);
	});

	it('of nothing is taken and starts nothing', async () => {
		const host = await start(BATCH);
		expect(await host.post([])).toMatchObject({ status: 200, body: { received: true } });
		expect(host.executions).toEqual([]);
	});

	it('may be left out: the body is one event', async () => {
		const host = await start(BATCH);
		expect(await host.post(event())).toMatchObject({ status: 200 });
		expect(idsOf(host)).toEqual([['event-1']]);
	});

	it('runs without its copies', async () => {
		const host = await start(BATCH);
		await host.post(many(2));
		await host.post([...many(3), ...many(1, 2)]);
		expect(idsOf(host)).toEqual([['event-0', 'event-1'], ['event-2']]);
		expect(await host.post(many(3))).toMatchObject({
			status: 200,
			body: { received: true, duplicate: true },
		});
		expect(host.executions).toHaveLength(2);
	});

	it('sends what is not as documented to Invalid alone', async () => {
		const host = await start(BATCH);
		await host.post([...many(1), { id: 'odd', at: NOW_MS }, 5]);
		expect(idsOf(host, 0)).toEqual([['event-0']]);
		expect(host.executions[0]?.[1]).toMatchObject([
			{ json: { id: 'odd', delivery: { id: 'odd', problems: [{ path: 'type' }] } } },
			{ json: { body: 5, delivery: { problems: [expect.any(Object)] } } },
		]);
	});

	it('leaves out what is not wanted and what is too old', async () => {
		const host = await start(BATCH);
		const noise = event({ id: 'noise', type: 'noise' });
		const old = event({ id: 'old', at: NOW_MS - 300_001 });
		expect(await host.post([noise, old, ...many(1)])).toMatchObject({ status: 200 });
		expect(idsOf(host)).toEqual([['event-0']]);
		expect(await host.post([noise, old])).toMatchObject({
			status: 200,
			body: { ignored: 'Noise is not wanted' },
		});
		expect(await host.post([old])).toMatchObject({ status: 400 });
		expect(host.executions).toHaveLength(1);
	});

	it('tells what stands beside the list', async () => {
		const host = await start({ ...BATCH, batch: 'data.events' });
		await host.post({ data: { events: many(1), more: true }, source: 'x' });
		expect(host.executions[0]?.[0]?.[0]?.json.delivery).toMatchObject({
			envelope: { data: { more: true }, source: 'x' },
		});
		await host.post({ data: { events: many(1, 1) } });
		expect(host.executions[1]?.[0]?.[0]?.json.delivery).not.toHaveProperty('envelope');
	});

	it('tells events apart that have only the id of the request', async () => {
		const host = await start({
			...BATCH,
			eventId: ({ headers }) => headers['x-request'] as string,
		});
		await host.post(many(2), { 'x-request': 'r' });
		await host.post(many(2), { 'x-request': 'r' });
		expect(idsOf(host)).toEqual([['r:0', 'r:1']]);
	});

	it('tells events without ids apart by what they hold', async () => {
		const host = await start({
			...BATCH,
			schema: z.object({}).passthrough(),
			eventId: undefined as never,
			occurredAtMs: undefined as never,
		});
		await host.post([{ a: 1 }, { a: 2 }]);
		await host.post([{ a: 2 }, { a: 3 }]);
		expect(host.executions.map(([items]) => items?.map(({ json }) => json.a))).toEqual([
			[1, 2],
			[3],
		]);
	});

	it('waits for nobody: while the fate of a copy is open, all of it is to come again', async () => {
		const host = await start(BATCH);
		let answered: Promise<unknown> = Promise.resolve();
		host.storeExecution = async () => {
			host.storeExecution = () => {};
			answered = host.post(many(3));
			expect(await answered).toMatchObject({ status: 503 });
		};
		expect(await host.post(many(1))).toMatchObject({ status: 200 });
		expect(idsOf(host)).toEqual([['event-0']]);
		expect(await host.post(many(3))).toMatchObject({ status: 200 });
		expect(idsOf(host)).toEqual([['event-0'], ['event-1', 'event-2']]);
	});

	it('that could not be stored leaves no trace', async () => {
		const host = await start(BATCH);
		host.storeExecution = () => {
			host.storeExecution = () => {};
			throw new Error('no database');
		};
		expect(await host.post(many(3))).toMatchObject({ status: 500 });
		expect(await host.post(many(3))).toMatchObject({ status: 200 });
		expect(idsOf(host)).toEqual([['event-0', 'event-1', 'event-2']]);
	});

	it('of more than the window is remembered whole', async () => {
		const host = await start({
			...BATCH,
			defaults: { maxBodyKb: 1024, toleranceSeconds: 300 },
		});
		expect(await host.post(many(1500))).toMatchObject({ status: 200 });
		expect(host.executions[0]?.[0]).toHaveLength(1500);
		expect(await host.post(many(1500))).toMatchObject({ body: { duplicate: true } });
	});
});
