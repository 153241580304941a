import type { INodePropertyOptions } from 'n8n-workflow';

import type { SignedScheme } from '../shared/signature/scheme';
import * as schemes from '../shared/signature/schemes';

/** Where a fact about an event stands: in a header, or in the payload at a dotted path. */
export type FactLocation = { readonly header: string } | { readonly path: string };

/** A known way to sign: what the field Signature offers, for receiving as for sending. */
export interface Preset {
	readonly value: string;
	readonly name: string;
	readonly description: string;
	readonly scheme: SignedScheme;
	/** What makes two deliveries the same event; without it that is the body. */
	readonly eventId?: FactLocation;
	readonly eventType?: FactLocation;
	/**
	 * How old an event may be, for every scheme that signs a time: for a sender that may repeat an event with the time of
	 * its first attempt, as long as it repeats and room for clocks that differ.
	 */
	readonly toleranceSeconds?: number;
	/** The payload's field that is sent back when the sender tries the URL, and the `type` that tells so. */
	readonly challenge?: { readonly type: string; readonly field: string };
}

/** Five minutes in seconds, as these senders advise: a repetition is signed with a new time and is never old. */
export const SIGNED_ANEW = 300;

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
		// Linear repeats after 1 minute, 1 hour and 6 hours, and does not say that webhookTimestamp is set anew:
		// https://linear.app/developers/webhooks
		toleranceSeconds: 8 * 60 * 60,
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
		// The timestamp is that of the request: https://docs.slack.dev/authentication/verifying-requests-from-slack
		toleranceSeconds: SIGNED_ANEW,
		eventId: { path: 'event_id' },
		eventType: { path: 'event.type' },
		challenge: { type: 'url_verification', field: 'challenge' },
	},
	{
		value: 'standardWebhooks',
		name: 'Standard Webhooks',
		description: 'Webhook-signature with HMAC (v1) or Ed25519 (v1a), by the specification',
		scheme: schemes.standardWebhooks,
		// The timestamp is that of the attempt, in the specification's "Webhook metadata":
		// https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
		toleranceSeconds: SIGNED_ANEW,
		eventId: { header: 'webhook-id' },
		eventType: { path: 'type' },
	},
	{
		value: 'stripe',
		name: 'Stripe',
		description: 'Stripe-Signature, as Stripe signs its webhooks',
		scheme: schemes.stripe,
		// Each attempt has a timestamp and signature of its own: https://docs.stripe.com/webhooks
		toleranceSeconds: SIGNED_ANEW,
		eventId: { path: 'id' },
		eventType: { path: 'type' },
	},
	{
		value: 'svix',
		name: 'Svix',
		description: 'Svix-signature, as services that use Svix sign',
		scheme: schemes.svix,
		// Its open server signs the time of the attempt (prepare_dispatch):
		// https://github.com/svix/svix-webhooks/blob/main/server/svix-server/src/worker.rs
		toleranceSeconds: SIGNED_ANEW,
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
