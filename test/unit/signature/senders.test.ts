/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on the developer's machine, never inside n8n */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import { parseJson } from '../../../nodes/shared/lib/json';
import { bodyHmac } from '../../../nodes/shared/signature/bodyHmac';
import type {
	Place,
	SignableRequest,
	SignatureForm,
	SignatureScheme,
	Timestamp,
} from '../../../nodes/shared/signature/scheme';
import {
	github,
	hookSignature,
	linear,
	shopify,
	slack,
	standardWebhooks,
	stripe,
	svix,
} from '../../../nodes/shared/signature/schemes';
import { isProblem } from '../../../nodes/shared/signature/verdict';
import { verify } from '../../../nodes/shared/signature/verify';
import { requestOf } from '../../support/signed';

interface Vector {
	readonly name: string;
	readonly secret: string;
	readonly requests: readonly VectorRequest[];
}

interface VectorRequest {
	readonly label: string;
	readonly method: string;
	readonly query: string;
	readonly headers: Readonly<Record<string, string>>;
	/** Base64. */
	readonly body: string;
	readonly want: { readonly status: number };
}

const vectors = JSON.parse(
	readFileSync(join(__dirname, '../../fixtures/senders/vectors.json'), 'utf8'),
) as Vector[];

/** How the sender of a vector signs, in the language. */
interface Sender {
	readonly scheme: SignatureScheme;
	/** The address that was signed, with its query. */
	readonly url?: string;
	/** Requests of it that carry no signature: tries of the address. */
	readonly unsigned?: readonly string[];
}

const BASE64 = { encoding: 'base64' } as const;
const SHA1 = { algorithm: 'hmac-sha1' } as const;
const SHA512 = { algorithm: 'hmac-sha512' } as const;

const time = (at: Timestamp['at'], unit: Timestamp['unit'] = 's') => ({ timestamp: { at, unit } });
const header = (name: string): Place => ({ header: name });

/** An HMAC SHA-256 of a timestamp and the body, in a header with the timestamp among pairs. */
const pairs = (
	name: string,
	{ t = 't', v = 'v1', unit = 's' as Timestamp['unit'], form = {} as Partial<SignatureForm> } = {},
) =>
	bodyHmac(
		name,
		{ pair: v, ...form },
		{
			layout: { kind: 'pairs', separator: ',' },
			content: '{timestamp}.{body}',
			...time({ pair: t }, unit),
		},
	);

/** A signature that covers a timestamp in a header of its own. */
const timed = (
	name: string,
	content: string,
	timestamp: Timestamp,
	form: Partial<SignatureForm> = {},
) => bodyHmac(name, form, { content, timestamp });

const pagerDuty = bodyHmac(
	'X-PagerDuty-Signature',
	{ pair: 'v1' },
	{ layout: { kind: 'pairs', separator: ',' } },
);

