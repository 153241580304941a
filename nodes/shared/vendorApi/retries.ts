/** How often and when a call that was answered 429 or 5xx is repeated. */
export interface RetryRules {
	/** Waits before the second, third … try, in ms. */
	readonly waitsMs: readonly number[];
	/** The longest `Retry-After` that is worth waiting for, in ms. */
	readonly maxRetryAfterMs: number;
	/** Whether a call that changes something is repeated after a 5xx too, although the vendor may have done it. */
	readonly repeatsChanges: boolean;
}

/** For registering and pickers, while a person looks at a spinner. What was done twice is found and mended there. */
export const PATIENT_PERSON: RetryRules = {
	waitsMs: [1_000, 3_000],
	maxRetryAfterMs: 15_000,
	repeatsChanges: true,
};

/**
 * For executions, which wait longer than a person does. What changes something at the vendor is not repeated after a
 * 5xx, because it may have happened: nobody reconciles afterwards, and a message would be sent twice.
 */
export const EXECUTION: RetryRules = {
	waitsMs: [1_000, 3_000, 10_000],
	maxRetryAfterMs: 120_000,
	repeatsChanges: false,
};
