import { createHmac } from 'node:crypto';

import type { SignedScheme } from '../../../nodes/shared/signature/scheme';
import * as schemes from '../../../nodes/shared/signature/schemes';
import { signMessage, verifyMessage } from '../../support/signed';

interface Vector {
	readonly source: string;
	readonly scheme: SignedScheme;
	readonly signer: string;
	readonly body: string;
	readonly id?: string;
	readonly timestamp?: string;
	readonly header: string;
}

const slackCommand =
	'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';

const hmac = (secret: string, text: string, encoding: 'hex' | 'base64') =>
	createHmac('sha256', secret).update(text).digest(encoding);

const vectors: Vector[] = [
	{
		source: "GitHub's “Testing the webhook payload validation”",
		scheme: schemes.github,
		signer: "It's a Secret to Everybody",
		body: 'Hello, World!',
		header: 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17',
	},
	{
		source: "Svix's “Verifying Webhooks Manually”",
		scheme: schemes.svix,
		signer: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
		body: '{"test": 2432232314}',
		id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
		timestamp: '1614265330',
		header: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
	},
	{
		source: 'the same message by Standard Webhooks',
		scheme: schemes.standardWebhooks,
		signer: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
		body: '{"test": 2432232314}',
		id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
		timestamp: '1614265330',
		header: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
	},
	{
		source: "Slack's “Verifying requests from Slack”",
		scheme: schemes.slack,
		signer: '8f742231b10e8888abcd99yyyzzz85a5',
		body: slackCommand,
		timestamp: '1531420618',
		header: 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
	},
	{
		source: "the steps of Stripe's “Verify webhook signatures manually”",
		scheme: schemes.stripe,
		signer: 'whsec_test',
		body: '{"id":"evt_1"}',
		timestamp: '1492774577',
		header: `t=1492774577,v1=${hmac('whsec_test', '1492774577.{"id":"evt_1"}', 'hex')}`,
	},
	{
		source: "the steps of Shopify's “Verify webhook deliveries”",
		scheme: schemes.shopify,
		signer: 'hush',
		body: '{"id":1}',
		header: hmac('hush', '{"id":1}', 'base64'),
	},
	{
		source: "the steps of Linear's “Securing webhooks”",
		scheme: schemes.linear,
		signer: 'lin_wh_1',
		body: '{"action":"create"}',
		header: hmac('lin_wh_1', '{"action":"create"}', 'hex'),
	},
	{
		source: "the steps of the AI Support Autoresponder's “Verifying Signatures”",
		scheme: schemes.webhookSignature,
		signer: 'secret',
		body: '{"event":"ticket.created"}',
		header: hmac('secret', '{"event":"ticket.created"}', 'hex'),
	},
	{
		source: "the steps of Missive's and OpenWork's examples",
		scheme: schemes.hookSignature,
		signer: 'secret',
		body: '{"event":{}}',
		header: `sha256=${hmac('secret', '{"event":{}}', 'hex')}`,
	},
];

describe.each(vectors)('$source', ({ scheme, signer: secret, header, ...given }) => {
	const message = { ...given, body: Buffer.from(given.body) };

	it('is what we send', () => expect(signMessage(scheme, secret, message)).toBe(header));

	it('is accepted', () => expect(verifyMessage(scheme, [secret], message, header)).toBeUndefined());

	it('is refused with another secret, body, id or timestamp', () => {
		const other = scheme.forms[0].key === 'whsec' ? 'whsec_AAAA' : 'other';
		expect(verifyMessage(scheme, [other], message, header)).toBe('mismatch');
		const changed = [{ body: Buffer.from('x') }, { id: 'x' }, { timestamp: '1' }];
		const covered = changed.filter((_, index) =>
			scheme.content.includes(['{body}', '{id}', '{timestamp}'][index] ?? ''),
		);
		for (const change of covered) {
			// A timestamp inside the header is the one that counts.
			if ('timestamp' in change && scheme.layout?.kind === 'pairs') continue;
			expect(verifyMessage(scheme, [secret], { ...message, ...change }, header)).toBe('mismatch');
		}
	});
});

it('every scheme has a vector', () => {
	const covered = new Set(vectors.map(({ scheme }) => scheme));
	expect(Object.values(schemes).filter((scheme) => !covered.has(scheme))).toEqual([]);
});
