import { createHmac } from 'node:crypto';

import {
	type AcceptedSignatures,
	authenticate,
	type Authentication,
	checkToken,
	withToken,
} from '../../../nodes/shared/receive/authenticate';
import type { IncomingWebhook } from '../../../nodes/shared/receive/request';
import { bodyHmac } from '../../../nodes/shared/signature/bodyHmac';
import type { SignedScheme } from '../../../nodes/shared/signature/scheme';
import { hookSignature, webhookSignature } from '../../../nodes/shared/signature/schemes';
import { webhookOf } from '../../support/hostRequest';
import { signMessage } from '../../support/signed';

const CURRENT = 'current-token';
const PREVIOUS = 'previous-token';

describe('checkToken', () => {
	it.each([CURRENT, PREVIOUS])('takes %s', (token) =>
		expect(checkToken([CURRENT, PREVIOUS], { token })).toBeUndefined(),
	);

	it.each([
		['is missing', {}],
		['is empty', { token: '' }],
		['is repeated', { token: [CURRENT, CURRENT] }],
		['is an object', { token: { $ne: '' } }],
		['is an array of one', { token: [CURRENT] }],
		['has another name', { Token: CURRENT, access_token: CURRENT }],
	])('refuses a request whose token %s', (_how, query) =>
		expect(checkToken([CURRENT], query)).toMatchObject({
			status: 401,
			body: { error: 'The callback token is missing: call the URL with ?token=…' },
		}),
	);

	it.each(['wrong', `${CURRENT} `, CURRENT.toUpperCase(), CURRENT.slice(1), 'toString'])(
		'refuses the token %j',
		(token) =>
			expect(checkToken([CURRENT, PREVIOUS], { token })).toMatchObject({
				status: 401,
				body: { error: 'The callback token is wrong' },
			}),
	);

	it.each([[[]], [['']], [['', '']]])('lets nobody in when the tokens are %j', (tokens) => {
		expect(checkToken(tokens, {})).toMatchObject({ status: 401 });
		expect(checkToken(tokens, { token: '' })).toMatchObject({ status: 401 });
		expect(checkToken(tokens, { token: 'any' })).toMatchObject({ status: 401 });
	});

	it('never repeats the token in its answer', () =>
		expect(JSON.stringify(checkToken([CURRENT], { token: 'guess-4711' }))).not.toMatch(
			/current|4711/,
		));
});

