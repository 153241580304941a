import { createHmac } from 'node:crypto';

import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks';

import type { SenderVector, VectorRequest } from '../support/senderVectors';
import type { Part } from './play';

/** A sender that signs the address, whose requests are made for the address that n8n has. */
export interface Addressed extends Part {
	requestsAt(url: string): VectorRequest[];
}

const SIGNED_WITH = 'topsecret1234567';
const FORM = {
	event: 'send',
	mandrill_events: '[{"event":"send","_id":"m1"},{"event":"open","_id":"m2"}]',
};
const JSON_BODY = '{"event_id":"e1","type":"payment.created"}';

/** HMAC with Node.js alone, from the senders' pages. */
const hmac = (algorithm: string, text: string) =>
	createHmac(algorithm, SIGNED_WITH).update(text).digest('base64');

const mandrill = (url: string) => hmac('sha1', url + Object.entries(FORM).sort().flat().join(''));

/** Requests signed for n8n's own address by the sender's library, or from its page, so that no Signed URL is needed. */
export const addressed: readonly Addressed[] = [
	at('mandrill', 'Mandrill, at its own URL', (url) =>
		formRequest({ 'X-Mandrill-Signature': mandrill(url) }),
	),
	at('twilio', 'Twilio, by its library for its own URL', (url) =>
		formRequest({ 'X-Twilio-Signature': getExpectedTwilioSignature(SIGNED_WITH, url, FORM) }),
	),
	at('square', 'Square, at its own URL', (url) =>
		jsonRequest({ 'x-square-hmacsha256-signature': hmac('sha256', url + JSON_BODY) }),
	),
	at('trello', 'Trello, at its own URL', (url) =>
		jsonRequest({ 'X-Trello-Webhook': hmac('sha1', JSON_BODY + url) }),
	),
];

function at(
	sender: string,
	name: string,
	made: (url: string) => Omit<VectorRequest, 'label' | 'want' | 'method' | 'query'>,
): Addressed {
	const requestFor = (url: string, label: string, want: VectorRequest['want']): VectorRequest => ({
		label,
		method: 'POST',
		query: '',
		want,
		...made(url),
	});
	const vector: SenderVector = { name, senders: [sender], secret: SIGNED_WITH, requests: [] };
	return {
		sender,
		vector,
		requestsAt: (url) => [
			requestFor(url, 'event', { status: 200, output: 'Events' }),
			requestFor(`${url}/other`, 'signed for another URL', { status: 401, output: null }),
		],
	};
}

function formRequest(headers: Record<string, string>) {
	const body = Buffer.from(new URLSearchParams(FORM).toString()).toString('base64');
	return { headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers }, body };
}

function jsonRequest(headers: Record<string, string>) {
	const body = Buffer.from(JSON_BODY).toString('base64');
	return { headers: { 'Content-Type': 'application/json', ...headers }, body };
}
