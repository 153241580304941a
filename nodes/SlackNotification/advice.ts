import type { AttemptOutcome } from '../shared/retry/outcome';

const NEW_HOOK =
	'Create a new incoming webhook in Slack and enter its URL in the Slack Webhook credential';
const NO_HOOK = `Slack knows no such webhook: it was removed, or the URL is not whole. ${NEW_HOOK}`;
const NO_CHANNEL = `The channel of the webhook is gone. ${NEW_HOOK}`;
const FORBIDDEN =
	'Slack does not let the webhook post there. Ask an admin of the workspace, or create a webhook for another channel';
const NO_TEAM = `The workspace of the webhook is gone or switched off. ${NEW_HOOK}`;
const REFUSED =
	'Slack did not take the message. Look at it with the operation Preview, and send less or something else';

/**
 * What to do about the answers of incoming webhooks, by their text ("Handling errors",
 * https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks; the `invalid_…` of blocks and attachments
 * are not in that list, but Slack sends them; so with `msg_blocks_too_long`).
 */
const BY_ANSWER: ReadonlyMap<unknown, string> = new Map([
	['action_prohibited', FORBIDDEN],
	['channel_is_archived', NO_CHANNEL],
	['channel_not_found', NO_CHANNEL],
	['invalid_attachments', REFUSED],
	['invalid_blocks', REFUSED],
	['invalid_blocks_format', REFUSED],
	['invalid_payload', REFUSED],
	['invalid_token', NO_HOOK],
	['msg_blocks_too_long', REFUSED],
	['no_active_hooks', NO_HOOK],
	['no_service', NO_HOOK],
	['no_service_id', NO_HOOK],
	['no_team', NO_TEAM],
	['no_text', REFUSED],
	['posting_to_general_channel_denied', FORBIDDEN],
	['team_disabled', NO_TEAM],
	['too_many_attachments', REFUSED],
	['user_not_found', NO_CHANNEL],
]);

/** What to do about an answer without such a text, by status; the first range that fits. */
const BY_STATUS: ReadonlyArray<readonly [first: number, last: number, advice: string]> = [
	[403, 403, FORBIDDEN],
	[404, 404, NO_HOOK],
	[410, 410, NO_HOOK],
	[
		429,
		429,
		'Slack is getting too many messages for this webhook. Send fewer, or choose retries that last longer',
	],
	[400, 499, REFUSED],
	[500, 599, 'Slack has a problem of its own. Try again later, or choose retries that last longer'],
	[0, 999, 'The answer is not from an incoming webhook of Slack. Check the URL in the credential'],
];

const BY_CAUSE = {
	network: 'Slack cannot be reached. Check the URL in the credential, and the network of n8n',
	timeout: 'Slack took too long to answer. Try again later, or raise the Timeout',
	refused:
		'n8n did not send the message. Ask the operator of n8n whether it may reach the address in the credential',
} as const;

/** What went wrong with a message, and what the person who reads this can do. */
export function slackAdvice(outcome: AttemptOutcome): string {
	if (outcome.kind === 'error') return BY_CAUSE[outcome.cause];
	const { statusCode, body } = outcome;
	return answerAdvice(statusCode, typeof body === 'string' ? body : '');
}

/** What to do about an answer that is no success. */
export function answerAdvice(statusCode: number, body: string): string {
	const fits = BY_STATUS.find(([first, last]) => statusCode >= first && statusCode <= last);
	return `${BY_ANSWER.get(body.trim()) ?? fits?.[2] ?? ''} (status ${statusCode})`;
}
