import fc from 'fast-check';

import type { AttemptOutcome } from '../../../nodes/shared/retry/outcome';
import type { RetryPolicy } from '../../../nodes/shared/retry/schedule';
import { answer, networkError } from './support';

/** Any policy that a node can have, of up to a dozen attempts. */
export const policies: fc.Arbitrary<RetryPolicy> = fc.oneof(
	fc.record({
		kind: fc.constant('schedule' as const),
		name: fc.constant('Custom schedule'),
		waitsMs: fc.array(fc.integer({ min: 0, max: 100_000 }), { maxLength: 10 }),
	}),
	fc.record({
		kind: fc.constant('exponential' as const),
		maxAttempts: fc.integer({ min: 1, max: 12 }),
		firstWaitMs: fc.integer({ min: 0, max: 10_000 }),
		maxWaitMs: fc.integer({ min: 0, max: 100_000 }),
	}),
);

/** Whatever a receiver does, attempt after attempt. */
export const outcomes: fc.Arbitrary<AttemptOutcome[]> = fc.array(
	fc.oneof(
		fc.constant(networkError),
		fc.integer({ min: 200, max: 599 }).map((status) => answer(status)),
		fc.integer({ min: 0, max: 500 }).map((asked) => answer(503, { 'retry-after': String(asked) })),
	),
	{ minLength: 1, maxLength: 12 },
);
