import { sleep } from 'n8n-workflow';

import { keyOf, Turns } from '../../../nodes/shared/vendorApi/limits';

/** A task that ends when the test says so. */
function task() {
	let end!: () => void;
	const ended = new Promise<void>((resolve) => (end = resolve));
	const run = jest.fn(async () => await ended);
	return { run, end };
}

/** Lets everything that can go on go on. */
const settled = async () => await sleep(0);

describe('turns', () => {
	it('let so many tasks of a key run at once, first come first served', async () => {
		const turns = new Turns();
		const tasks = [task(), task(), task(), task()];
		const all = tasks.map(async ({ run }) => await turns.run('a', 2, run));
		await settled();
		expect(tasks.map(({ run }) => run.mock.calls.length)).toEqual([1, 1, 0, 0]);
		tasks[1]?.end();
		await settled();
		expect(tasks.map(({ run }) => run.mock.calls.length)).toEqual([1, 1, 1, 0]);
		for (const { end } of tasks) end();
		await Promise.all(all);
		expect(tasks[3]?.run).toHaveBeenCalledTimes(1);
	});

	it('count for each key by itself', async () => {
		const turns = new Turns();
		const [one, other] = [task(), task()];
		const all = [turns.run('a', 1, one.run), turns.run('b', 1, other.run)];
		await settled();
		expect(other.run).toHaveBeenCalled();
		one.end();
		other.end();
		await Promise.all(all);
	});

	it('pass on after a failure, with what the task gives or throws', async () => {
		const turns = new Turns();
		const failing = turns.run('a', 1, async () => await Promise.reject(new Error('Broken')));
		const next = turns.run('a', 1, async () => 42);
		await expect(failing).rejects.toThrow('Broken');
		expect(await next).toBe(42);
	});

	it('skip who gave up waiting', async () => {
		const turns = new Turns();
		const [first, second, third] = [task(), task(), task()];
		const stop = new AbortController();
		const running = turns.run('a', 1, first.run);
		const waiting = turns.run('a', 1, second.run, stop.signal);
		const last = turns.run('a', 1, third.run);
		stop.abort(new Error('Stopped'));
		await expect(waiting).rejects.toThrow('Stopped');
		first.end();
		await running;
		await settled();
		expect(second.run).not.toHaveBeenCalled();
		expect(third.run).toHaveBeenCalled();
		third.end();
		await last;
		await expect(turns.run('a', 1, first.run, stop.signal)).rejects.toThrow('Stopped');
	});

	it('know a token by its hash', () => {
		expect(keyOf('someApi', 'token')).toMatch(/^[0-9a-f]{64}$/);
		expect(keyOf('someApi', 'token')).not.toBe(keyOf('otherApi', 'token'));
	});
});
