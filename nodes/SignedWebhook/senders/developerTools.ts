import { bodyHmac } from '../../shared/signature/bodyHmac';
import { github, linear, standardWebhooks } from '../../shared/signature/schemes';
import type { Sender } from './sender';
import {
	BASE64,
	DAY,
	ENTERED,
	field,
	header,
	HOUR,
	pairs,
	SHA1,
	SHA512,
	SIGNED_ANEW,
	token,
	types,
} from './ways';

/** 25 MB, as GitHub ("Webhook events and payloads") and GitLab limit what they send. */
const CODE_HOST_KB = 25 * 1024;

const PREFIXED = { prefix: 'sha256=' } as const;

const gitLab = {
	eventType: {
		names: [[field('object_kind')], [header('X-Gitlab-Event')]],
		examples: ['push', 'tag_push', 'issue', 'merge_request', 'note', 'pipeline', 'Push Hook'],
	},
	maxBodyKb: CODE_HOST_KB,
} as const;

/** Where code lives, is built, deployed and watched. */
export const developerTools: readonly Sender[] = [
	{
		value: 'bitbucket',
		name: 'Bitbucket',
		docs: 'https://support.atlassian.com/bitbucket-cloud/docs/manage-webhooks/',
		schemes: [bodyHmac('X-Hub-Signature', PREFIXED)],
		secret: ENTERED,
		eventId: [header('X-Request-UUID')],
		eventType: types([header('X-Event-Key')], 'repo:push', 'pullrequest:created', 'issue:created'),
	},
	{
		value: 'buildkite',
		name: 'Buildkite',
		docs: 'https://buildkite.com/docs/apis/webhooks/pipelines',
		schemes: [
			pairs('X-Buildkite-Signature', { t: 'timestamp', v: 'signature' }),
			token('X-Buildkite-Token'),
		],
		secret: 'Token of the notification service',
		eventType: types([header('X-Buildkite-Event')], 'build.finished', 'job.finished', 'ping'),
	},
	{
		value: 'circleCi',
		name: 'CircleCI',
		docs: 'https://circleci.com/docs/guides/integration/outbound-webhooks/',
		schemes: [
			bodyHmac('circleci-signature', { pair: 'v1' }, { layout: { kind: 'pairs', separator: ',' } }),
		],
		secret: 'Secret token that you entered in the webhook',
		eventId: [field('id')],
		eventType: {
			names: [[field('type')], [header('circleci-event-type')]],
			examples: ['workflow-completed', 'job-completed'],
		},
	},
	{
		value: 'cloudflare',
		name: 'Cloudflare Notifications',
		docs: 'https://developers.cloudflare.com/notifications/get-started/configure-webhooks/',
		schemes: [token('cf-webhook-auth')],
		secret: 'The secret that you entered for the destination',
		eventType: types([field('alert_type')], 'http_alert_origin_error', 'universal_ssl_event_type'),
	},
	{
		value: 'convoy',
		name: 'Convoy',
		docs: 'https://docs.getconvoy.io/product-manual/signatures',
		schemes: [
			bodyHmac('X-Convoy-Signature', SHA512),
			pairs('X-Convoy-Signature', {}, { content: '{timestamp},{body}' }),
		],
		secret: 'Endpoint secret',
		eventId: [header('X-Convoy-Idempotency-Key')],
	},
	{
		value: 'currents',
		name: 'Currents',
		docs: 'https://docs.currents.dev/resources/integrations/http-webhooks',
		schemes: [token('x-webhook-secret')],
		secret: 'Value of the header x-webhook-secret that you entered in the integration',
		eventType: types([field('event')], 'RUN_FINISH', 'RUN_START', 'RUN_TIMEOUT', 'RUN_CANCELED'),
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
		secret: ENTERED,
		eventId: [header('X-Gitea-Delivery'), header('X-Forgejo-Delivery'), header('X-Gogs-Delivery')],
		eventType: {
			names: [
				[header('X-Gitea-Event'), field('action')],
				[header('X-Forgejo-Event'), field('action')],
				[header('X-Gogs-Event'), field('action')],
			],
			examples: ['push', 'issues.opened', 'pull_request.closed', 'release.published'],
		},
		bodies: ['json', 'form'],
		formPayload: 'payload',
	},
	{
		value: 'github',
		name: 'GitHub',
		docs: 'https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries',
		schemes: [github],
		secret: ENTERED,
		eventId: [header('X-GitHub-Delivery')],
		// The webhooks of a repository, its organization and an app report one event under one id.
		idsRepeat: true,
		eventType: {
			names: [[header('X-GitHub-Event'), field('action')]],
			examples: ['push', 'issues.opened', 'pull_request.closed', 'release.published', 'ping'],
			form: /^[a-z]+(?:_[a-z\d]+)*(?:\.[a-z_]+)?$/,
		},
		bodies: ['json', 'form'],
		formPayload: 'payload',
		maxBodyKb: CODE_HOST_KB,
	},
	{
		value: 'gitLab',
		name: 'GitLab (Signing Token)',
		docs: 'https://docs.gitlab.com/user/project/integrations/webhooks/#signing-tokens',
		schemes: [standardWebhooks],
		secret: 'Signing token of the webhook, with whsec_',
		eventId: [header('webhook-id')],
		tolerance: SIGNED_ANEW,
		...gitLab,
	},
	{
		value: 'gitLabToken',
		name: 'GitLab (Secret Token)',
		docs: 'https://docs.gitlab.com/user/project/integrations/webhooks/#secret-token',
		schemes: [token('X-Gitlab-Token')],
		secret: 'Secret token of the webhook',
		eventId: [header('Idempotency-Key'), header('webhook-id')],
		...gitLab,
	},
	{
		value: 'heroku',
		name: 'Heroku',
		docs: 'https://devcenter.heroku.com/articles/app-webhooks#securing-webhook-requests',
		repeats: { seconds: 3 * DAY },
		schemes: [bodyHmac('Heroku-Webhook-Hmac-SHA256', BASE64)],
		secret: 'The secret of the webhook, given when it was made',
		eventId: [field('webhook_metadata.event.id')],
		eventType: types(
			[field('webhook_metadata.event.include'), field('action')],
			'api:build.create',
			'api:release.update',
			'dyno.update',
		),
	},
	{
		value: 'hookdeck',
		name: 'Hookdeck',
		docs: 'https://hookdeck.com/docs/authentication#hookdeck-webhook-signature-verification',
		schemes: [
			bodyHmac('x-hookdeck-signature', BASE64, {
				at: [header('x-hookdeck-signature'), header('x-hookdeck-signature-2')],
			}),
		],
		secret: 'Signing Secret in Project Settings, Secrets',
		eventId: [header('x-hookdeck-eventid')],
		sentAgain: { at: header('x-hookdeck-attempt-trigger'), is: ['MANUAL', 'BULK_RETRY'] },
	},
	{
		value: 'jira',
		name: 'Jira',
		docs: 'https://developer.atlassian.com/cloud/jira/platform/webhooks/',
		schemes: [bodyHmac('X-Hub-Signature', PREFIXED)],
		secret: ENTERED,
		eventId: [header('X-Atlassian-Webhook-Identifier')],
		eventType: types(
			[field('webhookEvent')],
			'jira:issue_created',
			'jira:issue_updated',
			'comment_created',
		),
	},
	{
		value: 'linear',
		name: 'Linear',
		docs: 'https://linear.app/developers/webhooks',
		repeats: { seconds: 8 * HOUR },
		schemes: [linear],
		secret: 'Signing secret on the page of the webhook',
		eventId: [header('Linear-Delivery')],
		eventType: {
			names: [[field('type'), field('action')], [header('Linear-Event')]],
			examples: ['Issue.create', 'Issue.update', 'Comment.create', 'Project.update'],
		},
		tolerance: {
			seconds: 8 * 60 * 60,
			source:
				'Repeats after 1 minute, 1 hour and 6 hours, and does not say that webhookTimestamp is set anew: https://linear.app/developers/webhooks',
		},
	},
	{
		value: 'netlify',
		name: 'Netlify',
		docs: 'https://docs.netlify.com/deploy/deploy-notifications/#payload-signature',
		schemes: [
			{
				kind: 'jwt',
				id: 'X-Webhook-Signature',
				at: header('X-Webhook-Signature'),
				algorithms: ['HS256'],
				claims: { iss: 'netlify', sha256: '{bodyHash:sha256}' },
			},
		],
		secret: 'JWS secret token of the notification',
		eventType: {
			names: [[header('X-Netlify-Event')], [field('state')]],
			examples: ['deploy_created', 'deploy_building', 'deploy_failed', 'ready'],
		},
	},
	{
		value: 'pagerDuty',
		name: 'PagerDuty',
		docs: 'https://developer.pagerduty.com/docs/verifying-webhook-signatures',
		repeats: { seconds: DAY },
		schemes: [
			bodyHmac(
				'X-PagerDuty-Signature',
				{ pair: 'v1' },
				{ layout: { kind: 'pairs', separator: ',' } },
			),
		],
		secret: 'Secret that is shown once when the webhook is made',
		eventId: [field('event.id')],
		eventType: types(
			[field('event.event_type')],
			'incident.triggered',
			'incident.resolved',
			'service.updated',
			'pagey.ping',
		),
	},
	{
		value: 'sentry',
		name: 'Sentry',
		docs: 'https://docs.sentry.io/organization/integrations/integration-platform/webhooks/',
		schemes: [
			bodyHmac(
				'Sentry-Hook-Signature',
				{},
				{
					at: [header('Sentry-Hook-Signature'), header('Sentry-App-Signature')],
				},
			),
		],
		secret: 'Client Secret of the internal integration',
		eventId: [header('Request-ID')],
		eventType: types(
			[header('Sentry-Hook-Resource'), field('action')],
			'issue.created',
			'issue.resolved',
			'event_alert.triggered',
			'comment.created',
		),
	},
	{
		value: 'snyk',
		name: 'Snyk',
		docs: 'https://docs.snyk.io/snyk-api/using-specific-snyk-apis/webhooks-apis/about-webhooks',
		schemes: [bodyHmac('X-Hub-Signature', PREFIXED)],
		secret: 'The secret that you gave with the webhook',
		eventId: [header('X-Snyk-Transport-ID')],
		eventType: types([header('X-Snyk-Event')], 'project_snapshot/v0', 'ping/v0'),
	},
	{
		value: 'stream',
		name: 'Stream',
		aliases: ['GetStream'],
		docs: 'https://getstream.io/chat/docs/node/webhooks_overview/',
		schemes: [bodyHmac('X-Signature')],
		secret: 'API secret of the app',
		eventId: [header('X-Webhook-Id')],
		eventType: types([field('type')], 'message.new', 'user.banned', 'channel.created'),
	},
	{
		value: 'taiga',
		name: 'Taiga',
		docs: 'https://docs.taiga.io/webhooks.html',
		schemes: [bodyHmac('X-Taiga-Webhook-Signature', SHA1)],
		secret: 'Secret key of the webhook',
		eventType: types([field('type'), field('action')], 'userstory.create', 'issue.change', 'test'),
	},
	{
		value: 'vercel',
		name: 'Vercel',
		docs: 'https://vercel.com/docs/webhooks/webhooks-api#securing-webhooks',
		repeats: { seconds: DAY },
		schemes: [bodyHmac('x-vercel-signature', SHA1)],
		secret: 'Secret that is shown once when the webhook is made',
		eventId: [field('id')],
		eventType: types([field('type')], 'deployment.created', 'deployment.error', 'project.created'),
	},
];
