import { createHmac } from 'node:crypto';

import fc from 'fast-check';

import { deliver } from '../../../nodes/shared/deliver/deliver';
import { nameOf, placesOf } from '../../../nodes/shared/signature/place';
import type { SignedScheme } from '../../../nodes/shared/signature/scheme';
import { hookSignature, standardWebhooks, stripe } from '../../../nodes/shared/signature/schemes';
import { outcomes, policies } from './arbitraries';
import { answer, message, networkError, plan, START, World } from './support';
import { verifyMessage } from '../../support/signed';

describe('a delivery', () => {
	it('ends with the first 2xx', async () => {
		const world = new World([answer(204)]);
		const result = await deliver(message(), plan(), world);
		expect(result).toEqual({
			status: 'delivered',
			attempts: [
				{ number: 1, startedAt: new Date(START).toISOString(), durationMs: 0, statusCode: 204 },
			],
			outcome: answer(204),
		});
	});

	it('reports each attempt with its wait and the reason for it', async () => {
		const world = new World([networkError, answer(500), answer(200)], 10);
		const { attempts } = await deliver(message(), plan(), world);
		expect(attempts).toEqual([
			{
				number: 1,
				startedAt: '2026-01-01T00:00:00.000Z',
				durationMs: 10,
				error: 'Connection lost',
				waitMs: 1000,
				waitReason: 'Custom schedule: wait 1 of 3',
			},
			{
				number: 2,
				startedAt: '2026-01-01T00:00:01.010Z',
				durationMs: 10,
				statusCode: 500,
				waitMs: 2000,
				waitReason: 'Custom schedule: wait 2 of 3',
			},
			{
				number: 3,
				startedAt: '2026-01-01T00:00:03.020Z',
				durationMs: 10,
				statusCode: 200,
			},
		]);
		expect(world.admitted).toBe(2);
	});

	it.each([
		[
			'is not worth a retry',
			plan({ rule: { kind: 'statusCodes', ranges: [] } }),
			1,
			'Status 500 is not retried',
		],
		['has used up its retries', plan(), 4, 'All retries are used up'],
		[
			'has no retries',
			plan({ policy: { kind: 'schedule', name: '', waitsMs: [] } }),
			1,
			'Retries are off',
		],
		[
			'would pass its time limit by waiting',
			plan({ totalMs: 3000 }),
			2,
			'The next wait of 2 s would pass the total time limit of 3 s',
		],
	])('fails when it %s', async (_, its, attempts, reason) => {
		const result = await deliver(message(), its, new World([answer(500)]));
		expect(result).toMatchObject({ status: 'failed', reason, outcome: answer(500) });
		expect(result.attempts).toHaveLength(attempts);
		expect(result.attempts.at(-1)).not.toHaveProperty('waitMs');
	});

	it('fails when the rate limit holds it up beyond its time limit', async () => {
		const world = new World([answer(500)]);
		world.admitRetry = async () => {
			world.nowMs += 10_000;
		};
		const result = await deliver(message(), plan({ totalMs: 5000 }), world);
		expect(result).toMatchObject({
			status: 'failed',
			reason: 'The total time limit of 5 s has passed',
		});
		expect(world.sent).toHaveLength(1);
	});

	it('gives a late attempt only the time that is left', async () => {
		const world = new World([answer(500)], 30_000);
		const its = plan({ totalMs: 45_000, timeoutMs: 30_000 });
		await deliver(message(), its, world);
		expect(world.sent.map(({ timeoutMs }) => timeoutMs)).toEqual([30_000, 14_000]);
	});

	it('keeps id and body, and renews timestamp and signature, on each attempt', async () => {
		const scheme: SignedScheme = {
			...hookSignature,
			content: '{id}.{timestamp}.{body}',
			timestamp: { at: { header: 'webhook-timestamp' } },
			messageId: { header: 'webhook-id' },
		};
		const world = new World([answer(500), answer(500), answer(200)]);
		const sent = message({ signature: { scheme, secrets: ['a-secret'] } });
		await deliver(sent, plan(), world);

		const headers = world.sent.map((request) => request.headers);
		expect(new Set(headers.map((all) => all['webhook-id']))).toEqual(new Set(['message-1']));
		expect(headers.map((all) => all['webhook-timestamp'])).toEqual([
			'1767225600',
			'1767225601',
			'1767225603',
		]);
		expect(new Set(headers.map((all) => all['X-Hook-Signature'])).size).toBe(3);
		for (const { headers: all, body } of world.sent) {
			expect(body).toBe(sent.body);
			const signed = { body, id: all['webhook-id'], timestamp: all['webhook-timestamp'] };
			expect(verifyMessage(scheme, ['a-secret'], signed, all['X-Hook-Signature'])).toBeUndefined();
		}
	});

	it('signs the address that it sends to, query and all', async () => {
		const scheme: SignedScheme = { ...hookSignature, content: '{method} {url} {body}' };
		const world = new World([answer(200)]);
		const url = 'https://example.com/hook?next=/a?b=c&d=e%20f';
		await deliver(message({ url, signature: { scheme, secrets: ['a-secret'] } }), plan(), world);
		const [request] = world.sent;
		expect(request?.url).toBe(url);
		const digest = createHmac('sha256', 'a-secret').update(`POST ${url} {}`).digest('hex');
		expect(request?.headers['X-Hook-Signature']).toBe(`sha256=${digest}`);
	});

	it('keeps what must not be shown with the request', async () => {
		const world = new World([answer(200)]);
		const signature = { scheme: hookSignature, secrets: ['a-secret'] as const };
		await deliver(message({ signature, confidential: ['a-secret'] }), plan(), world);
		const [request] = world.sent;
		const value = request?.headers['X-Hook-Signature'];
		expect(request?.scrub(`a-secret, ${value}`)).toBe('***, sha256=***');
	});

	it.each([
		['Stripe', stripe, 'a-secret', /^t=\d+,v1=(.+)$/],
		['Standard Webhooks', standardWebhooks, `whsec_${btoa('a key')}`, /^v1,(.+)$/],
		['Ed25519', standardWebhooks, `whsk_${btoa('k'.repeat(32))}`, /^v1a,(.+)$/],
	])('keeps a signature of %s from being shown by itself', async (_name, scheme, secret, form) => {
		const world = new World([answer(200)]);
		await deliver(message({ signature: { scheme, secrets: [secret] } }), plan(), world);
		const [request] = world.sent;
		const [, signature] =
			form.exec(request?.headers[nameOf(placesOf(scheme.at)[0] ?? { header: '' })] ?? '') ?? [];
		expect(signature).toMatch(/^[\w+/=]{40,}$/);
		expect(request?.scrub(`It is ${signature}.`)).toMatch(/^It is \*\*\*=*\.$/);
	});
});

