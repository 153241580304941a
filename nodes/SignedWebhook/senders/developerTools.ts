import { bodyHmac } from '../../shared/signature/bodyHmac';
import { standardWebhooks } from '../../shared/signature/schemes';
import type { Sender } from './sender';
import { SIGNED_ANEW } from './standard';

export const developerTools: readonly Sender[] = [
	{
		value: 'github',
		name: 'GitHub',
		docs: 'https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries',
		schemes: [bodyHmac('X-Hub-Signature-256', { prefix: 'sha256=' })],
		secret: 'The secret that you entered in the webhook',
		eventId: [{ header: 'X-GitHub-Delivery' }],
		eventType: {
			names: [[{ header: 'X-GitHub-Event' }, { field: 'action' }]],
			examples: [
				'push',
				'issues.opened',
				'issues.closed',
				'pull_request.opened',
				'pull_request.synchronize',
				'issue_comment.created',
				'release.published',
				'workflow_run.completed',
				'ping',
			],
			form: /^[a-z]+(?:_[a-z]+)*(?:\.[a-z]+(?:_[a-z]+)*)?$/,
		},
		bodies: ['json', 'form'],
		maxBodyKb: 25600,
		formPayload: 'payload',
		// GitHub gives the same id to all apps and hooks of one event.
		idsRepeat: true,
	},
	{
		value: 'gitLab',
		name: 'GitLab (signing token)',
		docs: 'https://docs.gitlab.com/user/project/integrations/webhooks/#signing-tokens',
		schemes: [standardWebhooks],
		secret: 'Signing token of the webhook, with whsec_',
		eventId: [{ header: 'webhook-id' }],
		eventType: {
			names: [[{ field: 'object_kind' }], [{ header: 'X-Gitlab-Event' }]],
			examples: [
				'push',
				'tag_push',
				'issue',
				'merge_request',
				'note',
				'pipeline',
				'job',
				'release',
			],
		},
		tolerance: SIGNED_ANEW,
		maxBodyKb: 25600,
	},
	{
		value: 'gitLabToken',
		name: 'GitLab (secret token)',
		docs: 'https://docs.gitlab.com/user/project/integrations/webhooks/#secret-token',
		schemes: [{ kind: 'token', id: 'X-Gitlab-Token', at: { header: 'X-Gitlab-Token' } }],
		secret: 'Secret token of the webhook',
		eventId: [{ header: 'Idempotency-Key' }],
		eventType: {
			names: [[{ field: 'object_kind' }], [{ header: 'X-Gitlab-Event' }]],
			examples: ['push', 'merge_request', 'issue', 'note', 'pipeline'],
		},
		maxBodyKb: 25600,
	},
	{
		value: 'gitea',
		name: 'Gitea',
		aliases: ['Forgejo', 'Codeberg', 'Gogs'],
		docs: 'https://docs.gitea.com/usage/webhooks',
		schemes: [
			bodyHmac('X-Gitea-Signature'),
			bodyHmac('X-Forgejo-Signature'),
			bodyHmac('X-Gogs-Signature'),
		],
		secret: 'The secret that you entered in the webhook',
		eventId: [
			{ header: 'X-Gitea-Delivery' },
			{ header: 'X-Forgejo-Delivery' },
			{ header: 'X-Gogs-Delivery' },
		],
		eventType: {
			names: [
				[{ header: 'X-Gitea-Event' }],
				[{ header: 'X-Forgejo-Event' }],
				[{ header: 'X-Gogs-Event' }],
			],
			examples: ['push', 'issues', 'pull_request', 'release', 'create'],
		},
		bodies: ['json', 'form'],
		formPayload: 'payload',
	},
	{
		value: 'bitbucket',
		name: 'Bitbucket',
		docs: 'https://support.atlassian.com/bitbucket-cloud/docs/manage-webhooks/',
		schemes: [bodyHmac('X-Hub-Signature', { prefix: 'sha256=' })],
		secret: 'The secret that you entered in the webhook',
		eventId: [{ header: 'X-Request-UUID' }],
		eventType: {
			names: [[{ header: 'X-Event-Key' }]],
			examples: ['repo:push', 'pullrequest:created', 'pullrequest:fulfilled', 'issue:created'],
		},
	},
	{
		value: 'jira',
		name: 'Jira',
		docs: 'https://developer.atlassian.com/cloud/jira/platform/webhooks/',
		schemes: [bodyHmac('X-Hub-Signature', { prefix: 'sha256=' })],
		secret: 'The secret that you entered in the webhook',
		eventId: [{ header: 'X-Atlassian-Webhook-Identifier' }],
		eventType: {
			names: [[{ field: 'webhookEvent' }]],
			examples: [
				'jira:issue_created',
				'jira:issue_updated',
				'jira:issue_deleted',
				'comment_created',
				'worklog_created',
			],
		},
	},
	{
		value: 'linear',
		name: 'Linear',
		docs: 'https://linear.app/developers/webhooks',
		schemes: [
			bodyHmac(
				'Linear-Signature',
				{},
				{ timestamp: { at: { field: 'webhookTimestamp' }, unit: 'ms' } },
			),
		],
		secret: 'Signing secret on the page of the webhook',
		eventId: [{ header: 'Linear-Delivery' }],
		eventType: {
			names: [[{ field: 'type' }, { field: 'action' }], [{ header: 'Linear-Event' }]],
			examples: [
				'Issue.create',
				'Issue.update',
				'Comment.create',
				'Project.update',
				'IssueLabel.create',
			],
		},
	},
	{
		value: 'sentry',
		name: 'Sentry',
		docs: 'https://docs.sentry.io/organization/integrations/integration-platform/webhooks/',
		schemes: [
			bodyHmac(
				'Sentry',
				{},
				{ at: [{ header: 'Sentry-Hook-Signature' }, { header: 'Sentry-App-Signature' }] },
			),
		],
		secret: 'Client Secret of the internal integration',
		eventId: [{ header: 'Request-ID' }],
		eventType: {
			names: [[{ header: 'Sentry-Hook-Resource' }, { field: 'action' }]],
			examples: [
				'issue.created',
				'issue.resolved',
				'event_alert.triggered',
				'error.created',
				'comment.created',
				'installation.created',
			],
		},
		// It repeats after 1 minute, 1 hour and 6 hours, and does not say that webhookTimestamp is set anew.
		tolerance: { seconds: 8 * 60 * 60, source: 'https://linear.app/developers/webhooks' },
	},
	{
		value: 'pagerDuty',
		name: 'PagerDuty',
		docs: 'https://developer.pagerduty.com/docs/verifying-webhook-signatures',
		schemes: [
			bodyHmac(
				'X-PagerDuty-Signature',
				{ pair: 'v1' },
				{ layout: { kind: 'pairs', separator: ',' } },
			),
		],
		secret: 'Secret that is shown once when the webhook is made',
		eventId: [{ field: 'event.id' }],
		eventType: {
			names: [[{ field: 'event.event_type' }]],
			examples: [
				'incident.triggered',
				'incident.acknowledged',
				'incident.resolved',
				'service.updated',
				'pagey.ping',
			],
		},
	},
	{
		value: 'buildkite',
		name: 'Buildkite',
		docs: 'https://buildkite.com/docs/apis/webhooks/pipelines',
		schemes: [
			bodyHmac(
				'X-Buildkite-Signature',
				{ pair: 'signature' },
				{
					layout: { kind: 'pairs', separator: ',' },
					content: '{timestamp}.{body}',
					timestamp: { at: { pair: 'timestamp' } },
				},
			),
			{ kind: 'token', id: 'X-Buildkite-Token', at: { header: 'X-Buildkite-Token' } },
		],
		secret: 'Token of the notification service, in signature mode',
		eventType: {
			names: [[{ header: 'X-Buildkite-Event' }]],
			examples: [
				'build.scheduled',
				'build.running',
				'build.finished',
				'job.started',
				'job.finished',
				'ping',
			],
		},
	},
	{
		value: 'circleCi',
		name: 'CircleCI',
		docs: 'https://circleci.com/docs/guides/integration/outbound-webhooks/',
		schemes: [
			bodyHmac('circleci-signature', { pair: 'v1' }, { layout: { kind: 'pairs', separator: ',' } }),
		],
		secret: 'The secret token that you entered in the webhook',
		eventId: [{ field: 'id' }],
		eventType: {
			names: [[{ header: 'circleci-event-type' }], [{ field: 'type' }]],
			examples: ['workflow-completed', 'job-completed', 'ping'],
		},
	},
	{
		value: 'cursor',
		name: 'Cursor',
		docs: 'https://cursor.com/docs/cloud-agent/api/webhooks',
		schemes: [bodyHmac('X-Webhook-Signature', { prefix: 'sha256=' })],
		secret: 'The secret that you gave with the webhook',
		eventId: [{ header: 'X-Webhook-ID' }],
		eventType: { names: [[{ header: 'X-Webhook-Event' }]], examples: ['statusChange'] },
	},
	{
		value: 'netlify',
		name: 'Netlify',
		docs: 'https://docs.netlify.com/deploy/deploy-notifications/#payload-signature',
		schemes: [
			{
				kind: 'jwt',
				id: 'X-Webhook-Signature',
				at: { header: 'X-Webhook-Signature' },
				algorithms: ['HS256'],
				claims: { iss: 'netlify', sha256: '{bodyHash:sha256}' },
			},
		],
		secret: 'JWS secret token of the notification',
		eventType: {
			names: [[{ header: 'X-Netlify-Event' }], [{ field: 'state' }]],
			examples: ['deploy_created', 'deploy_building', 'deploy_failed', 'ready'],
		},
	},
	{
		value: 'hookdeck',
		name: 'Hookdeck',
		docs: 'https://hookdeck.com/docs/authentication#hookdeck-webhook-signature-verification',
		schemes: [
			bodyHmac(
				'Hookdeck',
				{ encoding: 'base64' },
				{ at: [{ header: 'x-hookdeck-signature' }, { header: 'x-hookdeck-signature-2' }] },
			),
		],
		secret: 'Signing Secret in Project Settings, Secrets',
		eventId: [{ header: 'x-hookdeck-eventid' }],
	},
	{
		value: 'convoy',
		name: 'Convoy',
		docs: 'https://github.com/frain-dev/convoy/blob/main/pkg/verifier/verifier_test.go',
		schemes: [
			bodyHmac('X-Convoy-Signature', { algorithm: 'hmac-sha512' }),
			bodyHmac(
				'X-Convoy-Signature',
				{ pair: 'v1' },
				{
					layout: { kind: 'pairs', separator: ',' },
					content: '{timestamp},{body}',
					timestamp: { at: { pair: 't' } },
				},
			),
		],
		secret: 'Endpoint secret',
		eventId: [{ header: 'X-Convoy-Idempotency-Key' }],
		sentAgain: { at: { header: 'x-hookdeck-attempt-trigger' }, is: ['MANUAL', 'BULK_RETRY'] },
	},
	{
		value: 'taiga',
		name: 'Taiga',
		docs: 'https://docs.taiga.io/webhooks.html',
		schemes: [bodyHmac('X-Taiga-Webhook-Signature', { algorithm: 'hmac-sha1' })],
		secret: 'Secret key of the webhook',
		eventType: {
			names: [[{ field: 'type' }, { field: 'action' }]],
			examples: ['userstory.create', 'task.change', 'issue.delete', 'test.test'],
		},
	},
	{
		value: 'eventGrid',
		name: 'Azure Event Grid',
		docs: 'https://learn.microsoft.com/en-us/azure/event-grid/end-point-validation-event-grid-events-schema',
		schemes: [{ kind: 'token', id: 'token', at: { query: 'token' } }],
		secret: 'A token of your own: add it to the URL of the subscription as ?token=…',
		eventId: [{ field: 'id' }],
		eventType: {
			names: [[{ field: 'eventType' }]],
			examples: ['Microsoft.Storage.BlobCreated', 'Microsoft.Resources.ResourceWriteSuccess'],
		},
		batch: '',
		handshakes: [
			{
				known: {
					equal: [
						[{ header: 'aeg-event-type' }, 'SubscriptionValidation'],
						[{ field: '0.eventType' }, 'Microsoft.EventGrid.SubscriptionValidationEvent'],
					],
				},
				proof: 'none',
				answer: { fields: { validationResponse: { copy: { field: '0.data.validationCode' } } } },
			},
		],
	},
	{
		value: 'stream',
		name: 'Stream',
		docs: 'https://getstream.io/chat/docs/node/webhooks_overview/',
		schemes: [bodyHmac('X-Signature')],
		secret: 'API secret of the app',
		eventId: [{ header: 'X-Webhook-Id' }],
		eventType: {
			names: [[{ field: 'type' }]],
			examples: ['message.new', 'user.banned', 'channel.created'],
		},
	},
];
