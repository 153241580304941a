import { ManualClock, realClock } from '../../simulators';

describe('ManualClock', () => {
	it('stands still until it is moved, and wakes sleepers in order and at their times', async () => {
		const clock = new ManualClock(1000);
		const woken: Array<[string, number]> = [];
		const sleeps = [
			clock.sleep(300).then(() => woken.push(['late', clock.now()])),
			clock.sleep(100).then(() => woken.push(['early', clock.now()])),
		];
		expect(clock.sleeping).toBe(2);
		expect(clock.nextWakeMs).toBe(100);
		clock.advance(100);
		await sleeps[1];
		expect(woken).toEqual([['early', 1100]]);
		clock.advance(1000);
		await sleeps[0];
		expect(woken).toEqual([
			['early', 1100],
			['late', 2100],
		]);
	});

	it('jumps to the next waking time by itself when it is automatic', async () => {
		const clock = new ManualClock(0, { auto: true });
		await clock.sleep(7_200_000);
		expect(clock.now()).toBe(7_200_000);
	});

	it('ends a sleep when its signal aborts', async () => {
		const clock = new ManualClock();
		const controller = new AbortController();
		const sleep = clock.sleep(Infinity, controller.signal);
		controller.abort();
		await sleep;
		await clock.sleep(1, controller.signal);
		expect(clock.sleeping).toBe(0);
	});

	it('tells when something sleeps', async () => {
		const clock = new ManualClock();
		const both = clock.untilSleeping(2);
		const sleeps = [clock.sleep(1), clock.sleep(2)];
		await both;
		clock.advance(2);
		await Promise.all(sleeps);
		await clock.untilSleeping(0);
	});
});

describe('realClock', () => {
	it('runs faster by its factor', async () => {
		const clock = realClock(1_000_000);
		const before = clock.now();
		await clock.sleep(2_000_000);
		expect(clock.now() - before).toBeGreaterThanOrEqual(1_000_000);
	});

	it('ends a sleep when its signal aborts, endless ones included', async () => {
		const controller = new AbortController();
		const sleeps = [3_600_000, Infinity].map((ms) => realClock().sleep(ms, controller.signal));
		controller.abort();
		await Promise.all([...sleeps, realClock().sleep(3_600_000, controller.signal)]);
	});
});