describe('a signature', () => {
	const checkSignature = (signature: AcceptedSignatures, webhook: IncomingWebhook) =>
		authenticate({ signature }, webhook);
	const proof = expect.objectContaining({ verified: 'X-Hook-Signature' });
	const body = '{"a":1}';
	const secrets = ['current', 'previous'];
	const accepted = { schemes: [hookSignature], secrets };
	const signed = (secret: string, content = body) =>
		signMessage(hookSignature, secret, { body: Buffer.from(content) });
	const received = (header: string | string[] | undefined, raw = body) =>
		webhookOf(raw, { headers: { 'x-hook-signature': header } as never });

	it.each(['current', 'previous'])('takes a signature made with the %s secret', (secret) =>
		expect(checkSignature(accepted, received(signed(secret)))).toEqual(proof),
	);

	it.each([
		['The signature is missing', undefined],
		['The signature is missing', ''],
		['There is more than one signature', [signed('current'), signed('current')]],
		['The signature is malformed', `${signed('current')}, ${signed('current')}`],
		['The signature is malformed', signed('current').slice('sha256='.length)],
		['The signature is malformed', signed('current').slice(0, -2)],
		['The signature is malformed', `sha256=${Buffer.from('x'.repeat(32)).toString('base64')}`],
		['The signature does not match', signed('another')],
		['The signature does not match', signed('current', '{"a":1} ')],
	])('answers 401 "%s" to %j', (reason, header) =>
		expect(checkSignature(accepted, received(header))).toMatchObject({
			status: 401,
			body: { error: `${reason} (X-Hook-Signature)` },
		}),
	);

	it('covers the bytes as they came, not what they mean', () => {
		const spaced = '{ "a": 1 }';
		expect(checkSignature(accepted, received(signed('current'), spaced))).toMatchObject({
			status: 401,
		});
		expect(checkSignature(accepted, received(signed('current', spaced), spaced))).toEqual(proof);
	});

	describe('by one of two schemes', () => {
		const either = { schemes: [hookSignature, webhookSignature], secrets };
		const plain = signMessage(webhookSignature, 'current', { body: Buffer.from(body) });
		const check = (headers: Record<string, string>) =>
			checkSignature(either, webhookOf(body, { headers }));

		it.each<[string, Record<string, string>]>([
			['X-Hook-Signature', { 'x-hook-signature': signed('current') }],
			['X-Webhook-Signature', { 'x-webhook-signature': plain }],
			['X-Webhook-Signature', { 'x-webhook-signature': plain, 'x-hook-signature': '' }],
		])('says that it was %s: %j', (verified, headers) =>
			expect(check(headers)).toMatchObject({ verified }),
		);

		it.each<[string, Record<string, string>]>([
			['The signature is missing (X-Hook-Signature, X-Webhook-Signature)', {}],
			[
				'There is more than one signature (X-Hook-Signature, X-Webhook-Signature)',
				{ 'x-webhook-signature': plain, 'x-hook-signature': signed('current') },
			],
			['The signature is malformed (X-Hook-Signature)', { 'x-hook-signature': plain }],
			[
				'The signature does not match (X-Webhook-Signature)',
				{ 'x-webhook-signature': '0'.repeat(64) },
			],
		])('answers 401 "%s"', (error, headers) =>
			expect(check(headers)).toMatchObject({ status: 401, body: { error } }),
		);
	});

	describe('by any of the schemes of a sender', () => {
		const hashed = bodyHmac('X-Hook-Signature', { algorithm: 'hmac-sha512' });
		const any = { schemes: [hookSignature, hashed, webhookSignature], secrets, anyCounts: true };
		const check = (headers: Record<string, string>) =>
			checkSignature(any, webhookOf(body, { headers }));
		const at = (scheme: SignedScheme, secret = 'current') =>
			signMessage(scheme, secret, { body: Buffer.from(body) });

		it.each<[string, Record<string, string>]>([
			['the first of two at one place', { 'x-hook-signature': at(hookSignature) }],
			['the second of two at one place', { 'x-hook-signature': at(hashed) }],
			[
				'one beside another that is wrong',
				{ 'x-hook-signature': 'sha256=00', 'x-webhook-signature': at(webhookSignature) },
			],
		])('takes %s', (_which, headers) => expect(check(headers)).toHaveProperty('verified'));

		it.each<[string, Record<string, string>]>([
			['The signature is missing (X-Hook-Signature, X-Webhook-Signature)', {}],
			['The signature does not match (X-Hook-Signature)', { 'x-hook-signature': at(hashed, 'x') }],
			['The signature is malformed (X-Hook-Signature)', { 'x-hook-signature': 'sha256=00' }],
		])('answers 401 "%s"', (error, headers) =>
			expect(check(headers)).toMatchObject({ status: 401, body: { error } }),
		);
	});

	it('never takes a signature made with an empty secret', () => {
		const empty = `sha256=${createHmac('sha256', '').update(body).digest('hex')}`;
		const open = { schemes: [hookSignature], secrets: ['', ''] };
		expect(checkSignature(open, received(empty))).toMatchObject({ status: 401 });
		expect(checkSignature({ ...open, secrets: [] }, received(empty))).toMatchObject({
			status: 401,
		});
	});

	describe('of a scheme that covers id and timestamp', () => {
		const scheme = bodyHmac(
			'Webhook-Signature',
			{ encoding: 'base64', prefix: 'v1,' },
			{
				id: 'custom',
				content: '{id}.{timestamp}.{body}',
				messageId: { header: 'Webhook-Id' },
				timestamp: { at: { header: 'Webhook-Timestamp' } },
			},
		);
		const header = signMessage(scheme, 'current', {
			body: Buffer.from(body),
			id: 'm1',
			timestamp: '1700000000',
		});
		const headers = {
			'webhook-signature': header,
			'webhook-id': 'm1',
			'webhook-timestamp': '1700000000',
		};
		const check = (changes: Record<string, unknown>) =>
			checkSignature(
				{ schemes: [scheme], secrets },
				webhookOf(body, { headers: { ...headers, ...changes } as never }),
			);

		it('proves both', () =>
			expect(check({})).toEqual({
				verified: 'custom',
				id: 'm1',
				signedAt: { text: '1700000000', ms: 1_700_000_000_000 },
			}));

		it.each([
			['webhook-id', 'm2', 'does not match'],
			['webhook-timestamp', '1700000001', 'does not match'],
			['webhook-id', undefined, 'is missing'],
			['webhook-timestamp', undefined, 'is missing'],
			['webhook-timestamp', ['1700000000', '1700000000'], 'is missing'],
		])('refuses %s: %j', (name, value, reason) =>
			expect(check({ [name]: value })).toMatchObject({
				status: 401,
				body: { error: expect.stringContaining(reason) },
			}),
		);
	});
});

describe('what a request proves', () => {
	const signature = { schemes: [hookSignature], secrets: ['s'] };
	const header = signMessage(hookSignature, 's', { body: Buffer.from('{}') });
	const webhook = (token: string | undefined, value: string) =>
		webhookOf('{}', { query: { token }, headers: { 'x-hook-signature': value } });

	it.each<[Authentication, string]>([
		[{}, 'none'],
		[{ tokens: ['t'] }, 'token'],
		[{ signature }, 'X-Hook-Signature'],
		[{ tokens: ['t'], signature }, 'X-Hook-Signature'],
	])('of all that is wanted, %j, is named by the strongest', (authentication, verified) =>
		expect(authenticate(authentication, webhook('t', header))).toMatchObject({ verified }),
	);

	it('is nothing when one of the two is wrong', () => {
		const both = { tokens: ['t'], signature };
		expect(authenticate(both, webhook('x', header))).toMatchObject({ status: 401 });
		expect(authenticate(both, webhook(undefined, header))).toMatchObject({ status: 401 });
		expect(authenticate(both, webhook('t', header.slice(0, -1)))).toMatchObject({ status: 401 });
	});

	it('of a signature that covers the body alone is neither an id nor a time', () =>
		expect(authenticate({ signature }, webhook('t', header))).toEqual({
			verified: 'X-Hook-Signature',
		}));
});

it('withToken makes the URL that checkToken lets in', () => {
	const token = 'a b&c=d#e';
	const called = withToken('https://n8n.example.com/webhook/1', token);
	expect(called).toBe('https://n8n.example.com/webhook/1?token=a%20b%26c%3Dd%23e');
	expect(checkToken([token], Object.fromEntries(new URL(called).searchParams))).toBeUndefined();
});
