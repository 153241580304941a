import { bodyHmac } from '../../shared/signature/bodyHmac';
import type { SignedScheme } from '../../shared/signature/scheme';
import type { Sender } from './sender';

/** One for each key of the account, of which one has to be right. */
const docuSignHeaders: SignedScheme['at'] = [
	{ header: 'X-DocuSign-Signature-1' },
	...Array.from({ length: 99 }, (_, index) => ({ header: `X-DocuSign-Signature-${index + 2}` })),
];

export const content: readonly Sender[] = [
	{
		value: 'sanity',
		name: 'Sanity',
		docs: 'https://github.com/sanity-io/webhook-toolkit',
		schemes: [
			bodyHmac(
				'sanity-webhook-signature',
				{ encoding: 'base64url', pair: 'v1' },
				{
					layout: { kind: 'pairs', separator: ',' },
					content: '{timestamp}.{body}',
					timestamp: { at: { pair: 't' }, unit: 'ms' },
				},
			),
		],
		secret: 'The secret that you entered in the webhook',
		eventId: [{ header: 'idempotency-key' }],
		eventType: {
			names: [[{ header: 'sanity-operation' }]],
			examples: ['create', 'update', 'delete'],
		},
		// It repeats for 30 minutes with the signature of the first attempt.
		tolerance: { seconds: 35 * 60, source: 'https://www.sanity.io/docs/webhooks' },
	},
	{
		value: 'webflow',
		name: 'Webflow',
		docs: 'https://developers.webflow.com/data/docs/working-with-webhooks',
		schemes: [
			bodyHmac(
				'x-webflow-signature',
				{},
				{
					content: '{timestamp}:{body}',
					timestamp: { at: { header: 'x-webflow-timestamp' }, unit: 'ms' },
				},
			),
		],
		secret: 'Client secret of the app, or the secret key of the webhook',
		eventType: {
			names: [[{ field: 'triggerType' }]],
			examples: ['form_submission', 'site_publish', 'ecomm_new_order', 'collection_item_created'],
		},
		tolerance: {
			seconds: 300,
			source: "Webflow's page: refuse when older than 5 minutes (300000 ms)",
		},
	},
	{
		value: 'notion',
		name: 'Notion',
		docs: 'https://developers.notion.com/reference/webhooks',
		schemes: [bodyHmac('X-Notion-Signature', { prefix: 'sha256=' })],
		secret:
			'Verification token; it arrives with the first request, so it can be left empty until then',
		eventId: [{ field: 'id' }],
		eventType: {
			names: [[{ field: 'type' }]],
			examples: [
				'page.created',
				'page.content_updated',
				'page.properties_updated',
				'comment.created',
				'data_source.content_updated',
			],
		},
		handshakes: [
			{
				known: { has: [{ field: 'verification_token' }], onlyFields: ['verification_token'] },
				proof: 'none',
				answer: {},
				bringsSecret: { field: 'verification_token' },
			},
		],
	},
	{
		value: 'airtable',
		name: 'Airtable',
		docs: 'https://airtable.com/developers/web/api/webhooks-overview',
		schemes: [bodyHmac('X-Airtable-Content-MAC', { prefix: 'hmac-sha256=', key: 'base64' })],
		secret: 'macSecretBase64 of the answer that made the webhook',
		// It names no event, only that something has changed, so that equal bodies are events of their own.
		duplicateMinutes: 0,
	},
	{
		value: 'typeform',
		name: 'Typeform',
		docs: 'https://www.typeform.com/developers/webhooks/secure-your-webhooks/',
		schemes: [bodyHmac('Typeform-Signature', { encoding: 'base64', prefix: 'sha256=' })],
		secret: 'The secret that you entered in the webhook',
		eventId: [{ field: 'event_id' }],
		eventType: {
			names: [[{ field: 'event_type' }]],
			examples: ['form_response', 'form_response_partial'],
		},
	},
	{
		value: 'formstack',
		name: 'Formstack',
		docs: 'https://developers.formstack.com/reference/webhooks',
		schemes: [bodyHmac('X-FS-Signature', { prefix: 'sha256=' })],
		secret: 'HMAC key of the WebHook',
		eventId: [{ field: 'UniqueID' }],
		bodies: ['json', 'form'],
	},
	{
		value: 'mautic',
		name: 'Mautic',
		docs: 'https://docs.mautic.org/en/latest/webhooks.html',
		schemes: [bodyHmac('Webhook-Signature', { encoding: 'base64' })],
		secret: 'Secret of the webhook',
		eventType: {
			names: [['key']],
			examples: [
				'mautic.lead_post_save_new',
				'mautic.lead_post_save_update',
				'mautic.form_on_submit',
				'mautic.email_on_open',
			],
		},
	},
	{
		value: 'segment',
		name: 'Segment',
		docs: 'https://segment.com/docs/connections/destinations/catalog/webhooks/',
		schemes: [bodyHmac('X-Signature', { algorithm: 'hmac-sha1' })],
		secret: 'Shared secret of the webhook destination',
		eventId: [{ field: 'messageId' }],
		eventType: {
			names: [[{ field: 'type' }, { field: 'event' }]],
			examples: ['track.Order Completed', 'identify', 'page', 'group'],
		},
	},
	{
		value: 'box',
		name: 'Box',
		docs: 'https://developer.box.com/guides/webhooks/v2/signatures-v2',
		schemes: [
			bodyHmac(
				'Box',
				{ encoding: 'base64' },
				{
					at: [{ header: 'BOX-SIGNATURE-PRIMARY' }, { header: 'BOX-SIGNATURE-SECONDARY' }],
					content: '{body}{timestamp}',
					timestamp: { at: { header: 'BOX-DELIVERY-TIMESTAMP' }, unit: 'iso' },
				},
			),
		],
		secret: 'Primary or secondary signature key of the app',
		eventId: [{ field: 'id' }],
		eventType: {
			names: [[{ field: 'trigger' }]],
			examples: ['FILE.UPLOADED', 'FILE.DOWNLOADED', 'FOLDER.CREATED', 'COMMENT.CREATED'],
		},
		tolerance: {
			seconds: 600,
			source: "Box: refuse when older than ten minutes (n8n's trigger: 600 s)",
		},
	},
	{
		value: 'docuSign',
		name: 'DocuSign Connect',
		docs: 'https://developers.docusign.com/platform/webhooks/connect/hmac/',
		schemes: [bodyHmac('DocuSign', { encoding: 'base64' }, { at: docuSignHeaders })],
		secret: 'HMAC key of Connect',
		eventType: {
			names: [[{ field: 'event' }]],
			examples: ['envelope-completed', 'envelope-sent', 'envelope-declined', 'recipient-completed'],
		},
		bodies: ['json', 'xml'],
	},
	{
		value: 'mux',
		name: 'Mux',
		docs: 'https://www.mux.com/docs/core/verify-webhook-signatures',
		schemes: [
			bodyHmac(
				'Mux-Signature',
				{ pair: 'v1' },
				{
					layout: { kind: 'pairs', separator: ',' },
					content: '{timestamp}.{body}',
					timestamp: { at: { pair: 't' } },
				},
			),
		],
		secret: 'Signing secret of the webhook',
		eventId: [{ field: 'id' }],
		eventType: {
			names: [[{ field: 'type' }]],
			examples: ['video.asset.ready', 'video.asset.created', 'video.live_stream.active'],
		},
		tolerance: { seconds: 300, source: "Mux's page: five minutes by default in the SDKs" },
	},
];
