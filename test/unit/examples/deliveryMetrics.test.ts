import type { IDataObject } from 'n8n-workflow';

import { loadExample, nodeNamed } from '../../support/examples';

const HOUR_MS = 60 * 60 * 1000;
const NOW_MS = Date.parse('2026-03-01T12:00:00.000Z');

beforeEach(() => jest.useFakeTimers({ now: NOW_MS }));
afterEach(() => jest.useRealTimers());

/** Runs a Code node of the example over these items, as n8n does. */
function run(name: string, items: IDataObject[]): IDataObject[] {
	const code = String(nodeNamed(loadExample('delivery-metrics'), name).parameters.jsCode);
	const input = { all: () => items.map((json) => ({ json })) };
	// eslint-disable-next-line @n8n/community-nodes/no-dangerous-functions -- the code of the example
	const work = new Function('$input', '$execution', code) as (
		...given: unknown[]
	) => Array<{ json: IDataObject }>;
	return work(input, { id: '7' }).map(({ json }) => json);
}

const attempt = (number: number, startedAt: string, more: IDataObject) => ({
	number,
	startedAt,
	durationMs: 40,
	...more,
});

describe('a row for each delivery', () => {
	it('that arrived at the second attempt: the time from the first to the last counts', () => {
		const attempts = [
			attempt(1, '2026-03-01T11:59:00.000Z', { statusCode: 503, waitMs: 2000 }),
			attempt(2, '2026-03-01T11:59:02.100Z', { statusCode: 200 }),
		];
		const delivery = { messageId: 'm1', status: 'delivered', statusCode: 200, attempts };
		expect(run('Delivery Rows', [{ delivery }])).toEqual([
			{
				key: 'sent m1',
				direction: 'sent',
				outcome: 'delivered',
				errorKind: '',
				attempts: 2,
				responseMs: 40,
				totalMs: 2140,
				count: 1,
				happenedAt: '2026-03-01T11:59:02.140Z',
			},
		]);
	});

	it.each([
		['refused', { statusCode: 410 }, 'status 410'],
		['without an answer', { error: 'No answer in time' }, 'No answer in time'],
	])('that failed (%s)', (_how, end, errorKind) => {
		const attempts = [attempt(1, '2026-03-01T11:59:00.000Z', end)];
		const { statusCode } = end as { statusCode?: number };
		const delivery = {
			messageId: 'm1',
			status: 'failed',
			attempts,
			...(statusCode && { statusCode }),
		};
		const [row] = run('Delivery Rows', [{ delivery, error: 'It was not delivered' }]);
		expect(row).toMatchObject({ outcome: 'failed', errorKind, attempts: 1 });
	});

	it('that could not even be sent', () => {
		const delivery = { id: 'e1', receivedAt: '2026-03-01T11:00:00.000Z' };
		const [row] = run('Delivery Rows', [{ delivery, error: 'The URL is missing' }]);
		const errorKind = 'not sent: The URL is missing';
		expect(row).toMatchObject({ key: 'sent e1', outcome: 'failed', errorKind, attempts: 0 });
	});

	it('that a trigger took, with how long it was on its way, and what it refused before', () => {
		const ignoredBefore = [
			{ reason: 'signatureWrong', count: 3, lastAt: '2026-03-01T11:50:00.000Z' },
			{ reason: 'duplicate', count: 2, lastAt: '2026-03-01T11:51:00.000Z' },
		];
		const delivery = { id: 'e1', receivedAt: '2026-03-01T11:59:05.000Z', ignoredBefore };
		expect(
			run('Delivery Rows', [{ timestamp: '2026-03-01T11:59:00.000Z', delivery }]),
		).toMatchObject([
			{ key: 'received e1', outcome: 'taken', totalMs: 5000 },
			{ outcome: 'refused', errorKind: 'signatureWrong', count: 3 },
			{ outcome: 'ignored', errorKind: 'duplicate', count: 2 },
		]);
	});

	it('and none for what no node of this package has seen', () => {
		expect(run('Delivery Rows', [{ order: 7 }])).toEqual([]);
	});
});

describe('the figures of an hour', () => {
	let id = 0;
	const row = (minutesAgo: number, more: IDataObject = {}) => ({
		id: ++id,
		key: `sent ${id}`,
		direction: 'sent',
		outcome: 'delivered',
		errorKind: '',
		attempts: 1,
		responseMs: 100,
		totalMs: 100,
		count: 1,
		happenedAt: new Date(NOW_MS - minutesAgo * 60_000).toISOString(),
		...more,
	});
	const failed = { outcome: 'failed', errorKind: 'status 500' };
	const times = (count: number, make: (i: number) => IDataObject) =>
		Array.from({ length: count }, (_, i) => make(i));
	const metrics = (rows: IDataObject[]) => run('Metrics', rows)[0] ?? {};

	it('say nothing of no deliveries, and an empty row is none', () => {
		expect(metrics([{}])).toMatchObject({
			from: new Date(NOW_MS - HOUR_MS).toISOString(),
			sent: { deliveries: 0, successRate: null },
			alerts: [],
		});
	});

	it('are those of the last hour; the day before stands beside them', () => {
		const rows = [
			...times(4, (i) => row(i + 1, { responseMs: (i + 1) * 100, totalMs: 1000 })),
			...times(2, () => row(90, { responseMs: 300 })),
		];
		expect(metrics(rows)).toMatchObject({
			sent: {
				deliveries: 4,
				successRate: 100,
				responseMs: { average: 250, median: 200, p95: 400, most: 400 },
				processingMs: { average: 1000 },
			},
			dayBefore: { deliveries: 2, responseMs: { average: 300 } },
			alerts: [],
		});
	});

	it.each([
		['no failure', times(20, () => row(5)), []],
		['one failure in ten', [row(9, failed), ...times(9, () => row(5))], []],
		[
			'two failures in ten',
			[...times(2, () => row(9, failed)), ...times(8, () => row(5))],
			[/^High error rate: 20 % of 10 deliveries failed \(2 × status 500\)$/],
		],
		['too few to say', [row(9, failed), row(5)], []],
		[
			'failures in a row',
			[...times(40, () => row(9)), ...times(3, () => row(5, failed))],
			[/^The last 3 deliveries failed/],
		],
		['slow answers', times(5, () => row(5, { responseMs: 6000 })), [/^Slow answers: .*6000 ms/]],
		[
			'slower answers than before',
			[...times(5, () => row(90)), ...times(5, () => row(5, { responseMs: 250 }))],
			[/^Slower answers: 250 ms on average, 100 ms the day before$/],
		],
		[
			'many retries',
			times(5, () => row(5, { attempts: 2 })),
			[/^Many retries: 1 for each delivery$/],
		],
		[
			'many refusals',
			[row(5, { direction: 'received', outcome: 'refused', errorKind: 'tokenWrong', count: 12 })],
			[/^12 requests were refused.*12 × tokenWrong/],
		],
	])('raise an alarm by the rules: %s', (_what, rows, expected) => {
		const { alerts } = metrics(rows);
		expect(alerts).toEqual(expected.map((text) => expect.stringMatching(text) as string));
	});
});
