import { bodyHmac } from '../../shared/signature/bodyHmac';
import type { Sender } from './sender';

export const payments: readonly Sender[] = [
	{
		value: 'stripe',
		name: 'Stripe',
		docs: 'https://docs.stripe.com/webhooks#verify-manually',
		schemes: [
			bodyHmac(
				'Stripe-Signature',
				{ pair: 'v1' },
				{
					layout: { kind: 'pairs', separator: ',' },
					content: '{timestamp}.{body}',
					timestamp: { at: { pair: 't' } },
				},
			),
		],
		secret: 'Signing secret of the endpoint, with whsec_',
		eventId: [{ field: 'id' }],
		eventType: {
			names: [[{ field: 'type' }]],
			examples: [
				'invoice.paid',
				'invoice.payment_failed',
				'checkout.session.completed',
				'customer.subscription.updated',
				'payment_intent.succeeded',
			],
			form: /^[a-z\d_]+(?:\.[a-z\d_]+)*$/,
		},
		tolerance: {
			seconds: 300,
			source:
				'stripe-node Webhook.DEFAULT_TOLERANCE = 300 s; Stripe makes a new timestamp and signature for each attempt',
		},
	},
	{
		value: 'square',
		name: 'Square',
		docs: 'https://developer.squareup.com/docs/webhooks/step3validate',
		schemes: [
			bodyHmac('x-square-hmacsha256-signature', { encoding: 'base64' }, { content: '{url}{body}' }),
		],
		secret: 'Signature key of the subscription',
		eventId: [{ field: 'event_id' }],
		eventType: {
			names: [[{ field: 'type' }]],
			examples: ['payment.created', 'payment.updated', 'invoice.payment_made', 'order.updated'],
		},
	},
	{
		value: 'paystack',
		name: 'Paystack',
		docs: 'https://paystack.com/docs/payments/webhooks/',
		schemes: [bodyHmac('x-paystack-signature', { algorithm: 'hmac-sha512' })],
		secret: 'API secret key',
		eventType: {
			names: [[{ field: 'event' }]],
			examples: [
				'charge.success',
				'transfer.success',
				'subscription.create',
				'invoice.payment_failed',
			],
		},
	},
	{
		value: 'razorpay',
		name: 'Razorpay',
		docs: 'https://razorpay.com/docs/webhooks/validate-test/',
		schemes: [bodyHmac('X-Razorpay-Signature')],
		secret: 'The secret that you entered in the webhook',
		eventId: [{ header: 'x-razorpay-event-id' }],
		eventType: {
			names: [[{ field: 'event' }]],
			examples: [
				'payment.captured',
				'payment.failed',
				'order.paid',
				'refund.processed',
				'subscription.charged',
			],
		},
	},
	{
		value: 'coinbaseCommerce',
		name: 'Coinbase Commerce',
		docs: 'https://docs.cdp.coinbase.com/commerce-onchain/docs/webhooks-security',
		schemes: [bodyHmac('X-CC-Webhook-Signature')],
		secret: 'Shared secret in Settings, Notifications',
		eventId: [{ field: 'event.id' }],
		eventType: {
			names: [[{ field: 'event.type' }]],
			examples: ['charge:created', 'charge:confirmed', 'charge:failed', 'charge:pending'],
		},
	},
	{
		value: 'lemonSqueezy',
		name: 'Lemon Squeezy',
		docs: 'https://docs.lemonsqueezy.com/help/webhooks/signing-requests',
		schemes: [bodyHmac('X-Signature')],
		secret: 'Signing secret that you entered in the webhook',
		eventType: {
			names: [[{ header: 'X-Event-Name' }]],
			examples: [
				'order_created',
				'subscription_created',
				'subscription_payment_success',
				'license_key_created',
			],
		},
	},
	{
		value: 'chargebee',
		name: 'Chargebee',
		docs: 'https://www.chargebee.com/docs/2.0/webhook_settings.html',
		schemes: [
			{
				kind: 'token',
				id: 'Basic',
				at: { header: 'Authorization' },
				prefix: 'Basic ',
				encoding: 'base64',
			},
		],
		secret: 'user:password as you entered them in the webhook',
		eventId: [{ field: 'id' }],
		eventType: {
			names: [[{ field: 'event_type' }]],
			examples: [
				'subscription_created',
				'payment_succeeded',
				'invoice_generated',
				'customer_created',
			],
		},
	},
	{
		value: 'xero',
		name: 'Xero',
		docs: 'https://developer.xero.com/documentation/guides/webhooks/configuring-your-server/',
		schemes: [bodyHmac('x-xero-signature', { encoding: 'base64' })],
		secret: 'Webhooks key of the app',
		eventType: {
			names: [[{ field: 'events.0.eventCategory' }, { field: 'events.0.eventType' }]],
			examples: ['INVOICE.UPDATE', 'CONTACT.CREATE'],
		},

		// It takes no answer with a body.
		answer: '',
	},
	{
		value: 'intuit',
		name: 'QuickBooks Online',
		aliases: ['Intuit'],
		docs: 'https://developer.intuit.com/app/developer/qbo/docs/develop/webhooks',
		schemes: [bodyHmac('intuit-signature', { encoding: 'base64' })],
		secret: 'Verifier token of the app',
		eventId: [{ field: 'id' }],
		eventType: {
			names: [
				[{ field: 'type' }],
				[
					{ field: 'eventNotifications.0.dataChangeEvent.entities.0.name' },
					{ field: 'eventNotifications.0.dataChangeEvent.entities.0.operation' },
				],
			],
			examples: ['qbo.customer.created.v1', 'Customer.Create', 'Invoice.Update'],
		},
		batch: '',
	},
	{
		value: 'shopify',
		name: 'Shopify',
		docs: 'https://shopify.dev/docs/apps/build/webhooks/subscribe/https',
		schemes: [
			bodyHmac('X-Shopify-Hmac-Sha256', { encoding: 'base64' }),
			bodyHmac('shopify-hmac-sha256', { encoding: 'base64' }),
		],
		secret: 'Client secret of the app, or the secret shown under Notifications, Webhooks',
		eventId: [{ header: 'X-Shopify-Webhook-Id' }, { header: 'shopify-webhook-id' }],
		eventType: {
			names: [[{ header: 'X-Shopify-Topic' }], [{ header: 'shopify-topic' }]],
			examples: [
				'orders/create',
				'orders/paid',
				'products/update',
				'app/uninstalled',
				'customers/data_request',
			],
			form: /^[a-z\d_]+(?:\/[a-z\d_]+)*$/,
		},
		bodies: ['json', 'xml'],
	},
	{
		value: 'wooCommerce',
		name: 'WooCommerce',
		docs: 'https://woocommerce.github.io/woocommerce-rest-api-docs/#webhooks',
		schemes: [bodyHmac('X-WC-Webhook-Signature', { encoding: 'base64' })],
		secret: 'Secret of the webhook',
		eventId: [{ header: 'X-WC-Webhook-Delivery-ID' }],
		eventType: {
			names: [[{ header: 'X-WC-Webhook-Topic' }]],
			examples: [
				'order.created',
				'order.updated',
				'product.updated',
				'customer.created',
				'coupon.deleted',
			],
		},
		handshakes: [
			{
				known: { has: [{ field: 'webhook_id' }], onlyFields: ['webhook_id'] },
				proof: 'none',
				answer: {},
			},
		],
		bodies: ['json', 'form'],
	},
];