const SENDERS: Readonly<Record<string, Sender | SignatureScheme>> = {
	'Standard Webhooks (HMAC)': standardWebhooks,
	'Standard Webhooks (rotation list)': standardWebhooks,
	'Standard Webhooks (secret without whsec_)': standardWebhooks,
	'Svix (Ed25519)': svix,
	'Svix (HMAC; Clerk, Resend, Recall, AgentMail ...)': svix,
	'GitHub (documented vector)': github,
	'GitHub (JSON content type)': github,
	'GitHub (form content type, the default of its UI)': github,
	Stripe: stripe,
	'Slack Events API': slack,
	'Shopify (webhooks)': shopify,
	'Shopify (Events, 2026 headers)': {
		...shopify,
		at: [header('X-Shopify-Hmac-Sha256'), header('shopify-hmac-sha256')],
	},
	Linear: linear,
	'Missive rule / OpenWork': hookSignature,
	Typeform: bodyHmac('Typeform-Signature', { ...BASE64, prefix: 'sha256=' }),
	WooCommerce: {
		scheme: bodyHmac('X-WC-Webhook-Signature', BASE64),
		unsigned: ['handshake: unsigned form ping when saved; non-2xx counts as failure'],
	},
	'Bitbucket Cloud / Jira Cloud (documented vector)': bodyHmac('X-Hub-Signature', {
		prefix: 'sha256=',
	}),
	'Gitea / Forgejo / Gogs': bodyHmac('X-Gitea-Signature'),
	'Cal.com': bodyHmac('X-Cal-Signature-256'),
	ClickUp: bodyHmac('X-Signature'),
	'Lemon Squeezy': bodyHmac('X-Signature'),
	'DocuSign Connect (JSON)': bodyHmac('DocuSign', BASE64, {
		at: [header('X-DocuSign-Signature-1'), header('X-DocuSign-Signature-2')],
	}),
	'LINE (SDK test vector)': bodyHmac('x-line-signature', BASE64),
	Sentry: bodyHmac('Sentry-Hook-Signature'),
	Paystack: bodyHmac('x-paystack-signature', SHA512),
	Razorpay: bodyHmac('X-Razorpay-Signature'),
	'QuickBooks / Intuit': bodyHmac('intuit-signature', BASE64),
	'Xero (intent to receive)': bodyHmac('x-xero-signature', BASE64),
	'Coinbase Commerce': bodyHmac('X-CC-Webhook-Signature'),
	Greenhouse: bodyHmac('Signature', { prefix: 'sha256 ' }),
	WAHA: bodyHmac('X-Webhook-Hmac', SHA512),
	'Convoy (SDK test vector)': bodyHmac('X-Convoy-Signature', SHA512),
	Mautic: bodyHmac('Webhook-Signature', BASE64),
	Formstack: bodyHmac('X-FS-Signature', { prefix: 'sha256=' }),
	Hookdeck: bodyHmac('x-hookdeck-signature', BASE64),
	Cursor: bodyHmac('X-Webhook-Signature', { prefix: 'sha256=' }),
	Zendesk: timed(
		'X-Zendesk-Webhook-Signature',
		'{timestamp}{body}',
		{ at: header('X-Zendesk-Webhook-Signature-Timestamp'), unit: 'iso' },
		BASE64,
	),
	Zoom: timed(
		'x-zm-signature',
		'v0:{timestamp}:{body}',
		{ at: header('x-zm-request-timestamp') },
		{ prefix: 'v0=' },
	),
	Webflow: timed('x-webflow-signature', '{timestamp}:{body}', {
		at: header('x-webflow-timestamp'),
		unit: 'ms',
	}),
	'Customer.io': timed('X-CIO-Signature', 'v0:{timestamp}:{body}', {
		at: header('X-CIO-Timestamp'),
	}),
	'Box (primary key)': {
		...timed(
			'Box',
			'{body}{timestamp}',
			{ at: header('BOX-DELIVERY-TIMESTAMP'), unit: 'iso' },
			BASE64,
		),
		at: [header('BOX-SIGNATURE-PRIMARY'), header('BOX-SIGNATURE-SECONDARY')],
	},
	'Front (application webhooks)': timed(
		'X-Front-Signature',
		'{timestamp}:{body}',
		{ at: header('X-Front-Request-Timestamp'), unit: 'ms' },
		BASE64,
	),
	'Square (SDK test vector)': {
		scheme: bodyHmac('x-square-hmacsha256-signature', BASE64, { content: '{url}{body}' }),
		url: 'https://webhook.site/679a4f3a-dcfa-49ee-bac5-9d0edad886b9',
	},
	'HubSpot v3': {
		scheme: timed(
			'X-HubSpot-Signature-v3',
			'{method}{url:decoded}{body}{timestamp}',
			{ at: header('X-HubSpot-Request-Timestamp'), unit: 'ms' },
			BASE64,
		),
		url: 'https://www.example.com/webhook_uri',
	},
	'HubSpot v1 (SDK test vector)': bodyHmac(
		'X-HubSpot-Signature',
		{ algorithm: 'sha256' },
		{ content: '{secret}{body}' },
	),
	Calendly: pairs('Calendly-Webhook-Signature'),
	WorkOS: pairs('WorkOS-Signature', { unit: 'ms' }),
	Mux: pairs('Mux-Signature'),
	Persona: {
		...pairs('Persona-Signature'),
		layout: { kind: 'pairs', separator: ',', groups: ' ' },
	},
	Buildkite: pairs('X-Buildkite-Signature', { t: 'timestamp', v: 'signature' }),
	'PagerDuty (SDK test vector)': pagerDuty,
	'PagerDuty while a secret is rotated': pagerDuty,
	Sanity: pairs('sanity-webhook-signature', { unit: 'ms', form: { encoding: 'base64url' } }),
	Airtable: bodyHmac('X-Airtable-Content-MAC', { prefix: 'hmac-sha256=', key: 'base64' }),
	Onfleet: {
		scheme: bodyHmac('X-Onfleet-Signature', { ...SHA512, key: 'hex' }),
		unsigned: ['handshake: GET ?check= echoed'],
	},
	'Supabase Auth hooks': standardWebhooks,
	'GitLab 19 signing token': standardWebhooks,
	'GitLab 19 signing token, one event type selected': standardWebhooks,
	Intercom: bodyHmac('X-Hub-Signature', { ...SHA1, prefix: 'sha1=' }),
	Webex: bodyHmac('X-Spark-Signature', SHA1),
	'Tawk.to': bodyHmac('X-Tawk-Signature', SHA1),
	Taiga: bodyHmac('X-Taiga-Webhook-Signature', SHA1),
	Segment: bodyHmac('X-Signature', SHA1),
	'Twilio (documented vector)': {
		scheme: bodyHmac('X-Twilio-Signature', { ...SHA1, ...BASE64 }, { content: '{url}{form}' }),
		url: 'https://mycompany.com/myapp.php?foo=1&bar=2',
	},
	'Discord interactions / webhook events': timed(
		'X-Signature-Ed25519',
		'{timestamp}{body}',
		{ at: header('X-Signature-Timestamp') },
		{ algorithm: 'ed25519' },
	),
	'Netlify (JWT; likewise FusionAuth, Vonage, Plaid, monday apps)': {
		kind: 'jwt',
		id: 'X-Webhook-Signature',
		at: header('X-Webhook-Signature'),
		algorithms: ['HS256'],
		claims: { iss: 'netlify', sha256: '{bodyHash:sha256}' },
	},
	'GitLab secret token (all versions)': {
		kind: 'token',
		id: 'X-Gitlab-Token',
		at: header('X-Gitlab-Token'),
	},
	Mailgun: bodyHmac(
		'Mailgun',
		{},
		{
			at: { field: 'signature.signature' },
			content: '{timestamp}{field:signature.token}',
			...time({ field: 'signature.timestamp' }),
		},
	),
	'Microsoft Graph': {
		scheme: { kind: 'token', id: 'clientState', at: { field: 'value.*.clientState' } },
		unsigned: ['handshake: echo validationToken as text/plain'],
	},
	'Chargebee / Postmark / Pipedrive (basic auth)': {
		kind: 'token',
		id: 'Basic',
		at: header('Authorization'),
		prefix: 'Basic ',
		encoding: 'base64',
	},
	Asana: {
		scheme: bodyHmac('X-Hook-Signature'),
		unsigned: ['handshake: echo X-Hook-Secret header'],
	},
	'Meta (Messenger, Instagram, WhatsApp)': {
		scheme: github,
		unsigned: ['handshake: GET hub.challenge echoed'],
	},
	Notion: {
		scheme: bodyHmac('X-Notion-Signature', { prefix: 'sha256=' }),
		// It is signed with the secret that it brings.
		unsigned: [
			'handshake: verification_token arrives by webhook; the user has to read it to get the secret',
		],
	},
	'Stream (gzip, signed over the plain JSON)': bodyHmac('X-Signature'),
	'charset and case (Content-Type: Application/JSON; charset=UTF-8)': bodyHmac('X-Signature'),
	'UTF-8 with byte order mark': bodyHmac('X-Signature'),
	'hex signature in capitals': bodyHmac('X-Signature'),
	'JSON sent as text/json': bodyHmac('X-Signature'),
	'secret with a trailing newline pasted': bodyHmac('X-Signature'),
};

