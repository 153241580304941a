import * as octokit from '@octokit/webhooks-methods';
import fc from 'fast-check';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import Stripe from 'stripe';
import { Webhook as SvixWebhook } from 'svix';

import { github, standardWebhooks, stripe, svix } from '../../../nodes/shared/signature/schemes';
import { body } from '../../support/bodies';
import { signedHeaders, signMessage, verifyMessage } from '../../support/signed';

const RUNS = 200;

const key = fc.uint8Array({ minLength: 1, maxLength: 64 }).map((bytes) => Buffer.from(bytes));
const whsec = key.map((bytes) => `whsec_${bytes.toString('base64')}`);
const id = fc.stringMatching(/^msg_[A-Za-z0-9]{8,24}$/);
const check = async <T>(property: fc.IAsyncProperty<T>) =>
	await fc.assert(property, { numRuns: RUNS });

/** Any text without blanks around it, which are taken for an accident of pasting. */
const secretText = fc
	.string({ minLength: 1, unit: 'grapheme' })
	.filter((text) => text === text.trim());

/** The libraries compare with the real clock. */
const now = () => new Date();
const seconds = (time: Date) => String(Math.floor(time.getTime() / 1000));

describe.each([
	['standardwebhooks', standardWebhooks, StandardWebhook],
	['svix', svix, SvixWebhook],
])('%s', (_name, scheme, Library) => {
	it('verifies what we sign', async () => {
		await check(
			fc.asyncProperty(body, whsec, id, async (text, secret, messageId) => {
				const timestamp = seconds(now());
				const message = { body: Buffer.from(text), id: messageId, timestamp };
				const headers = signedHeaders(scheme, secret, message);
				// The libraries parse what they have verified, and an empty body is no JSON.
				if (text === '') return;
				expect(() => new Library(secret).verify(text, headers)).not.toThrow();
			}),
		);
	});

	it('signs what we verify', async () => {
		await check(
			fc.asyncProperty(body, whsec, id, async (text, secret, messageId) => {
				const time = now();
				const value = new Library(secret).sign(messageId, time, text);
				const message = { body: Buffer.from(text), id: messageId, timestamp: seconds(time) };
				expect(verifyMessage(scheme, [secret], message, value)).toBeUndefined();
			}),
		);
	});
});

describe('@octokit/webhooks-methods', () => {
	it('verifies what we sign', async () => {
		await check(
			fc.asyncProperty(body, secretText, async (text, secret) => {
				// The library refuses to look at an empty payload.
				if (text === '') return;
				const value = signMessage(github, secret, { body: Buffer.from(text) });
				expect(await octokit.verify(secret, text, value)).toBe(true);
			}),
		);
	});

	it('signs what we verify', async () => {
		await check(
			fc.asyncProperty(body, secretText, async (text, secret) => {
				if (text === '') return;
				const value = await octokit.sign(secret, text);
				expect(verifyMessage(github, [secret], { body: Buffer.from(text) }, value)).toBeUndefined();
			}),
		);
	});
});

describe('stripe', () => {
	const { webhooks } = new Stripe('sk_test_none');
	it('verifies what we sign', async () => {
		await check(
			fc.asyncProperty(body, secretText, async (text, secret) => {
				if (text === '') return;
				const value = signMessage(stripe, secret, {
					body: Buffer.from(text),
					timestamp: seconds(now()),
				});
				expect(() => webhooks.signature?.verifyHeader(text, value, secret, 300)).not.toThrow();
			}),
		);
	});

	it('signs what we verify', async () => {
		await check(
			fc.asyncProperty(body, secretText, async (payload, secret) => {
				if (payload === '') return;
				const value = webhooks.generateTestHeaderString({ payload, secret });
				expect(
					verifyMessage(stripe, [secret], { body: Buffer.from(payload) }, value),
				).toBeUndefined();
			}),
		);
	});
});
