import { type IDataObject, type IExecuteFunctions, UserError } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';

import type { OutgoingMessage } from '../../shared/deliver/message';
import { parseTarget } from '../../shared/deliver/target';
import { webhookSignature } from '../../shared/signature/schemes';
import { AUTORESPONDER_CREDENTIAL, WEBHOOK_PATH } from '../api';

/** A message to the incoming webhook, and its URL as it may be shown. */
export interface WebhookMessage {
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
export async function ticketMessage(
	context: IExecuteFunctions,
	itemIndex: number,
	payload: IDataObject,
): Promise<WebhookMessage> {
	const credential = await context.getCredentials(AUTORESPONDER_CREDENTIAL, itemIndex);
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
		...(secret === '' ? {} : { signature: { scheme: webhookSignature, secret } }),
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
