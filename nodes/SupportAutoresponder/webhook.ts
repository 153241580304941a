import { randomUUID } from 'node:crypto';

import { type IDataObject, type IExecuteFunctions, UserError } from 'n8n-workflow';

import type { DeliverDeps } from '../shared/deliver/deliver';
import { type Surroundings, thisMachine } from '../shared/deliver/http';
import type { OutgoingMessage } from '../shared/deliver/message';
import { parseTarget } from '../shared/deliver/target';
import type { AttemptOutcome } from '../shared/retry/outcome';
import { webhookSignature } from '../shared/signature/schemes';
import { Quota } from '../shared/vendorApi/limits';
import { WEBHOOK_PATH } from './api';

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

/** A message to the incoming webhook, and its URL as it may be shown. */
interface WebhookMessage {
	readonly message: OutgoingMessage;
	readonly shown: string;
}

/**
 * The message for a payload: signed where the credential has a webhook secret, as the guide wants it ("If you've
 * configured a webhook secret … include the signature header").
 *
 * The vendor checks the signature over the payload as it stringifies it, so the payload goes out the same way.
 *
 * @throws UserError when the credential's base URL is not valid
 */
export function ticketMessage(credential: IDataObject, payload: IDataObject): WebhookMessage {
	const secret = String(credential.webhookSecret ?? '');
	const { url, shown, authorization, confidential } = parseTarget(
		webhookUrl(String(credential.baseUrl ?? '')),
		// The user's own server may be in the same network, and is addressed by its base URL in all operations.
		true,
	);
	const message: OutgoingMessage = {
		id: randomUUID(),
		// The vendor pays no attention to it, but a proxy or a log in between may.
		idHeader: 'webhook-id',
		url,
		method: 'POST',
		body: Buffer.from(JSON.stringify(payload)),
		headers: {
			'Content-Type': 'application/json',
			...(authorization === undefined ? {} : { Authorization: authorization }),
		},
		...(secret === ''
			? {}
			: { signature: { scheme: webhookSignature, secrets: [secret] as const } }),
		confidential: [...confidential, secret],
	};
	return { message, shown };
}

function webhookUrl(baseUrl: string): string {
	const base = baseUrl.trim().replace(/\/+$/, '');
	if (URL.canParse(base)) return `${base}${WEBHOOK_PATH}`;
	throw new UserError('The Base URL of the Support Autoresponder credential is not valid', {
		description: 'Enter the whole address there, for example https://support.example.com.',
	});
}

/** What a delivery to `url` needs, with the limit that the vendor announces kept before each attempt. */
export function quotaDeps(
	context: IExecuteFunctions,
	{ now, sleep, random, quota, sender }: AutoresponderDeps,
	url: string,
): DeliverDeps {
	const send = sender(context);
	return {
		now,
		sleep,
		random,
		async admitRetry(signal) {
			await quota.admit(url, { nowMs: now, sleep: async (ms) => await sleep(ms, signal) });
		},
		async send(request, signal) {
			const outcome = await send(request, signal);
			if (outcome.kind === 'answer') quota.note(url, outcome.headers, now());
			return outcome;
		},
	};
}

/** Time, chance, the network and the vendor's rate limit, as the node sees them. */
export interface AutoresponderDeps extends Surroundings {
	/** Of the REST API and the webhook together: the vendor limits requests by the address that they come from. */
	readonly quota: Quota;
}

/** Those of this machine. The quota holds for all executions of this process. */
export const realAutoresponderDeps: AutoresponderDeps = { ...thisMachine, quota: new Quota() };
