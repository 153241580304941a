import { createHash, createSecretKey, type KeyObject } from 'node:crypto';

import { EventWebhook } from '@sendgrid/eventwebhook';
import { verifyKey } from 'discord-interactions';
import fc from 'fast-check';
import { jwtVerify, SignJWT } from 'jose';
import {
	getExpectedBodyHash,
	getExpectedTwilioSignature,
	validateRequest,
	validateRequestWithBody,
} from 'twilio/lib/webhooks/webhooks';

import { senderOf } from '../../../nodes/SignedWebhook/senders';
import type { Sender } from '../../../nodes/SignedWebhook/senders/sender';
import { parseJson } from '../../../nodes/shared/lib/json';
import type {
	JwtAlgorithm,
	JwtScheme,
	SignableRequest,
	SignatureScheme,
} from '../../../nodes/shared/signature/scheme';
import { type SignatureParts, signatureParts } from '../../../nodes/shared/signature/sign';
import { isProblem } from '../../../nodes/shared/signature/verdict';
import { verify } from '../../../nodes/shared/signature/verify';
import { body } from '../../support/bodies';
import { keyPairs } from '../../support/keyPairs';
import { requestOf } from '../../support/signed';

const RUNS = 200;
const NOW_MS = Date.UTC(2026, 0, 1);
const URL = 'https://n8n.example.com/webhook/1';

const check = async <T>(property: fc.IAsyncProperty<T>) =>
	await fc.assert(property, { numRuns: RUNS });

const schemesOf = (value: string) => (senderOf(value) as Sender).schemes;

const isGood = (value: string, secret: string, request: SignableRequest) =>
	schemesOf(value).some((scheme) => !isProblem(verify(scheme, [secret], request)));

const sign = (scheme: SignatureScheme, secret: string, request: SignableRequest): SignatureParts =>
	signatureParts(scheme, [secret], { request, id: 'id', nowMs: NOW_MS });

const jsonRequest = (text: string, headers: Record<string, string> = {}, query = '') =>
	requestOf({
		url: URL,
		queryString: query,
		query: Object.fromEntries(new URLSearchParams(query)),
		rawBody: Buffer.from(text),
		headers: { 'content-type': 'application/json', ...headers },
	});

describe('twilio', () => {
	const token = fc
		.string({ minLength: 1, unit: 'grapheme' })
		.filter((text) => text === text.trim());
	const text = fc.string({ unit: 'grapheme' });
	/** `__proto__` could not be a key of what the library takes. */
	const name = text.filter((key) => key !== '' && key !== '__proto__');
	const form = fc.dictionary(name, text, { noNullPrototype: true });
	const formRequest = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
		requestOf({
			url: URL,
			rawBody: Buffer.from(new URLSearchParams(fields).toString()),
			headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
		});

	it('verifies the forms that we sign', async () => {
		await check(
			fc.asyncProperty(token, form, async (secret, fields) => {
				const { headers } = sign(schemesOf('twilio')[0], secret, formRequest(fields));
				const signature = headers['X-Twilio-Signature'] ?? '';
				expect(validateRequest(secret, signature, URL, fields)).toBe(true);
			}),
		);
	});

	it('signs the forms that we verify', async () => {
		await check(
			fc.asyncProperty(token, form, async (secret, fields) => {
				const signature = getExpectedTwilioSignature(secret, URL, fields);
				const request = formRequest(fields, { 'x-twilio-signature': signature });
				expect(isGood('twilio', secret, request)).toBe(true);
				const more = formRequest({ ...fields, Extra: '1' }, { 'x-twilio-signature': signature });
				expect(isGood('twilio', secret, more)).toBe(fields.Extra === '1');
			}),
		);
	});

	it('verifies the bodies that we sign', async () => {
		await check(
			fc.asyncProperty(token, body, async (secret, sent) => {
				const { headers, query } = sign(schemesOf('twilio')[0], secret, jsonRequest(sent));
				const address = `${URL}?${new URLSearchParams(query).toString()}`;
				const signature = headers['X-Twilio-Signature'] ?? '';
				expect(validateRequestWithBody(secret, signature, address, sent)).toBe(true);
			}),
		);
	});

	it('signs the bodies that we verify', async () => {
		await check(
			fc.asyncProperty(token, body, async (secret, sent) => {
				const query = `bodySHA256=${getExpectedBodyHash(sent)}`;
				const signature = getExpectedTwilioSignature(secret, `${URL}?${query}`, {});
				const headers = { 'x-twilio-signature': signature };
				expect(isGood('twilio', secret, jsonRequest(sent, headers, query))).toBe(true);
				expect(isGood('twilio', secret, jsonRequest(`${sent} `, headers, query))).toBe(false);
			}),
		);
	});
});

