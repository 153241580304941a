import type { AttemptOutcome } from '../../shared/deliver/outcome';

const UNSIGNED =
	'The ticket was not signed. If there is a Webhook Secret under Settings > Integrations of the Support Autoresponder, enter it in the credential';

/** What went wrong and what to do about it; the first status from which on it applies, the highest first. */
const BY_STATUS: ReadonlyArray<readonly [from: number, advice: string]> = [
	[
		500,
		'The Support Autoresponder has a problem of its own. Try again later, or choose retries that last longer',
	],
	[430, 'The Support Autoresponder did not take the ticket. Compare its fields with the answer'],
	[
		429,
		'The Support Autoresponder is getting too many requests. Try again in a minute, or choose retries that last longer',
	],
	[
		404,
		'There is no webhook of a Support Autoresponder there. Check the Base URL in the credential, which is without /api',
	],
	[
		401,
		'The Support Autoresponder refused the signature. Enter the Webhook Secret of its Settings > Integrations in the credential',
	],
	[400, 'The Support Autoresponder did not take the ticket. Compare its fields with the answer'],
	[0, 'The answer is not from a Support Autoresponder. Check the Base URL in the credential'],
];

const BY_CAUSE = {
	network:
		'The Support Autoresponder cannot be reached. Check the Base URL in the credential, and whether it is running',
	timeout:
		'The Support Autoresponder took too long to answer. Try again later, or raise the Timeout',
	refused:
		'n8n did not send the ticket. Ask the operator of n8n whether it may reach the Base URL in the credential',
} as const;

/** What went wrong with a ticket, and what the person who reads this can do. */
export function ticketAdvice(outcome: AttemptOutcome, signed: boolean): string {
	if (outcome.kind === 'error') return BY_CAUSE[outcome.cause];
	const { statusCode } = outcome;
	const text = BY_STATUS.find(([from]) => statusCode >= from)?.[1] ?? '';
	// Some versions fail with 500 at a signature that is missing.
	const hint = !signed && [401, 403, 500].includes(statusCode) ? `. ${UNSIGNED}` : '';
	return `${text}${hint} (status ${statusCode})`;
}
