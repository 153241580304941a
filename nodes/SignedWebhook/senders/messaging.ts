import { bodyHmac } from '../../shared/signature/bodyHmac';
import { github, slack } from '../../shared/signature/schemes';
import type { Sender } from './sender';
import {
	BASE64,
	basic,
	DAY,
	field,
	header,
	HOUR,
	MINUTE,
	query,
	SHA1,
	SHA512,
	timed,
	token,
	types,
} from './ways';

const discord = timed(
	'X-Signature-Ed25519',
	'{timestamp}{body}',
	header('X-Signature-Timestamp'),
	's',
	{ algorithm: 'ed25519' },
);

/** Twilio calls an address with its port or without, as its libraries know ("validateRequest"). */
const twilio = (url: string) =>
	bodyHmac(
		'X-Twilio-Signature',
		{ ...SHA1, ...BASE64 },
		{
			content: `${url}{form}`,
			bodyHash: { at: query('bodySHA256'), is: '{bodyHash:sha256}' },
		},
	);

/** Chats, calls and meetings. */
export const messaging: readonly Sender[] = [
	{
		value: 'bandwidth',
		name: 'Bandwidth',
		docs: 'https://dev.bandwidth.com/docs/numbers/webhooks/',
		repeats: { seconds: DAY },
		schemes: [basic],
		secret: 'user:password as you entered them in the application',
		eventType: types([field('type')], 'message-received', 'message-delivered'),
		batch: '',
	},
	{
		value: 'discord',
		name: 'Discord (Interactions)',
		docs: 'https://docs.discord.com/developers/interactions/overview#setting-up-an-endpoint',
		schemes: [discord],
		secret: 'Public Key in General Information of the app',
		eventId: [field('id')],
		eventType: {
			names: [[field('type')]],
			called: {
				1: 'PING',
				2: 'APPLICATION_COMMAND',
				3: 'MESSAGE_COMPONENT',
				4: 'APPLICATION_COMMAND_AUTOCOMPLETE',
				5: 'MODAL_SUBMIT',
			},
			examples: ['APPLICATION_COMMAND', 'MESSAGE_COMPONENT', 'MODAL_SUBMIT'],
		},
		handshakes: [
			{
				known: { equal: [[field('type'), '1']] },
				proof: 'signature',
				answer: { fields: { type: 1 } },
			},
		],
	},
	{
		value: 'discordEvents',
		name: 'Discord (Webhook Events)',
		docs: 'https://docs.discord.com/developers/events/webhook-events',
		schemes: [discord],
		secret: 'Public Key in General Information of the app',
		eventType: types([field('event.type')], 'APPLICATION_AUTHORIZED', 'ENTITLEMENT_CREATE'),
		handshakes: [
			{
				known: { equal: [[field('type'), '0']] },
				proof: 'signature',
				answer: { status: 204, headers: { 'Content-Type': 'application/json' } },
			},
		],
	},
	{
		value: 'line',
		name: 'LINE',
		docs: 'https://developers.line.biz/en/docs/messaging-api/receiving-messages/',
		schemes: [bodyHmac('x-line-signature', BASE64)],
		secret: 'Channel secret',
		eventId: [field('webhookEventId')],
		eventType: types([field('type')], 'message', 'follow', 'unfollow', 'join', 'postback'),
		batch: 'events',
	},
	{
		value: 'liveKit',
		name: 'LiveKit',
		docs: 'https://docs.livekit.io/home/server/webhooks/',
		schemes: [
			{
				kind: 'jwt',
				id: 'Authorization',
				at: header('Authorization'),
				prefix: 'Bearer ',
				algorithms: ['HS256'],
				claims: { sha256: '{bodyHash:sha256:base64}' },
			},
		],
		secret: 'Secret of the API key that signs the webhooks',
		eventId: [field('id')],
		eventType: types([field('event')], 'room_started', 'participant_joined', 'egress_ended'),
	},
	{
		value: 'meta',
		name: 'Meta',
		aliases: ['Facebook', 'Messenger', 'Instagram', 'WhatsApp', 'Threads', 'Lead Ads'],
		docs: 'https://developers.facebook.com/docs/graph-api/webhooks/getting-started',
		repeats: { seconds: 36 * HOUR },
		schemes: [github],
		secret: 'App Secret in App Settings, Basic',
		eventType: types(
			[field('object'), field('entry.*.changes.*.field')],
			'whatsapp_business_account.messages',
			'page.feed',
			'instagram.comments',
		),
		handshakes: [
			{
				known: {
					method: 'GET',
					equal: [[query('hub.mode'), 'subscribe']],
					has: [query('hub.challenge')],
				},
				proof: { verificationToken: query('hub.verify_token') },
				answer: { text: { copy: query('hub.challenge') } },
			},
		],
	},
	{
		value: 'microsoftTeams',
		name: 'Microsoft Teams (Outgoing Webhook)',
		docs: 'https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/add-outgoing-webhook',
		schemes: [bodyHmac('Authorization', { ...BASE64, prefix: 'HMAC ', key: 'base64' })],
		secret: 'Security token that is shown once when the webhook is made',
		eventId: [field('id')],
		eventType: types([field('type')], 'message'),
	},
	{
		value: 'ringCentral',
		name: 'RingCentral',
		docs: 'https://developers.ringcentral.com/guide/notifications/webhooks/creating-webhooks',
		schemes: [token('Verification-Token')],
		secret: 'Verification token that you gave with the subscription',
		eventId: [field('uuid')],
		eventType: types([field('event')], '/restapi/v1.0/account/~/extension/~/message-store'),
		handshakes: [
			{
				known: { has: [header('Validation-Token')] },
				proof: 'signature',
				answer: { headers: { 'Validation-Token': { copy: header('Validation-Token') } } },
			},
		],
	},
	{
		value: 'slack',
		name: 'Slack',
		aliases: ['Slack Events API', 'Slash Commands', 'Slack Interactivity'],
		docs: 'https://docs.slack.dev/authentication/verifying-requests-from-slack/',
		schemes: [slack],
		secret: 'Signing Secret in Basic Information of the app',
		eventId: [field('event_id'), field('trigger_id')],
		eventType: {
			names: [[field('event.type')], [field('type')], [field('command')]],
			examples: ['app_mention', 'message', 'reaction_added', 'block_actions', '/command'],
		},
		tolerance: {
			seconds: 300,
			source:
				'The timestamp is that of the request: https://docs.slack.dev/authentication/verifying-requests-from-slack',
		},
		bodies: ['json', 'form'],
		formPayload: 'payload',
		handshakes: [
			{
				known: { equal: [[field('type'), 'url_verification']], has: [field('challenge')] },
				proof: 'signature',
				answer: { text: { copy: field('challenge') } },
			},
		],
	},
	{
		value: 'tawk',
		name: 'tawk.to',
		docs: 'https://developer.tawk.to/webhooks/',
		repeats: { seconds: 12 * HOUR },
		schemes: [bodyHmac('X-Tawk-Signature', SHA1)],
		secret: 'Secret key of the webhook',
		eventId: [header('X-Hook-Event-Id')],
		eventType: types([field('event')], 'chat:start', 'chat:end', 'ticket:create'),
	},
	{
		value: 'telegram',
		name: 'Telegram',
		docs: 'https://core.telegram.org/bots/api#setwebhook',
		schemes: [token('X-Telegram-Bot-Api-Secret-Token')],
		secret: 'secret_token that you gave to setWebhook',
		eventId: [field('update_id')],
		eventType: {
			// The body has update_id and one more key.
			names: [['key']],
			examples: ['message', 'edited_message', 'callback_query', 'inline_query'],
		},
	},
	{
		value: 'telnyx',
		name: 'Telnyx',
		docs: 'https://developers.telnyx.com/docs/voice/programmable-voice/voice-api-webhooks',
		schemes: [
			timed('telnyx-signature-ed25519', '{timestamp}|{body}', header('telnyx-timestamp'), 's', {
				...BASE64,
				algorithm: 'ed25519',
			}),
		],
		secret: 'Public key of the account, in Keys & Credentials',
		eventId: [field('data.id')],
		eventType: types(
			[field('data.event_type')],
			'message.received',
			'call.initiated',
			'call.hangup',
		),
		tolerance: {
			seconds: 300,
			source: 'DEFAULT_TOLERANCE of https://github.com/team-telnyx/telnyx-node',
		},
	},
	{
		value: 'twilio',
		name: 'Twilio',
		docs: 'https://www.twilio.com/docs/usage/security#validating-requests',
		schemes: [twilio('{url}'), twilio('{url:withoutPort}'), twilio('{url:withPort}')],
		secret: 'Auth Token of the account',
		eventId: [header('I-Twilio-Idempotency-Token')],
		eventType: {
			names: [
				[field('MessageStatus')],
				[field('SmsStatus')],
				[field('CallStatus')],
				[field('type')],
			],
			examples: ['received', 'delivered', 'ringing', 'completed'],
		},
		bodies: ['json', 'form'],
	},
	{
		value: 'waha',
		name: 'WAHA',
		docs: 'https://waha.devlike.pro/docs/how-to/events/#hmac-authentication',
		schemes: [bodyHmac('X-Webhook-Hmac', SHA512)],
		secret: 'HMAC key of the webhook',
		eventId: [header('X-Webhook-Request-Id')],
		eventType: types([field('event')], 'message', 'message.any', 'session.status'),
	},
	{
		value: 'webex',
		name: 'Webex',
		aliases: ['Cisco Webex', 'Cisco Spark'],
		docs: 'https://developer.webex.com/blog/using-a-webhook-secret',
		schemes: [bodyHmac('X-Spark-Signature', SHA1)],
		secret: 'The secret that you gave with the webhook',
		// Its `id` is that of the webhook.
		eventType: types(
			[field('resource'), field('event')],
			'messages.created',
			'memberships.created',
			'rooms.updated',
		),
	},
	{
		value: 'zoom',
		name: 'Zoom',
		docs: 'https://developers.zoom.us/docs/api/webhooks/',
		repeats: { seconds: 90 * MINUTE },
		schemes: [
			timed('x-zm-signature', 'v0:{timestamp}:{body}', header('x-zm-request-timestamp'), 's', {
				prefix: 'v0=',
			}),
		],
		secret: 'Secret Token in Features, Event Subscriptions',
		eventType: types(
			[field('event')],
			'meeting.started',
			'meeting.ended',
			'meeting.participant_joined',
			'recording.completed',
		),
		handshakes: [
			{
				known: { equal: [[field('event'), 'endpoint.url_validation']] },
				proof: 'signature',
				answer: {
					fields: {
						plainToken: { copy: field('payload.plainToken') },
						encryptedToken: {
							hmac: field('payload.plainToken'),
							encoding: 'hex',
							only: /^[\w=+/.-]{1,256}$/,
						},
					},
				},
			},
		],
	},
];
