import type { INodePropertyOptions } from 'n8n-workflow';

import type { SignatureScheme } from '../shared/signature/scheme';
import * as schemes from '../shared/signature/schemes';

/** Where a fact about an event stands: in a header, or in the payload at a dotted path. */
export type FactLocation = { readonly header: string } | { readonly path: string };

/** A known way to sign: what the field Signature offers, for receiving as for sending. */
export interface Preset {
	readonly value: string;
	readonly name: string;
	readonly description: string;
	readonly scheme: SignatureScheme;
	/** What makes two deliveries the same event; without it that is the body. */
	readonly eventId?: FactLocation;
	readonly eventType?: FactLocation;
	/** Unix time in ms in the payload, for schemes that sign no timestamp of their own. */
	readonly occurredAtMs?: FactLocation;
	/** The payload's field that is sent back when the sender tries the URL, and the `type` that tells so. */
	readonly challenge?: { readonly type: string; readonly field: string };
}

/** Every way to sign that is known by name. A new one is one more entry here, and its vectors in the tests. */
export const PRESETS: readonly Preset[] = [
	{
		value: 'github',
		name: 'GitHub',
		description: 'X-Hub-Signature-256, as GitHub signs its webhooks',
		scheme: schemes.github,
		eventId: { header: 'X-GitHub-Delivery' },
		eventType: { header: 'X-GitHub-Event' },
	},
	{
		value: 'linear',
		name: 'Linear',
		description: 'Linear-Signature, as Linear signs its webhooks',
		scheme: schemes.linear,
		eventId: { header: 'Linear-Delivery' },
		eventType: { header: 'Linear-Event' },
		occurredAtMs: { path: 'webhookTimestamp' },
	},
	{
		value: 'webhookSignature',
		name: 'Plain Hex (X-Webhook-Signature)',
		description: 'HMAC SHA-256 of the body in hex, as AI Support Autoresponder signs',
		scheme: schemes.webhookSignature,
		eventType: { header: 'X-Webhook-Event' },
	},
	{
		value: 'hookSignature',
		name: 'Prefixed Hex (X-Hook-Signature)',
		description: 'HMAC SHA-256 of the body in hex behind sha256=, as Missive and OpenWork sign',
		scheme: schemes.hookSignature,
	},
	{
		value: 'shopify',
		name: 'Shopify',
		description: 'X-Shopify-Hmac-Sha256, as Shopify signs its webhooks',
		scheme: schemes.shopify,
		eventId: { header: 'X-Shopify-Webhook-Id' },
		eventType: { header: 'X-Shopify-Topic' },
	},
	{
		value: 'slack',
		name: 'Slack',
		description: 'X-Slack-Signature, as Slack signs the events of an app',
		scheme: schemes.slack,
		eventId: { path: 'event_id' },
		eventType: { path: 'event.type' },
		challenge: { type: 'url_verification', field: 'challenge' },
	},
	{
		value: 'standardWebhooks',
		name: 'Standard Webhooks',
		description: 'Webhook-signature with HMAC (v1) or Ed25519 (v1a), by the specification',
		scheme: schemes.standardWebhooks,
		eventId: { header: 'webhook-id' },
		eventType: { path: 'type' },
	},
	{
		value: 'stripe',
		name: 'Stripe',
		description: 'Stripe-Signature, as Stripe signs its webhooks',
		scheme: schemes.stripe,
		eventId: { path: 'id' },
		eventType: { path: 'type' },
	},
	{
		value: 'svix',
		name: 'Svix',
		description: 'Svix-signature, as services that use Svix sign',
		scheme: schemes.svix,
		eventId: { header: 'svix-id' },
		eventType: { path: 'type' },
	},
];

/** The preset of a value of the field Signature, unless that is `custom` or `none`. */
export function presetOf(value: unknown): Preset | undefined {
	return PRESETS.find((preset) => preset.value === value);
}

/** The header that a source names, if it is one. */
export function headerOf(source: FactLocation | undefined): string | undefined {
	return source && 'header' in source ? source.header : undefined;
}

const CUSTOM: INodePropertyOptions = {
	name: 'Custom',
	value: 'custom',
	description: 'An HMAC whose header, encoding and signed content you choose',
};

/** What the field Signature offers: every preset, and a signature of one's own. */
export function signatureOptions(...more: INodePropertyOptions[]): INodePropertyOptions[] {
	const presets = PRESETS.map(({ name, value, description }) => ({ name, value, description }));
	return [...presets, CUSTOM, ...more];
}
