import { bodyHmac } from '../../shared/signature/bodyHmac';
import type { Place } from '../../shared/signature/scheme';
import type { Sender } from './sender';
import {
	BASE64,
	DAY,
	echoes,
	ENTERED,
	field,
	HEAD,
	header,
	HOUR,
	MINUTE,
	pairs,
	query,
	SHA1,
	timed,
	types,
} from './ways';

/** One header for each key of the account, of which there can be a hundred. */
const docuSignHeaders = Array.from(
	{ length: 100 },
	(_, index): Place => header(`X-DocuSign-Signature-${index + 1}`),
) as [Place, ...Place[]];

/** Forms, documents, files, sites and media. */
export const content: readonly Sender[] = [
	{
		value: 'airtable',
		name: 'Airtable',
		docs: 'https://airtable.com/developers/web/api/webhooks-overview',
		repeats: { seconds: DAY },
		schemes: [bodyHmac('X-Airtable-Content-MAC', { prefix: 'hmac-sha256=', key: 'base64' })],
		secret: 'macSecretBase64 of the answer that made the webhook',
		// Its bodies only say that something has changed.
		duplicateMinutes: 0,
	},
	{
		value: 'box',
		name: 'Box',
		docs: 'https://developer.box.com/guides/webhooks/v2/signatures-v2',
		schemes: [
			{
				...timed('Box', '{body}{timestamp}', header('BOX-DELIVERY-TIMESTAMP'), 'iso', BASE64),
				at: [header('BOX-SIGNATURE-PRIMARY'), header('BOX-SIGNATURE-SECONDARY')],
			},
		],
		secret: 'Primary or secondary signature key of the app',
		eventId: [field('id')],
		eventType: types([field('trigger')], 'FILE.UPLOADED', 'FILE.DOWNLOADED', 'FOLDER.CREATED'),
		tolerance: {
			seconds: 600,
			source:
				'Older than ten minutes has to be refused: https://developer.box.com/guides/webhooks/v2/signatures-v2',
		},
	},
	{
		value: 'contentful',
		name: 'Contentful',
		docs: 'https://www.contentful.com/developers/docs/webhooks/request-verification/',
		schemes: [
			bodyHmac(
				'x-contentful-signature',
				{},
				{
					content: '{method}\n{target}\n{signedHeaders:x-contentful-signed-headers}\n{body}',
					timestamp: { at: header('x-contentful-timestamp'), unit: 'ms' },
				},
			),
		],
		secret: 'Signing secret in the settings of webhooks',
		eventId: [header('x-contentful-idempotency-key')],
		eventType: types(
			[header('X-Contentful-Topic')],
			'ContentManagement.Entry.publish',
			'ContentManagement.Asset.delete',
		),
	},
	{
		value: 'docuSign',
		name: 'DocuSign Connect',
		docs: 'https://developers.docusign.com/platform/webhooks/connect/hmac/',
		repeats: { seconds: 15 * DAY },
		schemes: [bodyHmac('X-DocuSign-Signature', BASE64, { at: docuSignHeaders })],
		secret: 'HMAC key of Connect',
		eventType: types(
			[field('event')],
			'envelope-completed',
			'envelope-sent',
			'envelope-declined',
			'recipient-completed',
		),
		bodies: ['json', 'xml'],
	},
	{
		value: 'dropbox',
		name: 'Dropbox',
		docs: 'https://www.dropbox.com/developers/reference/webhooks',
		schemes: [bodyHmac('X-Dropbox-Signature')],
		secret: 'App secret',
		// Its bodies only name the accounts in which something has changed.
		duplicateMinutes: 0,
		handshakes: [echoes('challenge')],
	},
	{
		value: 'dropboxSign',
		name: 'Dropbox Sign',
		aliases: ['HelloSign'],
		docs: 'https://developers.hellosign.com/docs/events/walkthrough/',
		repeats: { seconds: 33 * HOUR },
		schemes: [
			{
				...bodyHmac('Dropbox Sign'),
				at: field('event.event_hash'),
				content: '{timestamp}{field:event.event_type}',
				timestamp: { at: field('event.event_time') },
			},
		],
		secret: 'API key of the account',
		eventId: [field('event.event_hash')],
		idsRepeat: true,
		eventType: types(
			[field('event.event_type')],
			'signature_request_sent',
			'signature_request_signed',
			'callback_test',
		),
		bodies: ['multipart', 'form', 'json'],
		formPayload: 'json',
		answer: 'Hello API Event Received',
	},
	{
		value: 'figma',
		name: 'Figma',
		docs: 'https://developers.figma.com/docs/rest-api/webhooks-security/',
		repeats: { seconds: 4 * HOUR },
		schemes: [{ kind: 'token', id: 'passcode', at: field('passcode') }],
		secret: 'Passcode that you gave with the webhook',
		eventType: types(
			[field('event_type')],
			'FILE_UPDATE',
			'FILE_COMMENT',
			'LIBRARY_PUBLISH',
			'PING',
		),
	},
	{
		value: 'formstack',
		name: 'Formstack',
		docs: 'https://developers.formstack.com/reference/webhooks',
		schemes: [bodyHmac('X-FS-Signature', { prefix: 'sha256=' })],
		secret: 'HMAC key of the WebHook',
		eventId: [field('UniqueID')],
		bodies: ['json', 'form'],
	},
	{
		value: 'mux',
		name: 'Mux',
		docs: 'https://www.mux.com/docs/core/verify-webhook-signatures',
		repeats: { seconds: DAY },
		schemes: [pairs('Mux-Signature')],
		secret: 'Signing secret of the webhook',
		eventId: [field('id')],
		eventType: types([field('type')], 'video.asset.ready', 'video.live_stream.active'),
		tolerance: {
			seconds: 300,
			source: 'Five minutes by default: https://www.mux.com/docs/core/verify-webhook-signatures',
		},
	},
	{
		value: 'notion',
		name: 'Notion',
		docs: 'https://developers.notion.com/reference/webhooks',
		repeats: { seconds: DAY },
		schemes: [bodyHmac('X-Notion-Signature', { prefix: 'sha256=' })],
		secret:
			'Verification token; it arrives with the first request and can be left empty until then',
		eventId: [field('id')],
		eventType: types([field('type')], 'page.created', 'page.content_updated', 'comment.created'),
		handshakes: [
			{
				known: { has: [field('verification_token')], onlyFields: ['verification_token'] },
				proof: 'none',
				answer: {},
				bringsSecret: field('verification_token'),
			},
		],
	},
	{
		value: 'pandaDoc',
		name: 'PandaDoc',
		docs: 'https://developers.pandadoc.com/docs/webhook-verification',
		repeats: { seconds: DAY },
		schemes: [{ ...bodyHmac('signature'), at: query('signature') }],
		secret: 'Shared key of the webhook',
		eventType: types([field('event')], 'document_state_changed', 'recipient_completed'),
		batch: '',
	},
	{
		value: 'sanity',
		name: 'Sanity',
		docs: 'https://github.com/sanity-io/webhook-toolkit',
		repeats: { seconds: 30 * MINUTE },
		schemes: [pairs('sanity-webhook-signature', { unit: 'ms', form: { encoding: 'base64url' } })],
		secret: ENTERED,
		eventId: [header('idempotency-key')],
		eventType: types([header('sanity-operation')], 'create', 'update', 'delete'),
	},
	{
		value: 'surveyMonkey',
		name: 'SurveyMonkey',
		docs: 'https://api.surveymonkey.com/v3/docs#webhooks',
		schemes: [bodyHmac('Sm-Signature', { ...SHA1, ...BASE64 })],
		secret: 'Client ID of the app, an ampersand, and its secret: id&secret',
		eventId: [field('event_id')],
		eventType: types([field('event_type')], 'response_completed', 'response_created'),
		handshakes: [HEAD],
	},
	{
		value: 'tally',
		name: 'Tally',
		docs: 'https://tally.so/help/webhooks',
		repeats: { seconds: 32 * HOUR },
		schemes: [bodyHmac('Tally-Signature', BASE64)],
		secret: 'Signing secret of the webhook',
		eventId: [field('eventId')],
		eventType: types([field('eventType')], 'FORM_RESPONSE'),
	},
	{
		value: 'twitch',
		name: 'Twitch EventSub',
		docs: 'https://dev.twitch.tv/docs/eventsub/handling-webhook-events/',
		schemes: [
			bodyHmac(
				'Twitch-Eventsub-Message-Signature',
				{ prefix: 'sha256=' },
				{
					content: '{id}{timestamp}{body}',
					timestamp: { at: header('Twitch-Eventsub-Message-Timestamp'), unit: 'iso' },
					messageId: header('Twitch-Eventsub-Message-Id'),
				},
			),
		],
		secret: 'The secret that you gave with the subscription',
		eventId: [header('Twitch-Eventsub-Message-Id')],
		eventType: types(
			[header('Twitch-Eventsub-Subscription-Type')],
			'stream.online',
			'channel.follow',
			'channel.subscribe',
		),
		handshakes: [
			{
				known: {
					equal: [[header('Twitch-Eventsub-Message-Type'), 'webhook_callback_verification']],
					has: [field('challenge')],
				},
				proof: 'signature',
				answer: { text: { copy: field('challenge') } },
			},
		],
	},
	{
		value: 'typeform',
		name: 'Typeform',
		docs: 'https://www.typeform.com/developers/webhooks/secure-your-webhooks/',
		repeats: { seconds: 10 * HOUR },
		schemes: [bodyHmac('Typeform-Signature', { ...BASE64, prefix: 'sha256=' })],
		secret: ENTERED,
		eventId: [field('event_id')],
		eventType: types([field('event_type')], 'form_response', 'form_response_partial'),
	},
	{
		value: 'webflow',
		name: 'Webflow',
		docs: 'https://developers.webflow.com/data/docs/working-with-webhooks',
		repeats: { seconds: 30 * MINUTE },
		schemes: [
			timed('x-webflow-signature', '{timestamp}:{body}', header('x-webflow-timestamp'), 'ms'),
		],
		secret: 'Client secret of the app, or the secret key of the webhook',
		eventType: types([field('triggerType')], 'form_submission', 'site_publish', 'ecomm_new_order'),
		tolerance: {
			seconds: 300,
			source:
				'Older than five minutes has to be refused: https://developers.webflow.com/data/docs/working-with-webhooks',
		},
	},
	{
		value: 'x',
		name: 'X',
		aliases: ['Twitter'],
		docs: 'https://docs.x.com/x-api/webhooks/quickstart',
		schemes: [bodyHmac('x-twitter-webhooks-signature', { ...BASE64, prefix: 'sha256=' })],
		secret: 'Consumer secret of the app',
		handshakes: [
			{
				known: { method: 'GET', has: [query('crc_token')] },
				proof: 'none',
				answer: {
					fields: {
						response_token: {
							hmac: query('crc_token'),
							encoding: 'base64',
							prefix: 'sha256=',
							// A body is signed with the same key: what could be one is not signed.
							only: /^[\w=+/.-]{1,256}$/,
						},
					},
				},
			},
		],
	},
];
