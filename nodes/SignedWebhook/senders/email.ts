import { bodyHmac } from '../../shared/signature/bodyHmac';
import type { SignedScheme } from '../../shared/signature/scheme';
import type { Sender } from './sender';

/** The three fields stand in an object of the body, and in the older form by themselves. */
function mailgun(path: string): SignedScheme {
	return bodyHmac(
		'Mailgun',
		{},
		{
			at: { field: `${path}signature` },
			content: `{timestamp}{field:${path}token}`,
			timestamp: { at: { field: `${path}timestamp` } },
		},
	);
}

export const email: readonly Sender[] = [
	{
		value: 'mandrill',
		name: 'Mailchimp Transactional',
		aliases: ['Mandrill'],
		docs: 'https://mailchimp.com/developer/transactional/guides/track-respond-activity-webhooks/#authenticating-webhook-requests',
		schemes: [
			bodyHmac(
				'X-Mandrill-Signature',
				{ algorithm: 'hmac-sha1', encoding: 'base64' },
				{ content: '{url}{form}' },
			),
		],
		secret: 'Webhook key in Settings, Webhooks',

		eventType: {
			names: [[{ field: 'event' }]],
			examples: [
				'send',
				'hard_bounce',
				'soft_bounce',
				'open',
				'click',
				'spam',
				'unsub',
				'reject',
				'inbound',
			],
		},
		batch: 'mandrill_events',
		bodies: ['form'],
		handshakes: [{ known: { method: 'HEAD' }, proof: 'none', answer: {} }],
		formJson: ['mandrill_events'],
	},
	{
		value: 'mailgun',
		name: 'Mailgun',
		docs: 'https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/securing-webhooks',
		schemes: [mailgun('signature.'), mailgun('')],
		secret: 'HTTP webhook signing key of the account',
		eventId: [{ field: 'signature.token' }, { field: 'token' }],
		eventType: {
			names: [[{ field: 'event-data.event' }], [{ field: 'event' }]],
			examples: [
				'accepted',
				'delivered',
				'opened',
				'clicked',
				'failed',
				'complained',
				'unsubscribed',
			],
		},
		bodies: ['json', 'form', 'multipart'],
		// It repeats for 8 hours, and does not say that the timestamp is set anew.
		tolerance: {
			seconds: 9 * 60 * 60,
			source:
				'https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/securing-webhooks',
		},
	},
	{
		value: 'postmark',
		name: 'Postmark',
		docs: 'https://postmarkapp.com/developer/webhooks/webhooks-overview',
		schemes: [
			{
				kind: 'token',
				id: 'Basic',
				at: { header: 'Authorization' },
				prefix: 'Basic ',
				encoding: 'base64',
			},
		],
		secret: 'user:password as you put them into the URL of the webhook',
		eventType: {
			names: [[{ field: 'RecordType' }]],
			examples: [
				'Bounce',
				'Delivery',
				'Open',
				'Click',
				'SpamComplaint',
				'SubscriptionChange',
				'Inbound',
			],
		},
	},
	{
		value: 'customerIo',
		name: 'Customer.io',
		docs: 'https://docs.customer.io/integrations/api/webhooks/',
		schemes: [
			bodyHmac(
				'X-CIO-Signature',
				{},
				{ content: 'v0:{timestamp}:{body}', timestamp: { at: { header: 'X-CIO-Timestamp' } } },
			),
		],
		secret: 'Signing key of the reporting webhook',
		eventId: [{ field: 'event_id' }],
		eventType: {
			names: [[{ field: 'object_type' }, { field: 'metric' }]],
			examples: ['email.sent', 'email.opened', 'email.bounced', 'customer.subscribed'],
		},
	},
];
