import { bodyHmac } from '../../shared/signature/bodyHmac';
import type { Sender } from './sender';
import { BASE64, basic, field, header, HEAD, SHA1, timed, types } from './ways';

const segment = {
	docs: 'https://segment.com/docs/connections/destinations/catalog/webhooks/',
	secret: 'Shared secret of the webhook destination',
	eventId: [field('messageId')],
	eventType: types([field('type'), field('event')], 'track.Order Completed', 'identify', 'page'),
	batch: '',
} as const;

/** E-mail and marketing. */
export const marketing: readonly Sender[] = [
	{
		value: 'customerIo',
		name: 'Customer.io',
		docs: 'https://docs.customer.io/integrations/api/webhooks/',
		schemes: [timed('X-CIO-Signature', 'v0:{timestamp}:{body}', header('X-CIO-Timestamp'))],
		secret: 'Signing key of the reporting webhook',
		eventId: [field('event_id')],
		eventType: types(
			[field('object_type'), field('metric')],
			'email.sent',
			'email.opened',
			'customer.subscribed',
		),
	},
	{
		value: 'klaviyo',
		name: 'Klaviyo',
		docs: 'https://developers.klaviyo.com/en/docs/working_with_system_webhooks',
		schemes: [timed('Klaviyo-Signature', '{body}{timestamp}', header('Klaviyo-Timestamp'))],
		secret: 'Secret key that you entered in the webhook',
		eventId: [field('external_id')],
		idsRepeat: true,
		eventType: types([field('topic')], 'event:klaviyo.opened_email', 'event:klaviyo.sent_sms'),
		batch: 'data',
	},
	{
		value: 'mailerLite',
		name: 'MailerLite',
		docs: 'https://developers.mailerlite.com/docs/webhooks.html',
		schemes: [bodyHmac('Signature')],
		secret: 'Secret of the webhook',
		eventType: types([field('type')], 'subscriber.created', 'subscriber.updated', 'campaign.sent'),
		batch: 'events',
	},
	{
		value: 'mailgun',
		name: 'Mailgun',
		docs: 'https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/securing-webhooks',
		schemes: [
			{
				...bodyHmac('Mailgun'),
				at: field('signature.signature'),
				content: '{timestamp}{field:signature.token}',
				timestamp: { at: field('signature.timestamp') },
			},
			{
				...bodyHmac('Mailgun'),
				at: field('signature'),
				content: '{timestamp}{field:token}',
				timestamp: { at: field('timestamp') },
			},
		],
		secret: 'HTTP webhook signing key of the account',
		eventId: [field('signature.token'), field('token')],
		eventType: {
			names: [[field('event-data.event')], [field('event')]],
			examples: ['accepted', 'delivered', 'opened', 'clicked', 'failed', 'complained'],
		},
		bodies: ['json', 'form', 'multipart'],
	},
	{
		value: 'mandrill',
		name: 'Mailchimp Transactional',
		aliases: ['Mandrill'],
		docs: 'https://mailchimp.com/developer/transactional/guides/track-respond-activity-webhooks/#authenticating-webhook-requests',
		schemes: [bodyHmac('X-Mandrill-Signature', { ...SHA1, ...BASE64 }, { content: '{url}{form}' })],
		secret: 'Webhook key in Settings, Webhooks',
		eventId: [field('_id')],
		idsRepeat: true,
		eventType: types([field('event')], 'send', 'hard_bounce', 'open', 'click', 'unsub', 'inbound'),
		bodies: ['form'],
		formJson: ['mandrill_events'],
		batch: 'mandrill_events',
		handshakes: [HEAD],
	},
	{
		value: 'mautic',
		name: 'Mautic',
		docs: 'https://docs.mautic.org/en/latest/webhooks.html',
		schemes: [bodyHmac('Webhook-Signature', BASE64)],
		secret: 'Secret of the webhook',
		eventType: types(
			['key'],
			'mautic.lead_post_save_new',
			'mautic.lead_post_save_update',
			'mautic.form_on_submit',
		),
	},
	{
		value: 'postmark',
		name: 'Postmark',
		docs: 'https://postmarkapp.com/developer/webhooks/webhooks-overview',
		schemes: [basic],
		secret: 'user:password as you put them into the URL of the webhook',
		eventType: types(
			[field('RecordType')],
			'Bounce',
			'Delivery',
			'Open',
			'Click',
			'SpamComplaint',
			'Inbound',
		),
	},
	{
		value: 'segment',
		name: 'Segment',
		schemes: [bodyHmac('X-Signature', SHA1)],
		...segment,
	},
	{
		value: 'segmentBatch',
		name: 'Segment (Batched)',
		schemes: [bodyHmac('X-Signature', SHA1, { content: '{first}' }), bodyHmac('X-Signature', SHA1)],
		...segment,
	},
	{
		value: 'sendGrid',
		name: 'Twilio SendGrid',
		docs: 'https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/getting-started-event-webhook-security-features',
		schemes: [
			timed(
				'X-Twilio-Email-Event-Webhook-Signature',
				'{timestamp}{body}',
				header('X-Twilio-Email-Event-Webhook-Timestamp'),
				's',
				{ ...BASE64, algorithm: 'ecdsa-sha256' },
			),
		],
		secret: 'Verification key of the Event Webhook',
		eventId: [field('sg_event_id')],
		eventType: types([field('event')], 'processed', 'delivered', 'open', 'click', 'bounce'),
		batch: '',
	},
];
