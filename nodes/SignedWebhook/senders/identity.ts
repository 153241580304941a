import type { Sender } from './sender';
import { DAY, field, header, pairs, token, types } from './ways';

/** Who somebody is: sign-in, directories and proofs of identity. */
export const identity: readonly Sender[] = [
	{
		value: 'auth0',
		name: 'Auth0 (Log Streams)',
		docs: 'https://auth0.com/docs/customize/log-streams/custom-log-streams',
		schemes: [token('Authorization')],
		secret: 'Authorization token that you entered in the stream, as it is sent',
		eventId: [field('log_id')],
		eventType: types([field('data.type')], 's', 'f', 'ss', 'fp'),
		batch: '',
	},
	{
		value: 'fusionAuth',
		name: 'FusionAuth',
		docs: 'https://fusionauth.io/docs/extend/events-and-webhooks/signing',
		schemes: [
			{
				kind: 'jwt',
				id: 'X-FusionAuth-Signature-JWT',
				at: header('X-FusionAuth-Signature-JWT'),
				algorithms: ['HS256', 'RS256', 'ES256'],
				claims: { request_body_sha256: '{bodyHash:sha256:base64}' },
			},
		],
		secret: 'Secret of the HMAC key, or the public key in PEM',
		eventId: [field('event.id')],
		eventType: types([field('event.type')], 'user.create', 'user.update', 'user.login.success'),
	},
	{
		value: 'okta',
		name: 'Okta Event Hooks',
		docs: 'https://developer.okta.com/docs/concepts/event-hooks/',
		schemes: [token('Authorization')],
		secret: 'Authentication secret that you entered in the hook',
		eventId: [field('uuid')],
		eventType: types(
			[field('eventType')],
			'user.lifecycle.create',
			'user.session.start',
			'group.user_membership.add',
		),
		batch: 'data.events',
		handshakes: [
			{
				known: { method: 'GET', has: [header('X-Okta-Verification-Challenge')] },
				proof: 'signature',
				answer: { fields: { verification: { copy: header('X-Okta-Verification-Challenge') } } },
			},
		],
	},
	{
		value: 'persona',
		name: 'Persona',
		docs: 'https://docs.withpersona.com/webhooks-best-practices',
		repeats: { seconds: 3 * DAY },
		schemes: [
			pairs('Persona-Signature', {}, { layout: { kind: 'pairs', separator: ',', groups: ' ' } }),
		],
		secret: 'Webhook secret',
		eventId: [field('data.id')],
		eventType: types([field('data.attributes.name')], 'inquiry.completed', 'verification.passed'),
	},
	{
		value: 'workOs',
		name: 'WorkOS',
		docs: 'https://workos.com/docs/events/data-syncing/webhooks',
		repeats: { seconds: 3 * DAY },
		schemes: [pairs('WorkOS-Signature', { unit: 'ms' })],
		secret: 'Secret of the webhook endpoint',
		eventId: [field('id')],
		eventType: types(
			[field('event')],
			'dsync.user.created',
			'connection.activated',
			'user.created',
		),
		tolerance: {
			seconds: 180,
			source: 'verifyHeader of https://github.com/workos/workos-node takes three minutes',
		},
	},
];