describe('Retry-After', () => {
	const waited = async (value: string, capMs = 60_000) => {
		const world = new World([answer(503, { 'retry-after': value }), answer(200)]);
		const { attempts } = await deliver(message(), plan({ retryAfterCapMs: capMs }), world);
		return { waitMs: attempts[0]?.waitMs, waitReason: attempts[0]?.waitReason };
	};

	it('lengthens a wait', async () => {
		const reason = "The receiver's Retry-After: 20 s";
		expect(await waited('20')).toEqual({ waitMs: 20_000, waitReason: reason });
		const date = new Date(START + 20_000).toUTCString();
		expect(await waited(date)).toEqual({ waitMs: 20_000, waitReason: reason });
	});

	it('is capped', async () => {
		expect(await waited('3600')).toEqual({
			waitMs: 60_000,
			waitReason: "The receiver's Retry-After: 3600 s, capped at 60 s",
		});
	});

	it.each(['0', '1', 'nonsense'])('never shortens a wait: %s', async (value) => {
		expect(await waited(value)).toEqual({
			waitMs: 1000,
			waitReason: 'Custom schedule: wait 1 of 3',
		});
	});
});

describe('stopping', () => {
	it('ends a delivery during a wait', async () => {
		const controller = new AbortController();
		const world = new World([answer(500)]);
		world.sleep = async () => controller.abort(new Error('stopped'));
		await expect(deliver(message(), plan(), world, controller.signal)).rejects.toThrow('stopped');
		expect(world.sent).toHaveLength(1);
	});

	it('ends a delivery after a request', async () => {
		const controller = new AbortController();
		const world = new World([answer(500)]);
		const { send } = world;
		world.send = async (request) => {
			controller.abort(new Error('stopped'));
			return await send(request);
		};
		await expect(deliver(message(), plan(), world, controller.signal)).rejects.toThrow('stopped');
		expect(world.slept).toEqual([]);
	});
});

describe('whatever the policy and the receiver', () => {
	it('attempts, waits and time keep to the plan', async () => {
		await fc.assert(
			fc.asyncProperty(
				policies,
				outcomes,
				fc.record({
					retryAfterCapMs: fc.integer({ min: 0, max: 120_000 }),
					timeoutMs: fc.integer({ min: 1, max: 60_000 }),
					totalMs: fc.oneof(fc.constant(Infinity), fc.integer({ min: 1, max: 300_000 })),
				}),
				fc.integer({ min: 0, max: 90_000 }),
				async (policy, answers, limits, requestMs) => {
					const world = new World(answers, requestMs);
					const { attempts, status, reason } = await deliver(
						message(),
						plan({ policy, ...limits }),
						world,
					);

					const allowed =
						policy.kind === 'schedule' ? policy.waitsMs.length + 1 : policy.maxAttempts;
					expect(attempts.length).toBeLessThanOrEqual(allowed);
					expect(attempts).toHaveLength(world.sent.length);
					expect(attempts.map(({ number }) => number)).toEqual(
						attempts.map((_, index) => index + 1),
					);
					expect(world.nowMs - START).toBeLessThanOrEqual(limits.totalMs);
					expect(status === 'delivered').toBe(reason === undefined);

					const waits = attempts.slice(0, -1).map(({ waitMs = -1 }) => waitMs);
					expect(world.slept).toEqual(waits);
					waits.forEach((waitMs, index) => {
						const planned =
							policy.kind === 'schedule'
								? (policy.waitsMs[index] ?? -1)
								: Math.min(policy.maxWaitMs, policy.firstWaitMs * 2 ** index);
						expect(waitMs).toBeLessThanOrEqual(Math.max(planned, limits.retryAfterCapMs));
						if (policy.kind === 'schedule') expect(waitMs).toBeGreaterThanOrEqual(planned);
					});
					const duration = attempts.reduce((sum, { durationMs }) => sum + durationMs, 0);
					const waited = waits.reduce((sum, ms) => sum + ms, 0);
					expect(world.nowMs - START).toBe(duration + waited);
				},
			),
		);
	});
});
