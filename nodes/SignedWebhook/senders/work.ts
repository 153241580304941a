import { bodyHmac } from '../../shared/signature/bodyHmac';
import type { Sender } from './sender';

export const work: readonly Sender[] = [
	{
		value: 'asana',
		name: 'Asana',
		docs: 'https://developers.asana.com/docs/webhooks-guide',
		schemes: [bodyHmac('X-Hook-Signature')],
		secret: 'Arrives with the first request, so it can be left empty',
		eventType: {
			names: [[{ field: 'resource.resource_type' }, { field: 'action' }]],
			examples: ['task.changed', 'task.added', 'project.deleted', 'story.added'],
		},
		batch: 'events',
		handshakes: [
			{
				known: { has: [{ header: 'X-Hook-Secret' }] },
				proof: 'none',
				answer: { headers: { 'X-Hook-Secret': { copy: { header: 'X-Hook-Secret' } } } },
				bringsSecret: { header: 'X-Hook-Secret' },
			},
		],
	},
	{
		value: 'clickUp',
		name: 'ClickUp',
		docs: 'https://developer.clickup.com/docs/webhooksignature',
		schemes: [bodyHmac('X-Signature')],
		secret: 'Secret of the answer that made the webhook',
		eventType: {
			names: [[{ field: 'event' }]],
			examples: [
				'taskCreated',
				'taskUpdated',
				'taskStatusUpdated',
				'listCreated',
				'taskCommentPosted',
			],
		},
	},
	{
		value: 'calCom',
		name: 'Cal.com',
		docs: 'https://cal.com/docs/developing/guides/automation/webhooks',
		schemes: [bodyHmac('X-Cal-Signature-256')],
		secret: 'The secret that you entered in the webhook',
		eventType: {
			names: [[{ field: 'triggerEvent' }]],
			examples: ['BOOKING_CREATED', 'BOOKING_CANCELLED', 'BOOKING_RESCHEDULED', 'MEETING_ENDED'],
		},
	},
	{
		value: 'calendly',
		name: 'Calendly',
		docs: 'https://developer.calendly.com/api-docs/4c305798a61d3-webhook-signatures',
		schemes: [
			bodyHmac(
				'Calendly-Webhook-Signature',
				{ pair: 'v1' },
				{
					layout: { kind: 'pairs', separator: ',' },
					content: '{timestamp}.{body}',
					timestamp: { at: { pair: 't' } },
				},
			),
		],
		secret: 'Webhook signing key of the app',
		eventType: {
			names: [[{ field: 'event' }]],
			examples: [
				'invitee.created',
				'invitee.canceled',
				'invitee_no_show.created',
				'routing_form_submission.created',
			],
		},
		tolerance: { seconds: 180, source: "Calendly's example uses a tolerance of three minutes" },
	},
	{
		value: 'greenhouse',
		name: 'Greenhouse',
		docs: 'https://developers.greenhouse.io/webhooks.html',
		schemes: [bodyHmac('Signature', { prefix: 'sha256 ' })],
		secret: 'Secret key of the webhook',
		eventId: [{ header: 'Greenhouse-Event-ID' }],
		eventType: {
			names: [[{ field: 'action' }]],
			examples: ['candidate_hired', 'new_candidate_application', 'job_post_created', 'ping'],
		},
	},
	{
		value: 'onfleet',
		name: 'Onfleet',
		docs: 'https://docs.onfleet.com/reference/webhooks',
		schemes: [bodyHmac('X-Onfleet-Signature', { algorithm: 'hmac-sha512', key: 'hex' })],
		secret: 'Webhook secret in hex, in Settings, API & Webhooks',
		eventType: {
			names: [[{ field: 'triggerId' }]],
			called: {
				'0': 'taskStarted',
				'1': 'taskEta',
				'2': 'taskArrival',
				'3': 'taskCompleted',
				'4': 'taskFailed',
				'5': 'workerDuty',
				'6': 'taskCreated',
				'7': 'taskUpdated',
				'8': 'taskDeleted',
				'9': 'taskAssigned',
				'10': 'taskUnassigned',
			},
			examples: ['taskStarted', 'taskCompleted', 'taskFailed', 'workerDuty'],
		},
		handshakes: [
			{
				known: { method: 'GET', has: [{ query: 'check' }] },
				proof: 'none',
				answer: { text: { copy: { query: 'check' } } },
			},
		],
	},
	{
		value: 'microsoftGraph',
		name: 'Microsoft Graph',
		aliases: ['Outlook', 'Teams', 'SharePoint', 'OneDrive'],
		docs: 'https://learn.microsoft.com/en-us/graph/change-notifications-delivery-webhooks',
		schemes: [{ kind: 'token', id: 'clientState', at: { field: 'value.*.clientState' } }],
		secret: 'clientState of the subscription',
		eventId: [{ field: 'id' }],
		eventType: {
			names: [[{ field: 'changeType' }], [{ field: 'lifecycleEvent' }]],
			examples: ['created', 'updated', 'deleted', 'reauthorizationRequired', 'missed'],
		},
		batch: 'value',
		handshakes: [
			{
				known: { has: [{ query: 'validationToken' }], onlyFields: [] },
				proof: 'none',
				answer: { text: { copy: { query: 'validationToken' } } },
			},
		],
	},
	{
		value: 'persona',
		name: 'Persona',
		docs: 'https://docs.withpersona.com/webhooks-best-practices',
		schemes: [
			bodyHmac(
				'Persona-Signature',
				{ pair: 'v1' },
				{
					layout: { kind: 'pairs', separator: ',', groups: ' ' },
					content: '{timestamp}.{body}',
					timestamp: { at: { pair: 't' } },
				},
			),
		],
		secret: 'Webhook secret',
		eventId: [{ field: 'data.id' }],
		eventType: {
			names: [[{ field: 'data.attributes.name' }]],
			examples: ['inquiry.completed', 'inquiry.approved', 'verification.passed'],
		},
	},
	{
		value: 'workOs',
		name: 'WorkOS',
		docs: 'https://github.com/workos/workos-node/blob/main/src/common/crypto/signature-provider.ts',
		schemes: [
			bodyHmac(
				'WorkOS-Signature',
				{ pair: 'v1' },
				{
					layout: { kind: 'pairs', separator: ',' },
					content: '{timestamp}.{body}',
					timestamp: { at: { pair: 't' }, unit: 'ms' },
				},
			),
		],
		secret: 'Secret of the webhook endpoint',
		eventId: [{ field: 'id' }],
		eventType: {
			names: [[{ field: 'event' }]],
			examples: ['dsync.user.created', 'connection.activated', 'user.created', 'session.created'],
		},
		tolerance: { seconds: 180, source: 'workos-node: tolerance 180000 ms' },
	},
];
