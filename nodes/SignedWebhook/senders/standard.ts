import {
	hookSignature,
	standardWebhooks,
	svix,
	webhookSignature,
} from '../../shared/signature/schemes';
import type { Sender } from './sender';

/** The timestamp is that of the attempt, so that a repetition is signed anew. */
export const SIGNED_ANEW = {
	seconds: 300,
	source:
		'Standard Webhooks, "Webhook metadata"; the reference libraries allow as much: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md',
} as const;

export const standard: readonly Sender[] = [
	{
		value: 'standardWebhooks',
		name: 'Standard Webhooks',
		docs: 'https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md',
		schemes: [standardWebhooks],
		secret:
			'The secret that the sender shows, with whsec_ or without, or its public key with whpk_',
		eventId: [{ header: 'webhook-id' }],
		eventType: { names: [[{ field: 'type' }]], examples: ['user.created', 'invoice.paid'] },
		tolerance: SIGNED_ANEW,
	},
	{
		value: 'svix',
		name: 'Svix',
		aliases: ['AgentMail', 'Brex', 'Liveblocks'],
		docs: 'https://docs.svix.com/receiving/verifying-payloads/how-manual',
		schemes: [svix, standardWebhooks],
		secret: 'Signing Secret of the endpoint, with whsec_, or its public key with whpk_',
		eventId: [{ header: 'svix-id' }, { header: 'webhook-id' }],
		eventType: { names: [[{ field: 'type' }]], examples: ['user.created', 'email.delivered'] },
		tolerance: SIGNED_ANEW,
	},
	{
		value: 'clerk',
		name: 'Clerk',
		docs: 'https://clerk.com/docs/guides/development/webhooks/overview',
		schemes: [svix, standardWebhooks],
		secret: 'Signing Secret of the endpoint, with whsec_',
		eventId: [{ header: 'svix-id' }, { header: 'webhook-id' }],
		eventType: {
			names: [[{ field: 'type' }]],
			examples: ['user.created', 'user.updated', 'session.created', 'organization.created'],
		},
		tolerance: SIGNED_ANEW,
	},
	{
		value: 'resend',
		name: 'Resend',
		docs: 'https://resend.com/docs/dashboard/webhooks/introduction',
		schemes: [svix, standardWebhooks],
		secret: 'Signing Secret of the webhook, with whsec_',
		eventId: [{ header: 'svix-id' }, { header: 'webhook-id' }],
		eventType: {
			names: [[{ field: 'type' }]],
			examples: [
				'email.sent',
				'email.delivered',
				'email.bounced',
				'email.opened',
				'email.received',
			],
		},
		tolerance: SIGNED_ANEW,
	},
	{
		value: 'recallAi',
		name: 'Recall.ai',
		docs: 'https://docs.recall.ai/docs/authenticating-requests-from-recallai',
		schemes: [standardWebhooks, svix],
		secret: 'Signing secret of the webhook, with whsec_',
		eventId: [{ header: 'webhook-id' }, { header: 'svix-id' }],
		eventType: {
			names: [[{ field: 'event' }]],
			examples: ['bot.status_change', 'recording.done', 'transcript.done'],
		},
		tolerance: SIGNED_ANEW,
	},
	{
		value: 'supabase',
		name: 'Supabase Auth Hooks',
		docs: 'https://supabase.com/docs/guides/auth/auth-hooks',
		schemes: [standardWebhooks],
		secret: 'Secret of the auth hook, with v1,whsec_',
		eventId: [{ header: 'webhook-id' }],
		tolerance: SIGNED_ANEW,
	},
	{
		value: 'hookSignature',
		name: 'Missive or OpenWork',
		aliases: ['X-Hook-Signature'],
		docs: 'https://learn.missiveapp.com/api-documentation/webhooks',
		schemes: [hookSignature],
		secret: 'The secret that you entered in the rule or webhook',
		eventType: {
			names: [[{ field: 'rule.type' }], [{ field: 'event.type' }]],
			examples: ['label_change', 'incoming_email', 'app:health_warning'],
		},
	},
	{
		value: 'webhookSignature',
		name: 'AI Support Autoresponder',
		aliases: ['X-Webhook-Signature'],
		docs: 'https://github.com/n8n-nodes-signed-webhooks/n8n-nodes-signed-webhooks#ai-support-autoresponder',
		schemes: [webhookSignature],
		secret: 'The webhook secret of the autoresponder',
		eventType: {
			names: [[{ header: 'X-Webhook-Event' }]],
			examples: ['ticket.created', 'ticket.escalated', 'ai.response.requires_review'],
		},
	},
];
