import { Ignored } from '../../../nodes/shared/state/ignored';
import { NOW_MS } from '../../support/inventedTrigger';
import { closeAll, event, start } from './setup';

afterEach(closeAll);

const lastAt = new Date(NOW_MS).toISOString();

const noise = (id: string) => event({ id, type: 'noise' });

type Host = Awaited<ReturnType<typeof start>>;

const ignoredIn = (host: Host, execution: number) =>
	(host.executions[execution]?.[0]?.[0]?.json.delivery as { ignoredBefore?: unknown })
		.ignoredBefore;

describe('what did not start the workflow', () => {
	it('is told with the next event that does, once', async () => {
		const host = await start();
		await host.post(event());
		expect(ignoredIn(host, 0)).toBeUndefined();
		await host.post(noise('a'));
		await host.post(noise('b'));
		await host.post(event());
		await host.post('x', { 'content-type': 'text/csv' });
		await host.post(event({ id: 'event-2' }));
		expect(ignoredIn(host, 1)).toEqual([
			{ reason: 'notSelected', count: 2, lastEventType: 'noise', lastAt },
			{ reason: 'duplicate', count: 1, lastEventType: 'greeting', lastAt },
			{ reason: 'contentType', count: 1, lastEventType: null, lastAt },
		]);
		await host.post(event({ id: 'event-3' }));
		expect(ignoredIn(host, 2)).toBeUndefined();
	});

	it('is told again when the event was not stored', async () => {
		const host = await start();
		await host.post(noise('a'));
		host.storeExecution = () => {
			host.storeExecution = () => {};
			throw new Error('no database');
		};
		await host.post(event());
		await host.post(noise('b'));
		await host.post(event());
		expect(ignoredIn(host, 0)).toMatchObject([{ reason: 'notSelected', count: 2 }]);
	});

	it('is counted for each URL by itself', async () => {
		const host = await start();
		await host.post(noise('a'), {}, host.testUrl);
		await host.post(event());
		await host.post(event(), {}, host.testUrl);
		expect(ignoredIn(host, 0)).toBeUndefined();
		expect(ignoredIn(host, 1)).toMatchObject([{ count: 1 }]);
	});
});

describe('the count', () => {
	it('says something at most once a minute, and then everything', () => {
		const ignored = new Ignored();
		expect(ignored.note('notSelected', 'a', 0)).toBe('1 × notSelected (last type: a)');
		expect(ignored.note('notSelected', 'b', 30_000)).toBeUndefined();
		expect(ignored.note('signatureWrong', null, 59_999)).toBeUndefined();
		expect(ignored.note('notSelected', 'c\nd', 60_000)).toBe(
			'2 × notSelected (last type: c?d); 1 × signatureWrong',
		);
		expect(ignored.take()).toMatchObject([{ count: 3 }, { count: 1 }]);
	});

	it('keeps no long text', () => {
		const ignored = new Ignored();
		ignored.note('notSelected', 'x'.repeat(10_000), 0);
		expect(ignored.take()).toMatchObject([{ lastEventType: 'x'.repeat(100) }]);
	});

	it('joins what is given back with what came since', () => {
		const ignored = new Ignored();
		ignored.note('duplicate', 'a', 0);
		const taken = ignored.take() ?? [];
		ignored.note('duplicate', 'b', 1000);
		ignored.giveBack(taken);
		expect(ignored.take()).toMatchObject([{ count: 2, lastEventType: 'b' }]);
		expect(ignored.take()).toBeUndefined();
	});
});
