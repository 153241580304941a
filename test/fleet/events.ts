import { randomUUID } from 'node:crypto';
import { standardWebhooks } from '../../nodes/shared/signature/schemes';
import { signedHeaders } from '../support/signed';

/** What the sender of these events signs with. */
export const SECRET = `whsec_${Buffer.from('the secret of a fleet').toString('base64')}`;

/** How a request with an event was answered: a word for 2xx, the status else. */
export type Answer = 'taken' | 'copy' | 'no answer' | `${number}`;

const EVENT_ID = /evt_[0-9a-f-]{36}/;
const TIMEOUT_MS = 30_000;

/** An id that no other event has, and by which it is found in what n8n stores. */
export function newEventId(): string {
	return `evt_${randomUUID()}`;
}

/** The id of the event in a text, if one is there. */
export function eventIdIn(text: string): string | undefined {
	return EVENT_ID.exec(text)?.[0];
}

/** Sends an event by Standard Webhooks, once. Two calls with one id send copies of one event, each signed anew. */
export async function sendEvent(url: string, id: string): Promise<Answer> {
	const timestamp = String(Math.floor(Date.now() / 1000));
	const body = Buffer.from(JSON.stringify({ type: 'order.paid', data: { id } }));
	try {
		const response = await fetch(url, {
			method: 'POST',
			headers: {
				'content-type': 'application/json',
				...signedHeaders(standardWebhooks, SECRET, { body, id, timestamp }),
			},
			body,
			signal: AbortSignal.timeout(TIMEOUT_MS),
		});
		const text = await response.text();
		if (!response.ok) return `${response.status}`;
		if (text.includes('"duplicate"')) return 'copy';
		// n8n answers 200 to everything while it starts: nobody has taken the event then.
		return text.includes('"received":true') ? 'taken' : 'no answer';
	} catch {
		return 'no answer';
	}
}
