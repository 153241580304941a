import { ManualClock } from '../../simulators';
import { ActionPair, START } from './actionSetup';

let pair: ActionPair;
const start = async (perMinute: number) => {
	pair = await ActionPair.start({ perMinute });
};
afterEach(async () => await pair.close());

const NEW_TICKET = { subject: 'Subject', message: 'Message', customerEmail: 'a@example.com' };
const many = (count: number) => Array.from({ length: count }, () => ({ json: {} }));
const times = () => pair.vendor.requests.map(({ at }) => at - START);
const statuses = () => pair.vendor.requests.map(({ status }) => status);

describe('the rate limit that the Autoresponder announces', () => {
	it('is kept by the REST API: 100 requests a minute, and none is refused', async () => {
		await start(100);
		await pair.run('create', NEW_TICKET, { items: many(205) });
		expect(new Set(statuses())).toEqual(new Set([201]));
		expect([times()[99], times()[100], times()[199], times()[200]]).toEqual([
			0, 60_000, 60_000, 120_000,
		]);
	});

	it('is kept by the webhook', async () => {
		await start(2);
		await pair.run('createThroughWebhook', NEW_TICKET, { items: many(5) });
		expect(statuses()).toEqual([200, 200, 200, 200, 200]);
		expect(times()).toEqual([0, 0, 60_000, 60_000, 120_000]);
	});

	it('is kept by both together, and by the pages of a list', async () => {
		await start(2);
		for (let i = 0; i < 150; i++) pair.vendor.addTicket();
		await pair.run('createThroughWebhook', NEW_TICKET);
		expect(await pair.run('getAll', { returnAll: true })).toHaveLength(151);
		await pair.run('createThroughWebhook', NEW_TICKET);
		expect(times()).toEqual([0, 0, 60_000, 60_000]);
	});

	it('that others have used up is met once, and then waited for', async () => {
		await start(1);
		await fetch(pair.vendor.url);
		await pair.run('getAll');
		expect(statuses()).toEqual([404, 429, 200]);
		expect(times()[2]).toBeGreaterThanOrEqual(60_000);
	});

	it('that others have used up is waited for between the attempts of a delivery', async () => {
		await start(1);
		await fetch(pair.vendor.url);
		const [item] = await pair.run('createThroughWebhook', NEW_TICKET);
		expect(statuses()).toEqual([404, 429, 200]);
		expect(times()[2]).toBeGreaterThanOrEqual(60_000);
		expect(item?.json).toMatchObject({ delivery: { status: 'delivered' } });
	});

	it('that is used up again and again ends in an error', async () => {
		await start(100);
		pair.vendor.failNext({ status: 429, times: Infinity });
		await expect(pair.run('getAll')).rejects.toMatchObject({
			message: expect.stringContaining('The rate limit is reached'),
			httpCode: '429',
		});
		expect(statuses()).toEqual([429, 429, 429, 429]);
	});

	it('is waited for no longer than until the execution is stopped', async () => {
		const clock = new ManualClock(START);
		pair = await ActionPair.start({ perMinute: 1, clock });
		await pair.run('getAll');
		const stop = new AbortController();
		const run = pair.run('getAll', {}, { signal: stop.signal });
		const ended = expect(run).rejects.toThrow('The execution was stopped');
		await clock.untilSleeping();
		expect(clock.nextWakeMs).toBe(60_000);
		stop.abort();
		await ended;
		expect(pair.vendor.requests).toHaveLength(1);
	});

	it('lets no announcement hold an execution up for more than two minutes', async () => {
		await start(100);
		const reset = String(START / 1000 + 86_400);
		pair.vendor.failNext({
			status: 200,
			headers: { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': reset, Date: 'unknown' },
			body: { tickets: [] },
		});
		await pair.run('getAll');
		await pair.run('getAll');
		expect(times()).toEqual([0, 120_000]);
	});
});