describe('discord-interactions', () => {
	const { publicKey, privatePem } = keyPairs.ed25519;
	const { x = '' } = publicKey.export({ format: 'jwk' });
	const hex = Buffer.from(x, 'base64url').toString('hex');

	it.each(['discord', 'discordEvents'])('verifies what we sign as %s', async (value) => {
		await check(
			fc.asyncProperty(body, async (sent) => {
				const { headers } = sign(schemesOf(value)[0], privatePem, jsonRequest(sent));
				const signature = headers['X-Signature-Ed25519'] ?? '';
				const timestamp = headers['X-Signature-Timestamp'] ?? '';
				expect(await verifyKey(sent, signature, timestamp, hex)).toBe(true);
				expect(await verifyKey(`${sent} `, signature, timestamp, hex)).toBe(false);
			}),
		);
	});
});

it('@sendgrid/eventwebhook verifies what we sign', async () => {
	const { publicKey, privatePem } = keyPairs.ec;
	const library = new EventWebhook();
	const key = library.convertPublicKeyToECDSA(
		publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
	);
	await check(
		fc.asyncProperty(body, async (sent) => {
			const { headers } = sign(schemesOf('sendGrid')[0], privatePem, jsonRequest(sent));
			const signature = headers['X-Twilio-Email-Event-Webhook-Signature'] ?? '';
			const timestamp = headers['X-Twilio-Email-Event-Webhook-Timestamp'] ?? '';
			expect(library.verifySignature(key, Buffer.from(sent), signature, timestamp)).toBe(true);
		}),
	);
});

describe('jose', () => {
	const shared = 'a secret of the tests';
	const keys: ReadonlyArray<
		readonly [JwtAlgorithm, signer: string, verifier: string, KeyObject, KeyObject]
	> = [
		[
			'HS256',
			shared,
			shared,
			createSecretKey(Buffer.from(shared)),
			createSecretKey(Buffer.from(shared)),
		],
		[
			'RS256',
			keyPairs.rsa.privatePem,
			keyPairs.rsa.publicPem,
			keyPairs.rsa.privateKey,
			keyPairs.rsa.publicKey,
		],
		[
			'ES256',
			keyPairs.ec.privatePem,
			keyPairs.ec.publicPem,
			keyPairs.ec.privateKey,
			keyPairs.ec.publicKey,
		],
	];
	const schemeOf = (algorithm: JwtAlgorithm): JwtScheme => ({
		kind: 'jwt',
		id: 'Authorization',
		at: { header: 'Authorization' },
		prefix: 'Bearer ',
		algorithms: [algorithm],
		claims: { sha256: '{bodyHash:sha256}' },
	});
	const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

	it.each(keys)(
		'verifies %s that we sign',
		async (algorithm, signer, _verifier, _key, publicKey) => {
			await check(
				fc.asyncProperty(body, async (sent) => {
					const { headers } = sign(schemeOf(algorithm), signer, jsonRequest(sent));
					const token = (headers.Authorization ?? '').replace(/^Bearer /, '');
					const { payload } = await jwtVerify(token, publicKey, { algorithms: [algorithm] });
					expect(payload).toMatchObject({ iat: NOW_MS / 1000, sha256: hashOf(sent) });
				}),
			);
		},
	);

	it.each(keys)('signs %s that we verify', async (algorithm, _signer, verifier, privateKey) => {
		await check(
			fc.asyncProperty(body, fc.string({ minLength: 1 }), async (sent, id) => {
				const token = await new SignJWT({ sha256: hashOf(sent) })
					.setProtectedHeader({ alg: algorithm })
					.setIssuedAt(NOW_MS / 1000)
					.setJti(id)
					.sign(privateKey);
				const request = jsonRequest(sent, { authorization: `Bearer ${token}` });
				const verdict = verify(schemeOf(algorithm), [verifier], request);
				expect(verdict).toMatchObject({ signedAt: { ms: NOW_MS }, id });
				const rawBody = Buffer.from(`${sent} `);
				const changed = { ...request, rawBody, body: parseJson(rawBody) };
				expect(verify(schemeOf(algorithm), [verifier], changed)).toEqual({ problem: 'mismatch' });
			}),
		);
	});
});
