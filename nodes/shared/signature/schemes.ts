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
