import { EventWebhook } from '@sendgrid/eventwebhook';
import { verifyKey } from 'discord-interactions';
import { SignJWT } from 'jose';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import { Webhook as SvixWebhook } from 'svix';
import { getExpectedBodyHash, getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks';

import { SENDERS, senderOf } from '../../../nodes/SignedWebhook/senders';
import type { Sender } from '../../../nodes/SignedWebhook/senders/sender';
import { hashText } from '../../../nodes/shared/signature/hash';
import type { SignableRequest } from '../../../nodes/shared/signature/scheme';
import { standardWebhooks, svix } from '../../../nodes/shared/signature/schemes';
import { isProblem } from '../../../nodes/shared/signature/verdict';
import { verify } from '../../../nodes/shared/signature/verify';
import { requestOf } from '../../support/signed';
import { asReceived, senderVectors } from '../../support/senderVectors';

const isGood = (value: string, secret: string, request: SignableRequest) =>
	(senderOf(value) as Sender).schemes.some(
		(scheme) => !isProblem(verify(scheme, [secret], request)),
	);

const vectorOf = (name: string) => {
	const vector = senderVectors().find((each) => each.name === name);
	const [request] = vector?.requests ?? [];
	if (!vector || !request) throw new Error('There is no such vector');
	return { secret: vector.secret, request: asReceived(request, vector.address) };
};

const rawBody = Buffer.from('{"type":"user.created","name":"café"}');
const WHSEC = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

describe.each([
	['standardwebhooks', standardWebhooks, StandardWebhook, 'webhook'],
	['svix', svix, SvixWebhook, 'svix'],
])('what %s signs', (_name, scheme, Library, prefix) => {
	const signing = SENDERS.filter(({ schemes }) => schemes.includes(scheme));

	it.each(signing.map(({ name, value }) => [name, value]))('%s verifies', (_sender, value) => {
		const time = new Date(1_700_000_000_000);
		const headers = {
			[`${prefix}-id`]: 'msg_1',
			[`${prefix}-timestamp`]: '1700000000',
			[`${prefix}-signature`]: new Library(WHSEC).sign('msg_1', time, rawBody.toString()),
		};
		expect(isGood(value, WHSEC, requestOf({ rawBody, headers }))).toBe(true);
		expect(isGood(value, WHSEC, requestOf({ rawBody: Buffer.from('{}'), headers }))).toBe(false);
	});
});

describe('what twilio signs', () => {
	const form = { From: '+14158675310', Body: 'Hi there & bye', Digits: '1234' };
	const formRequest = (url: string, signed: string) =>
		requestOf({
			url,
			rawBody: Buffer.from(new URLSearchParams(form).toString()),
			headers: {
				'content-type': 'application/x-www-form-urlencoded',
				'x-twilio-signature': getExpectedTwilioSignature('token', signed, form),
			},
		});

	it.each([
		['https://n8n.example.com/webhook/1', 'https://n8n.example.com/webhook/1'],
		['https://n8n.example.com/webhook/1', 'https://n8n.example.com:443/webhook/1'],
		['https://n8n.example.com:5678/webhook/1', 'https://n8n.example.com/webhook/1'],
		['https://n8n.example.com:5678/webhook/1', 'https://n8n.example.com:5678/webhook/1'],
	])('at %s for %s verifies', (url, signed) => {
		expect(isGood('twilio', 'token', formRequest(url, signed))).toBe(true);
		expect(isGood('twilio', 'other', formRequest(url, signed))).toBe(false);
	});

	it('of JSON verifies by the hash in the query, and by nothing else', () => {
		const queryString = `bodySHA256=${getExpectedBodyHash(rawBody.toString())}`;
		const url = 'https://n8n.example.com/webhook/1';
		const request = requestOf({
			url,
			queryString,
			query: Object.fromEntries(new URLSearchParams(queryString)),
			rawBody,
			headers: {
				'content-type': 'application/json',
				'x-twilio-signature': getExpectedTwilioSignature('token', `${url}?${queryString}`, {}),
			},
		});
		expect(isGood('twilio', 'token', request)).toBe(true);
		expect(isGood('twilio', 'token', { ...request, rawBody: Buffer.from('{}') })).toBe(false);
	});
});

describe('what jose signs', () => {
	const hash = (encoding: 'hex' | 'base64') => hashText('sha256', rawBody, encoding);

	it.each([
		['netlify', 'x-webhook-signature', { iss: 'netlify', sha256: hash('hex') }],
		['fusionAuth', 'x-fusionauth-signature-jwt', { request_body_sha256: hash('base64') }],
		['liveKit', 'authorization', { iss: 'key', sha256: hash('base64') }],
		['monday', 'authorization', { accountId: 1 }],
	])('%s verifies', async (value, name, claims) => {
		const token = await new SignJWT(claims)
			.setProtectedHeader({ alg: 'HS256' })
			.sign(Buffer.from('a secret'));
		const request = requestOf({ rawBody, headers: { [name]: token } });
		expect(isGood(value, 'a secret', request)).toBe(true);
		expect(isGood(value, 'another', request)).toBe(false);
		const changed = { ...request, rawBody: Buffer.from('{}') };
		expect(isGood(value, 'a secret', changed)).toBe(value === 'monday');
	});
});

it('discord-interactions verifies its vectors as the entry does', async () => {
	const { secret, request } = vectorOf('Discord interactions / webhook events');
	const { headers } = request;
	const signature = String(headers['x-signature-ed25519']);
	const timestamp = String(headers['x-signature-timestamp']);
	expect(await verifyKey(request.rawBody, signature, timestamp, secret)).toBe(true);
	expect(isGood('discord', secret, request)).toBe(true);
});

it('@sendgrid/eventwebhook verifies its vectors as the entry does', () => {
	const { secret, request } = vectorOf('Twilio SendGrid');
	const library = new EventWebhook();
	const signature = String(request.headers['x-twilio-email-event-webhook-signature']);
	const timestamp = String(request.headers['x-twilio-email-event-webhook-timestamp']);
	const key = library.convertPublicKeyToECDSA(secret);
	expect(library.verifySignature(key, request.rawBody, signature, timestamp)).toBe(true);
	expect(isGood('sendGrid', secret, request)).toBe(true);
});
