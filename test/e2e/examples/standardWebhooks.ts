import { Webhook } from 'standardwebhooks';

import type { RecordedRequest } from '../../simulators';

/** The secret of sender and receiver, as Standard Webhooks writes secrets. */
export const WHSEC = `whsec_${Buffer.from('a secret of the examples, long enough').toString('base64')}`;

/** Sends an event as Standard Webhooks says, and returns the answer. */
export async function sendStandard(
	url: string,
	id: string,
	event: object,
	secret = WHSEC,
): Promise<{ status: number; body: string }> {
	const body = JSON.stringify(event);
	const at = new Date();
	const response = await fetch(url, {
		method: 'POST',
		headers: {
			'content-type': 'application/json',
			'webhook-id': id,
			'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
			'webhook-signature': new Webhook(secret).sign(id, at, body),
		},
		body,
	});
	return { status: response.status, body: await response.text() };
}

/** The event in a request, checked as a receiver does; throws when it is not genuine. */
export function verified({ body, headers }: RecordedRequest): unknown {
	return new Webhook(WHSEC).verify(body, headers as Record<string, string>);
}
