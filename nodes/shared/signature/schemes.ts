import type { SignatureScheme } from './scheme';

/**
 * `X-Hook-Signature: sha256=<hex>` over the raw body: Missive ("Request validation" of its webhook page) and
 * OpenWork ("Verifying Webhook Signatures" of its integration guide).
 */
export const hookSignature: SignatureScheme = {
	id: 'X-Hook-Signature',
	header: 'X-Hook-Signature',
	algorithm: 'sha256',
	encoding: 'hex',
	prefix: 'sha256=',
	content: '{body}',
};

/** `X-Webhook-Signature: <hex>` over the raw body: AI Support Autoresponder ("Headers" of its webhooks guide). */
export const webhookSignature: SignatureScheme = {
	id: 'X-Webhook-Signature',
	header: 'X-Webhook-Signature',
	algorithm: 'sha256',
	encoding: 'hex',
	prefix: '',
	content: '{body}',
};

/** The Standard Webhooks specification, "Webhook metadata" and "Signature scheme": `v1` HMAC and `v1a` Ed25519. */
export const standardWebhooks: SignatureScheme = {
	id: 'Standard Webhooks',
	header: 'webhook-signature',
	algorithm: 'sha256',
	encoding: 'base64',
	prefix: 'v1,',
	content: '{id}.{timestamp}.{body}',
	timestampHeader: 'webhook-timestamp',
	idHeader: 'webhook-id',
	layout: 'list',
	key: 'whsec',
	ed25519Prefix: 'v1a,',
};

/** Svix: Standard Webhooks under headers of its own ("Verifying Webhooks Manually" of its documentation). */
export const svix: SignatureScheme = {
	...standardWebhooks,
	id: 'Svix',
	header: 'svix-signature',
	timestampHeader: 'svix-timestamp',
	idHeader: 'svix-id',
};

/** GitHub, "Validating webhook deliveries". */
export const github: SignatureScheme = {
	id: 'X-Hub-Signature-256',
	header: 'X-Hub-Signature-256',
	algorithm: 'sha256',
	encoding: 'hex',
	prefix: 'sha256=',
	content: '{body}',
};

/** Stripe, "Verify webhook signatures manually". */
export const stripe: SignatureScheme = {
	id: 'Stripe-Signature',
	header: 'Stripe-Signature',
	algorithm: 'sha256',
	encoding: 'hex',
	prefix: 'v1=',
	content: '{timestamp}.{body}',
	layout: 'pairs',
};

/** Slack, "Verifying requests from Slack". */
export const slack: SignatureScheme = {
	id: 'X-Slack-Signature',
	header: 'X-Slack-Signature',
	algorithm: 'sha256',
	encoding: 'hex',
	prefix: 'v0=',
	content: 'v0:{timestamp}:{body}',
	timestampHeader: 'X-Slack-Request-Timestamp',
};

/** Shopify, "Verify webhook deliveries". */
export const shopify: SignatureScheme = {
	id: 'X-Shopify-Hmac-Sha256',
	header: 'X-Shopify-Hmac-Sha256',
	algorithm: 'sha256',
	encoding: 'base64',
	prefix: '',
	content: '{body}',
};

/** Linear, "Securing webhooks": the time to check stands in the body, in milliseconds. */
export const linear: SignatureScheme = {
	id: 'Linear-Signature',
	header: 'Linear-Signature',
	algorithm: 'sha256',
	encoding: 'hex',
	prefix: '',
	content: '{body}',
	timestampPath: 'webhookTimestamp',
	timestampUnit: 'ms',
};
