import type { AttemptOutcome } from '../../shared/retry/outcome';

/** What happened and what to do about it, by status code; the first range that fits. */
const BY_STATUS: ReadonlyArray<readonly [first: number, last: number, advice: string]> = [
	[
		300,
		399,
		'The receiver redirects, which webhooks do not follow. Enter the final address as the URL',
	],
	[401, 401, 'The receiver refused the signature. Check the secret and the signature format'],
	[
		403,
		403,
		'The receiver does not allow the request. Check the secret, the signature format and its allow list',
	],
	[404, 404, 'The receiver does not know this address. Check the URL'],
	[405, 405, 'The receiver does not take this method. Choose another'],
	[408, 408, 'The receiver gave up waiting for the request. Try again later'],
	[
		410,
		410,
		'The receiver has removed this address for good. Stop sending to it, or enter the new URL',
	],
	[413, 413, 'The payload is too large for the receiver. Send less'],
	[415, 415, 'The receiver does not take this kind of payload. Change the Content Type'],
	[
		429,
		429,
		'The receiver is getting too many requests. Lower Max per Minute and Host, or wait longer between retries',
	],
	[400, 499, 'The receiver did not accept the request. Compare the payload with what it expects'],
	[
		500,
		599,
		'The receiver has a problem of its own. Try again later, or choose retries that last longer',
	],
	[100, 999, 'The receiver gave an answer that is not a success. Check the URL'],
];

const BY_CAUSE = {
	network: 'The receiver cannot be reached. Check the URL, and whether the receiver is running',
	timeout:
		'The receiver took too long to answer. Let it answer before it does its work, or raise the Timeout',
	refused:
		'n8n did not send the request. Check the URL, and ask the operator of n8n whether it is allowed',
} as const;

/** What went wrong with a delivery and what the person who reads this can do. */
export function deliveryAdvice(outcome: AttemptOutcome): string {
	if (outcome.kind === 'error') return outcome.held ? outcome.message : BY_CAUSE[outcome.cause];
	const { statusCode } = outcome;
	const found = BY_STATUS.find(([first, last]) => statusCode >= first && statusCode <= last);
	return `${found?.[2] ?? ''} (status ${statusCode})`.trim();
}
