import { bodyHmac } from '../../shared/signature/bodyHmac';
import { shopify } from '../../shared/signature/schemes';
import type { Sender } from './sender';
import { BASE64, echoes, field, header, HOUR, MINUTE, SHA512, types } from './ways';

/** Shops and what they send. */
export const commerce: readonly Sender[] = [
	{
		value: 'commerceLayer',
		name: 'Commerce Layer',
		docs: 'https://docs.commercelayer.io/core/callbacks-security',
		schemes: [bodyHmac('X-CommerceLayer-Signature', BASE64)],
		secret: 'Shared secret of the webhook',
		eventType: types(
			[header('X-CommerceLayer-Topic')],
			'orders.place',
			'orders.create',
			'customers.create',
		),
	},
	{
		value: 'onfleet',
		name: 'Onfleet',
		docs: 'https://docs.onfleet.com/reference/webhooks',
		repeats: { seconds: 90 * MINUTE },
		schemes: [bodyHmac('X-Onfleet-Signature', { ...SHA512, key: 'hex' })],
		secret: 'Webhook secret in hex, in Settings, API & Webhooks',
		eventType: {
			names: [[field('triggerId')]],
			called: {
				0: 'taskStarted',
				1: 'taskEta',
				2: 'taskArrival',
				3: 'taskCompleted',
				4: 'taskFailed',
				5: 'workerDuty',
				6: 'taskCreated',
				7: 'taskUpdated',
				8: 'taskDeleted',
				9: 'taskAssigned',
				10: 'taskUnassigned',
			},
			examples: ['taskStarted', 'taskCompleted', 'taskFailed', 'workerDuty'],
		},
		handshakes: [echoes('check')],
	},
	{
		value: 'shopify',
		name: 'Shopify',
		docs: 'https://shopify.dev/docs/apps/build/webhooks/subscribe/https',
		repeats: { seconds: 4 * HOUR },
		schemes: [{ ...shopify, at: [header('X-Shopify-Hmac-Sha256'), header('shopify-hmac-sha256')] }],
		secret: 'Client secret of the app, or the secret shown under Notifications, Webhooks',
		eventId: [header('X-Shopify-Webhook-Id'), header('shopify-webhook-id')],
		eventType: {
			names: [[header('X-Shopify-Topic')], [header('shopify-topic')]],
			examples: ['orders/create', 'orders/paid', 'products/update', 'app/uninstalled'],
		},
		bodies: ['json', 'xml'],
	},
	{
		value: 'wooCommerce',
		name: 'WooCommerce',
		docs: 'https://woocommerce.github.io/woocommerce-rest-api-docs/#webhooks',
		schemes: [bodyHmac('X-WC-Webhook-Signature', BASE64)],
		secret: 'Secret of the webhook',
		eventId: [header('X-WC-Webhook-Delivery-ID')],
		eventType: types(
			[header('X-WC-Webhook-Topic')],
			'order.created',
			'order.updated',
			'product.updated',
			'customer.created',
		),
		bodies: ['json', 'form'],
		handshakes: [
			{
				known: { has: [field('webhook_id')], onlyFields: ['webhook_id'] },
				proof: 'none',
				answer: {},
			},
		],
	},
];
