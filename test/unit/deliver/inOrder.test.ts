import fc from 'fast-check';

import { startInOrder } from '../../../nodes/SignedWebhook/send/execute';

const turn = async () => await new Promise<void>((resolve) => queueMicrotask(resolve));

describe('starting in order', () => {
	it('keeps the order and the limit, however long each takes', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.record({ toStart: fc.nat(5), toEnd: fc.nat(20) })),
				fc.integer({ min: 1, max: 4 }),
				async (tasks, limit) => {
					const started: number[] = [];
					let underWay = 0;
					let most = 0;
					let ended = 0;
					const wait = async (turns: number) => {
						for (let index = 0; index < turns; index++) await turn();
					};
					await startInOrder(
						tasks.length,
						limit,
						async (index) => {
							await wait(tasks[index]?.toStart ?? 0);
							started.push(index);
							most = Math.max(most, ++underWay);
							const end = wait(tasks[index]?.toEnd ?? 0).then(() => {
								underWay--;
								ended++;
							});
							return { end };
						},
						() => true,
					);
					expect(started).toEqual(tasks.map((_, index) => index));
					expect(ended).toBe(tasks.length);
					expect(most).toBeLessThanOrEqual(limit);
				},
			),
		);
	});

	it('does not wait for what has ended already', async () => {
		const started: number[] = [];
		const start = async (index: number) => {
			started.push(index);
			return {};
		};
		await startInOrder(3, 1, start, () => true);
		expect(started).toEqual([0, 1, 2]);
	});

	it('starts no more when told so, and waits for those under way', async () => {
		let ended = 0;
		let started = 0;
		await startInOrder(
			10,
			2,
			async () => {
				started++;
				return { end: turn().then(() => void ended++) };
			},
			() => started < 3,
		);
		expect({ started, ended }).toEqual({ started: 3, ended: 3 });
	});
});
