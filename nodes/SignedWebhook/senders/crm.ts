import { bodyHmac } from '../../shared/signature/bodyHmac';
import type { Sender } from './sender';
import { BASE64, basic, DAY, field, HEAD, header, HOUR, SHA1, timed, types } from './ways';

const hubSpotEvents = {
	repeats: { seconds: DAY },
	docs: 'https://developers.hubspot.com/docs/apps/legacy-apps/authentication/validating-requests',
	secret: 'Client secret of the app',
	eventId: [field('eventId')],
	// "Not guaranteed to be unique".
	idsRepeat: true,
	eventType: types(
		[field('subscriptionType')],
		'contact.creation',
		'contact.propertyChange',
		'deal.creation',
	),
	batch: '',
} as const;

/** Customers: sales, support and people. */
export const crm: readonly Sender[] = [
	{
		value: 'attio',
		name: 'Attio',
		docs: 'https://docs.attio.com/rest-api/guides/webhooks',
		repeats: { seconds: 3 * DAY },
		schemes: [bodyHmac('Attio-Signature')],
		secret: 'Secret that is shown once when the webhook is made',
		eventType: types(
			[field('event_type')],
			'record.created',
			'record.updated',
			'list-entry.created',
			'note.created',
		),
		batch: 'events',
	},
	{
		value: 'front',
		name: 'Front',
		docs: 'https://dev.frontapp.com/docs/application-webhooks',
		schemes: [
			timed(
				'X-Front-Signature',
				'{timestamp}:{body}',
				header('X-Front-Request-Timestamp'),
				'ms',
				BASE64,
			),
		],
		secret: 'Signing key of the app',
		eventId: [field('payload.id')],
		eventType: types([field('type')], 'inbound_received', 'conversation_archived'),
		handshakes: [
			{
				known: { has: [header('X-Front-Challenge')] },
				proof: 'signature',
				answer: { text: { copy: header('X-Front-Challenge') } },
			},
		],
	},
	{
		value: 'greenhouse',
		name: 'Greenhouse',
		docs: 'https://developers.greenhouse.io/webhooks.html',
		repeats: { seconds: 15 * HOUR },
		schemes: [bodyHmac('Signature', { prefix: 'sha256 ' })],
		secret: 'Secret key of the webhook',
		eventId: [header('Greenhouse-Event-ID')],
		eventType: types(
			[field('action')],
			'candidate_hired',
			'new_candidate_application',
			'job_post_created',
			'ping',
		),
	},
	{
		value: 'helpScout',
		name: 'Help Scout',
		docs: 'https://developer.helpscout.com/webhooks/',
		schemes: [bodyHmac('X-HelpScout-Signature', { ...SHA1, ...BASE64 })],
		secret: 'Secret key of the webhook',
		eventType: types(
			[header('X-HelpScout-Event')],
			'convo.created',
			'convo.customer.reply.created',
			'customer.created',
		),
	},
	{
		value: 'hubSpot',
		name: 'HubSpot',
		schemes: [
			timed(
				'X-HubSpot-Signature-v3',
				'{method}{url:decoded}{body}{timestamp}',
				header('X-HubSpot-Request-Timestamp'),
				'ms',
				BASE64,
			),
		],
		...hubSpotEvents,
		tolerance: {
			seconds: 300,
			source:
				'Older than 5 minutes has to be refused: https://developers.hubspot.com/docs/apps/legacy-apps/authentication/validating-requests',
		},
	},
	{
		value: 'hubSpotV1',
		name: 'HubSpot (V1, V2)',
		schemes: [
			bodyHmac('X-HubSpot-Signature', { algorithm: 'sha256' }, { content: '{secret}{body}' }),
			bodyHmac(
				'X-HubSpot-Signature',
				{ algorithm: 'sha256' },
				{ content: '{secret}{method}{url}{body}' },
			),
		],
		...hubSpotEvents,
	},
	{
		value: 'intercom',
		name: 'Intercom',
		docs: 'https://developers.intercom.com/docs/webhooks/webhook-notifications',
		schemes: [bodyHmac('X-Hub-Signature', { ...SHA1, prefix: 'sha1=' })],
		secret: 'Client secret of the app',
		eventId: [field('id')],
		eventType: types(
			[field('topic')],
			'conversation.user.created',
			'conversation.user.replied',
			'ticket.created',
			'ping',
		),
		handshakes: [HEAD],
	},
	{
		value: 'pipedrive',
		name: 'Pipedrive',
		docs: 'https://pipedrive.readme.io/docs/guide-for-webhooks-v2',
		schemes: [basic],
		secret: 'user:password as you entered them in the webhook',
		eventType: {
			names: [
				[field('meta.action'), field('meta.entity')],
				[field('meta.action'), field('meta.object')],
			],
			examples: ['create.deal', 'change.person', 'delete.activity', 'added.deal'],
		},
	},
	{
		value: 'zendesk',
		name: 'Zendesk',
		docs: 'https://developer.zendesk.com/documentation/webhooks/verifying/',
		schemes: [
			timed(
				'X-Zendesk-Webhook-Signature',
				'{timestamp}{body}',
				header('X-Zendesk-Webhook-Signature-Timestamp'),
				'iso',
				BASE64,
			),
		],
		secret: 'Signing secret of the webhook',
		eventId: [header('X-Zendesk-Webhook-Invocation-Id'), field('id')],
		eventType: types(
			[field('type')],
			'zen:event-type:ticket.created',
			'zen:event-type:user.created',
		),
		bodies: ['json', 'form', 'xml'],
	},
];
