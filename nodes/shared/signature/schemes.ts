import { bodyHmac } from './bodyHmac';
import type { SignedScheme } from './scheme';

/**
 * `X-Hook-Signature: sha256=<hex>` over the raw body: Missive ("Request validation" of its webhook page) and
 * OpenWork ("Verifying Webhook Signatures" of its integration guide).
 */
export const hookSignature = bodyHmac('X-Hook-Signature', { prefix: 'sha256=' });

/** `X-Webhook-Signature: <hex>` over the raw body: AI Support Autoresponder ("Headers" of its webhooks guide). */
export const webhookSignature = bodyHmac('X-Webhook-Signature');

/** GitHub, "Validating webhook deliveries". */
export const github = bodyHmac('X-Hub-Signature-256', { prefix: 'sha256=' });

/** Shopify, "Verify webhook deliveries". */
export const shopify = bodyHmac('X-Shopify-Hmac-Sha256', { encoding: 'base64' });

/** Linear, "Securing webhooks": the time to check stands in the body, in milliseconds. */
export const linear = bodyHmac(
	'Linear-Signature',
	{},
	{ timestamp: { at: { field: 'webhookTimestamp' }, unit: 'ms' } },
);

/** The Standard Webhooks specification, "Webhook metadata" and "Signature scheme": `v1` HMAC and `v1a` Ed25519. */
export const standardWebhooks = standardScheme('Standard Webhooks', 'webhook');

/** Svix: Standard Webhooks under headers of its own ("Verifying Webhooks Manually" of its documentation). */
export const svix = standardScheme('Svix', 'svix');

function standardScheme(id: string, headers: string): SignedScheme {
	return {
		kind: 'signature',
		id,
		at: { header: `${headers}-signature` },
		forms: [
			{ algorithm: 'hmac-sha256', encoding: 'base64', prefix: 'v1,', key: 'whsec' },
			{ algorithm: 'ed25519', encoding: 'base64', prefix: 'v1a,', key: 'whsec' },
		],
		layout: { kind: 'list', separator: ' ' },
		content: '{id}.{timestamp}.{body}',
		timestamp: { at: { header: `${headers}-timestamp` } },
		messageId: { header: `${headers}-id` },
	};
}

/** Stripe, "Verify webhook signatures manually". */
export const stripe = bodyHmac(
	'Stripe-Signature',
	{ pair: 'v1' },
	{
		layout: { kind: 'pairs', separator: ',' },
		content: '{timestamp}.{body}',
		timestamp: { at: { pair: 't' } },
	},
);

/** Slack, "Verifying requests from Slack". */
export const slack = bodyHmac(
	'X-Slack-Signature',
	{ prefix: 'v0=' },
	{
		content: 'v0:{timestamp}:{body}',
		timestamp: { at: { header: 'X-Slack-Request-Timestamp' } },
	},
);