/** What no scheme can verify, and why. */
const UNSIGNED: Readonly<Record<string, string>> = {
	'AWS SNS': 'the vector holds no signature; the key would have to be fetched',
	PayPal: 'the vector holds a signature in name only; the key would have to be fetched',
	'Mandrill / Mailchimp Transactional': 'the vector does not tell the address that was signed',
	'Azure Event Grid': 'it sends nothing but a try of the address',
};

const senderOf = (name: string): Sender | undefined => {
	const entry = SENDERS[name];
	return entry && 'scheme' in entry ? entry : entry && { scheme: entry };
};

/** The request as n8n gives it: unpacked, headers in lower case, parsed. */
function received({ headers, method, query, body }: VectorRequest, url = ''): SignableRequest {
	const lowered = Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
	);
	const sent = Buffer.from(body, 'base64');
	const rawBody = lowered['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent;
	const isForm = lowered['content-type']?.startsWith('application/x-www-form-urlencoded');
	const [address = '', signedQuery] = url.split('?', 2);
	const queryString = signedQuery ?? query.replace(/^\?/, '');
	return requestOf({
		method,
		url: address,
		queryString,
		query: Object.fromEntries(new URLSearchParams(queryString)),
		headers: lowered,
		rawBody,
		body: isForm ? Object.fromEntries(new URLSearchParams(rawBody.toString())) : parseJson(rawBody),
	});
}

it('every vector has a sender here, or a reason', () => {
	const known = [...Object.keys(SENDERS), ...Object.keys(UNSIGNED)].sort();
	expect(known).toEqual(vectors.map(({ name }) => name).sort());
});

const signed = vectors.flatMap(({ name, secret, requests }) => {
	const { scheme, url, unsigned = [] } = senderOf(name) ?? {};
	if (!scheme) return [];
	return requests
		.filter(({ label }) => !unsigned.includes(label))
		.map((request) => ({ name, label: request.label, secret, scheme, url, request }));
});

describe.each(signed)('$name, $label', ({ secret, scheme, url, request }) => {
	const isGood = (given: SignableRequest, ...secrets: string[]) =>
		!isProblem(verify(scheme, secrets, given));
	const its = received(request, url);

	it('is judged as the sender wants it', () =>
		expect(isGood(its, secret)).toBe(request.want.status !== 401));

	it('is judged the same beside another secret', () =>
		expect(isGood(its, 'another', secret)).toBe(request.want.status !== 401));

	it('is refused with another secret alone, and without any', () => {
		expect(isGood(its, 'another')).toBe(false);
		expect(isGood(its, '')).toBe(false);
		expect(isGood(its)).toBe(false);
	});

	it('is refused with a byte changed in what is signed', () => {
		if (scheme.kind === 'token') return;
		const changed = Buffer.concat([its.rawBody, Buffer.from(' ')]);
		const covers = scheme.kind === 'jwt' || /\{body\}|\{form\}/.test(scheme.content);
		expect(isGood({ ...its, rawBody: changed }, secret)).toBe(!covers);
	});
});
