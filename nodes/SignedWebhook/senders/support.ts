import { bodyHmac } from '../../shared/signature/bodyHmac';
import type { Sender } from './sender';

export const support: readonly Sender[] = [
	{
		value: 'intercom',
		name: 'Intercom',
		docs: 'https://developers.intercom.com/docs/webhooks/webhook-notifications',
		schemes: [bodyHmac('X-Hub-Signature', { algorithm: 'hmac-sha1', prefix: 'sha1=' })],
		secret: 'Client secret of the app',
		eventId: [{ field: 'id' }],
		eventType: {
			names: [[{ field: 'topic' }]],
			examples: [
				'conversation.user.created',
				'conversation.user.replied',
				'contact.user.created',
				'ticket.created',
				'ping',
			],
		},
		handshakes: [{ known: { method: 'HEAD' }, proof: 'none', answer: {} }],
	},
	{
		value: 'zendesk',
		name: 'Zendesk',
		docs: 'https://developer.zendesk.com/documentation/webhooks/verifying/',
		schemes: [
			bodyHmac(
				'X-Zendesk-Webhook-Signature',
				{ encoding: 'base64' },
				{
					content: '{timestamp}{body}',
					timestamp: { at: { header: 'X-Zendesk-Webhook-Signature-Timestamp' }, unit: 'iso' },
				},
			),
		],
		secret: 'Signing secret of the webhook',
		eventId: [{ field: 'id' }],
		eventType: {
			names: [[{ field: 'type' }]],
			examples: [
				'zen:event-type:ticket.created',
				'zen:event-type:user.created',
				'zen:event-type:organization.created',
			],
		},
		bodies: ['json', 'form', 'xml'],
	},
	{
		value: 'front',
		name: 'Front',
		docs: 'https://dev.frontapp.com/docs/webhooks-1',
		schemes: [
			bodyHmac(
				'X-Front-Signature',
				{ encoding: 'base64' },
				{
					content: '{timestamp}:{body}',
					timestamp: { at: { header: 'X-Front-Request-Timestamp' }, unit: 'ms' },
				},
			),
		],
		secret: 'Signing key of the app',
		eventId: [{ field: 'payload.id' }],
		eventType: {
			names: [[{ field: 'type' }]],
			examples: ['inbound_received', 'conversation_archived', 'message_delivered'],
		},

		handshakes: [
			{
				known: { has: [{ header: 'X-Front-Challenge' }] },
				proof: 'signature',
				answer: { text: { copy: { header: 'X-Front-Challenge' } } },
			},
		],
	},
	{
		value: 'hubSpot',
		name: 'HubSpot',
		docs: 'https://developers.hubspot.com/docs/apps/legacy-apps/authentication/validating-requests',
		schemes: [
			bodyHmac(
				'X-HubSpot-Signature-v3',
				{ encoding: 'base64' },
				{
					content: '{method}{url:decoded}{body}{timestamp}',
					timestamp: { at: { header: 'X-HubSpot-Request-Timestamp' }, unit: 'ms' },
				},
			),
		],
		secret: 'Client secret of the app',
		eventId: [{ field: 'eventId' }],
		eventType: {
			names: [[{ field: 'subscriptionType' }]],
			examples: ['contact.creation', 'contact.propertyChange', 'deal.creation', 'company.deletion'],
		},
		batch: '',
		tolerance: {
			seconds: 300,
			source: 'HubSpot: older than 5 minutes must be refused (SDK MAX_ALLOWED_TIMESTAMP 300000)',
		},
	},
	{
		value: 'hubSpotV1',
		name: 'HubSpot (v1)',
		docs: 'https://github.com/HubSpot/hubspot-api-nodejs/blob/master/test/unit/signature.spec.ts',
		schemes: [
			bodyHmac('X-HubSpot-Signature', { algorithm: 'sha256' }, { content: '{secret}{body}' }),
			bodyHmac(
				'X-HubSpot-Signature',
				{ algorithm: 'sha256' },
				{ content: '{secret}{method}{url}{body}' },
			),
		],
		secret: 'Client secret of the app',
		eventId: [{ field: 'eventId' }],
		eventType: {
			names: [[{ field: 'subscriptionType' }]],
			examples: ['contact.creation', 'contact.propertyChange'],
		},
		batch: '',
	},
	{
		value: 'pipedrive',
		name: 'Pipedrive',
		docs: 'https://developers.pipedrive.com/docs/api/v1/Webhooks',
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
		eventId: [{ field: 'meta.id' }],
		eventType: {
			names: [[{ field: 'meta.action' }, { field: 'meta.object' }]],
			examples: [
				'added.deal',
				'updated.person',
				'deleted.activity',
				'create.deal',
				'change.person',
			],
		},
	},
];
