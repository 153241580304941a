import { bodyHmac } from '../../shared/signature/bodyHmac';
import type { Sender } from './sender';

export const messaging: readonly Sender[] = [
	{
		value: 'slack',
		name: 'Slack',
		aliases: ['Slack Events API', 'Slack slash commands', 'Slack interactivity'],
		docs: 'https://docs.slack.dev/authentication/verifying-requests-from-slack/',
		schemes: [
			bodyHmac(
				'X-Slack-Signature',
				{ prefix: 'v0=' },
				{
					content: 'v0:{timestamp}:{body}',
					timestamp: { at: { header: 'X-Slack-Request-Timestamp' } },
				},
			),
		],
		secret: 'Signing Secret in Basic Information of the app',
		eventId: [{ field: 'event_id' }, { field: 'trigger_id' }],
		eventType: {
			names: [[{ field: 'event.type' }], [{ field: 'type' }], [{ field: 'command' }]],
			examples: ['app_mention', 'message', 'reaction_added', 'team_join', 'app_home_opened'],
		},
		tolerance: {
			seconds: 300,
			source:
				"Slack's page: refuse when more than five minutes from now; a retry is a new request with its own timestamp",
		},
		bodies: ['json', 'form'],
		handshakes: [
			{
				known: { equal: [[{ field: 'type' }, 'url_verification']] },
				proof: 'signature',
				answer: { text: { copy: { field: 'challenge' } } },
			},
		],
		formPayload: 'payload',
	},
	{
		value: 'discord',
		name: 'Discord (interactions)',
		docs: 'https://docs.discord.com/developers/interactions/overview#setting-up-an-endpoint',
		schemes: [
			bodyHmac(
				'X-Signature-Ed25519',
				{ algorithm: 'ed25519' },
				{ content: '{timestamp}{body}', timestamp: { at: { header: 'X-Signature-Timestamp' } } },
			),
		],
		secret: 'Public Key in General Information of the app',
		eventId: [{ field: 'id' }],
		eventType: {
			names: [[{ field: 'type' }]],
			called: {
				'1': 'PING',
				'2': 'APPLICATION_COMMAND',
				'3': 'MESSAGE_COMPONENT',
				'4': 'APPLICATION_COMMAND_AUTOCOMPLETE',
				'5': 'MODAL_SUBMIT',
			},
			examples: ['APPLICATION_COMMAND', 'MESSAGE_COMPONENT', 'MODAL_SUBMIT'],
		},
		handshakes: [
			{
				known: { equal: [[{ field: 'type' }, '1']] },
				proof: 'signature',
				answer: { fields: { type: 1 } },
			},
		],
	},
	{
		value: 'discordEvents',
		name: 'Discord (webhook events)',
		docs: 'https://docs.discord.com/developers/events/webhook-events',
		schemes: [
			bodyHmac(
				'X-Signature-Ed25519',
				{ algorithm: 'ed25519' },
				{ content: '{timestamp}{body}', timestamp: { at: { header: 'X-Signature-Timestamp' } } },
			),
		],
		secret: 'Public Key in General Information of the app',
		eventType: {
			names: [[{ field: 'event.type' }]],
			examples: ['APPLICATION_AUTHORIZED', 'ENTITLEMENT_CREATE', 'QUEST_USER_ENROLLMENT'],
		},
		handshakes: [
			{ known: { equal: [[{ field: 'type' }, '0']] }, proof: 'signature', answer: { status: 204 } },
		],
	},
	{
		value: 'line',
		name: 'LINE',
		docs: 'https://developers.line.biz/en/docs/messaging-api/receiving-messages/',
		schemes: [bodyHmac('x-line-signature', { encoding: 'base64' })],
		secret: 'Channel secret',
		eventId: [{ field: 'webhookEventId' }],
		eventType: {
			names: [[{ field: 'type' }]],
			examples: ['message', 'follow', 'unfollow', 'join', 'postback'],
		},
		batch: 'events',
	},
	{
		value: 'meta',
		name: 'Meta',
		aliases: [
			'Facebook',
			'Messenger',
			'Instagram',
			'WhatsApp',
			'WhatsApp Business Cloud',
			'Threads',
			'Lead Ads',
		],
		docs: 'https://developers.facebook.com/docs/graph-api/webhooks/getting-started',
		schemes: [bodyHmac('X-Hub-Signature-256', { prefix: 'sha256=' })],
		secret: 'App Secret in App Settings, Basic',
		eventType: {
			names: [[{ field: 'object' }, { field: 'entry.0.changes.0.field' }]],
			examples: [
				'whatsapp_business_account.messages',
				'page.feed',
				'instagram.comments',
				'page.messages',
			],
		},

		handshakes: [
			{
				known: { method: 'GET', equal: [[{ query: 'hub.mode' }, 'subscribe']] },
				proof: { verificationToken: { query: 'hub.verify_token' } },
				answer: { text: { copy: { query: 'hub.challenge' } } },
			},
		],
	},
	{
		value: 'twilio',
		name: 'Twilio',
		docs: 'https://www.twilio.com/docs/usage/security#validating-requests',
		schemes: [
			bodyHmac(
				'X-Twilio-Signature',
				{ algorithm: 'hmac-sha1', encoding: 'base64' },
				{
					content: '{url}{form}',
					bodyHash: { at: { query: 'bodySHA256' }, is: '{bodyHash:sha256}' },
				},
			),
		],
		secret: 'Auth Token of the account',
		eventId: [{ header: 'I-Twilio-Idempotency-Token' }],
		bodies: ['json', 'form'],
	},
	{
		value: 'webex',
		name: 'Webex',
		docs: 'https://developer.webex.com/blog/using-a-webhook-secret',
		schemes: [bodyHmac('X-Spark-Signature', { algorithm: 'hmac-sha1' })],
		secret: 'The secret that you gave with the webhook',
		eventType: {
			names: [[{ field: 'resource' }, { field: 'event' }]],
			examples: [
				'messages.created',
				'memberships.created',
				'rooms.updated',
				'attachmentActions.created',
			],
		},
	},
	{
		value: 'waha',
		name: 'WAHA',
		docs: 'https://waha.devlike.pro/docs/how-to/events/#hmac-authentication',
		schemes: [bodyHmac('X-Webhook-Hmac', { algorithm: 'hmac-sha512' })],
		secret: 'The HMAC key of the webhook',
		eventId: [{ header: 'X-Webhook-Request-Id' }],
		eventType: {
			names: [[{ field: 'event' }]],
			examples: ['message', 'message.any', 'session.status'],
		},
	},
	{
		value: 'zoom',
		name: 'Zoom',
		docs: 'https://developers.zoom.us/docs/api/webhooks/',
		schemes: [
			bodyHmac(
				'x-zm-signature',
				{ prefix: 'v0=' },
				{
					content: 'v0:{timestamp}:{body}',
					timestamp: { at: { header: 'x-zm-request-timestamp' } },
				},
			),
		],
		secret: 'Secret Token in Features, Event Subscriptions',
		eventType: {
			names: [[{ field: 'event' }]],
			examples: [
				'meeting.started',
				'meeting.ended',
				'meeting.participant_joined',
				'recording.completed',
			],
		},
		handshakes: [
			{
				known: { equal: [[{ field: 'event' }, 'endpoint.url_validation']] },
				proof: 'signature',
				answer: {
					fields: {
						plainToken: { copy: { field: 'payload.plainToken' } },
						encryptedToken: {
							hmac: { field: 'payload.plainToken' },
							encoding: 'hex',
							only: /^[\w+/=-]{1,200}$/,
						},
					},
				},
			},
		],
	},
	{
		value: 'tawk',
		name: 'tawk.to',
		docs: 'https://developer.tawk.to/webhooks/',
		schemes: [bodyHmac('X-Tawk-Signature', { algorithm: 'hmac-sha1' })],
		secret: 'Secret key of the webhook',
		eventId: [{ header: 'X-Hook-Event-Id' }],
		eventType: {
			names: [[{ field: 'event' }]],
			examples: ['chat:start', 'chat:end', 'chat:transcript_created', 'ticket:create'],
		},
	},
];
