import fc from 'fast-check';

import {
	deliver,
	deliverUntilWait,
	type DeliveryResult,
	type Progress,
	type WaitingMessage,
} from '../../../nodes/shared/deliver/deliver';
import type { OutgoingRequest } from '../../../nodes/shared/deliver/message';
import {
	openRetryState,
	sealRetryState,
	stateKey,
} from '../../../nodes/shared/deliver/sealedState';
import type { DeliveryPlan } from '../../../nodes/shared/retry/rule';
import { outcomes, policies } from './arbitraries';
import { answer, message, plan, START, World } from './support';

const key = stateKey('a-secret-of-the-receiver');
const node = { workflowId: 'workflow-1', nodeId: 'node-1' };

/** A part of a delivery, up to a wait of more than `longestWaitMs`. */
async function partOf(
	world: World,
	its: DeliveryPlan,
	longestWaitMs: number,
	resumed?: Progress,
): Promise<DeliveryResult | WaitingMessage> {
	return await deliverUntilWait({ message: message(), plan: its, resumed, longestWaitMs }, world);
}

/** What a request says, without what it does. */
const plain = (request: OutgoingRequest) => ({ ...request, scrub: undefined });

/** What is left of a delivery's progress after its way through an item and n8n's database. */
function stored(progress: Progress): Progress {
	const payload = { body: Buffer.from('{}'), contentType: 'application/json' };
	const sealed = sealRetryState({ node, messageId: 'message-1', payload, progress }, key);
	return openRetryState(sealed, [key], node).progress;
}

/** Delivers in parts, and comes back from each wait when it is over. */
async function inParts(
	world: World,
	its: DeliveryPlan,
	longestWaitMs: number,
): Promise<{ result: DeliveryResult; waits: number[] }> {
	const waits: number[] = [];
	for (let resumed: Progress | undefined; ; ) {
		const end = await partOf(world, its, longestWaitMs, resumed);
		if (end.status !== 'waiting') return { result: end, waits };
		resumed = stored(end.progress);
		waits.push(resumed.nextAttemptMs - world.nowMs);
		world.nowMs = resumed.nextAttemptMs;
	}
}

const minutes: DeliveryPlan = plan({
	policy: { kind: 'schedule', name: 'Custom schedule', waitsMs: [1000, 60_000, 300_000] },
});

describe('a delivery in parts', () => {
	it('leaves before a wait that is longer than the limit, and waits the others itself', async () => {
		const world = new World([answer(500)]);
		const { result, waits } = await inParts(world, minutes, 60_000);
		expect(world.slept).toEqual([1000, 60_000, 0]);
		expect(waits).toEqual([300_000]);
		expect(result).toMatchObject({ status: 'failed', reason: 'All retries are used up' });
		expect(result.attempts.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
	});

	it('says where it stands', async () => {
		const end = await partOf(new World([answer(503)], 10), minutes, 999);
		expect(end).toEqual({
			status: 'waiting',
			progress: {
				startedMs: START,
				attempts: [
					{
						number: 1,
						startedAt: '2026-01-01T00:00:00.000Z',
						durationMs: 10,
						statusCode: 503,
						waitMs: 1000,
						waitReason: 'Custom schedule: wait 1 of 3',
					},
				],
				outcome: answer(503),
				nextAttemptMs: START + 1010,
			},
		});
	});

	it('is the same delivery as one in a piece', async () => {
		await fc.assert(
			fc.asyncProperty(
				policies,
				outcomes,
				fc.record({
					retryAfterCapMs: fc.integer({ min: 0, max: 120_000 }),
					timeoutMs: fc.integer({ min: 1, max: 60_000 }),
					totalMs: fc.oneof(fc.constant(Infinity), fc.integer({ min: 1, max: 300_000 })),
				}),
				fc.integer({ min: 0, max: 20_000 }),
				fc.integer({ min: 0, max: 100_000 }),
				async (policy, answers, limits, requestMs, longestWaitMs) => {
					const its = plan({ policy, ...limits });
					const whole = new World(answers, requestMs);
					const parts = new World(answers, requestMs);
					const expected = await deliver(message(), its, whole);
					const { result, waits } = await inParts(parts, its, longestWaitMs);

					expect(result).toEqual(expected);
					expect(parts.sent.map(plain)).toEqual(whole.sent.map(plain));
					expect(parts.admitted).toBe(whole.admitted);
					for (const waitMs of waits) expect(waitMs).toBeGreaterThan(longestWaitMs);
					for (const waitMs of parts.slept) expect(waitMs).toBeLessThanOrEqual(longestWaitMs);
				},
			),
		);
	});
});

describe('a delivery that comes back', () => {
	const world = () => new World([answer(200)]);
	const after = async (): Promise<Progress> => {
		const end = await partOf(new World([answer(500)]), minutes, 0);
		if (end.status !== 'waiting') throw new Error('It did not wait');
		return end.progress;
	};
	const laterBy = (progress: Progress, waitMs: number): Progress => ({
		...progress,
		nextAttemptMs: START + waitMs,
	});

	it('too early, waits for the rest', async () => {
		const its = world();
		await partOf(its, minutes, 60_000, laterBy(await after(), 5000));
		expect(its.slept).toEqual([5000]);
		expect(its.sent[0]?.atMs).toBe(START + 5000);
	});

	it('much too early, leaves once more, as it came', async () => {
		const before = laterBy(await after(), 60_001);
		const its = world();
		expect(await partOf(its, minutes, 60_000, before)).toEqual({
			status: 'waiting',
			progress: before,
		});
		expect(its.sent).toEqual([]);
	});

	it('late, makes its attempt at once', async () => {
		const its = world();
		its.nowMs += 86_400_000;
		const result = await partOf(its, minutes, 60_000, await after());
		expect(result).toMatchObject({
			status: 'delivered',
			attempts: [{ number: 1 }, { number: 2, startedAt: '2026-01-02T00:00:00.000Z' }],
		});
		expect(its.slept).toEqual([0]);
	});

	it('after its time limit, has failed for that, with the answer that it had', async () => {
		const its = world();
		its.nowMs += 400_000;
		const limited = { ...minutes, totalMs: 400_000 };
		const before = await after();
		expect(await partOf(its, limited, 60_000, before)).toEqual({
			status: 'failed',
			reason: 'The total time limit of 400 s has passed',
			attempts: before.attempts,
			outcome: answer(500),
		});
		expect(its.sent).toEqual([]);
	});

	it('has the time that is left for its attempt', async () => {
		const its = world();
		its.nowMs += 90_000;
		await partOf(its, { ...minutes, totalMs: 100_000 }, 60_000, await after());
		expect(its.sent[0]?.timeoutMs).toBe(10_000);
	});
});
