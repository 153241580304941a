import {
	hookSignature,
	standardWebhooks,
	svix,
	webhookSignature,
} from '../../shared/signature/schemes';
import type { Sender } from './sender';
import { field, header, HOUR, SIGNED_ANEW, types } from './ways';

type Named = Pick<Sender, 'value' | 'name' | 'docs' | 'secret'> & Partial<Sender>;

const byStandard = (sender: Named): Sender => ({
	schemes: [standardWebhooks],
	eventId: [header('webhook-id')],
	tolerance: SIGNED_ANEW,
	...sender,
});

const bySvix = (sender: Named): Sender => ({
	schemes: [svix],
	eventId: [header('svix-id')],
	tolerance: SIGNED_ANEW,
	...sender,
});

const SHOWN = 'Signing secret of the webhook, with whsec_';

/** Ways to sign that several senders share, and the senders that sign by Standard Webhooks or Svix. */
export const standard: readonly Sender[] = [
	byStandard({
		value: 'standardWebhooks',
		name: 'Standard Webhooks',
		docs: 'https://www.standardwebhooks.com',
		repeats: { seconds: 76 * HOUR },
		secret:
			'The secret that the sender shows, with whsec_ or without, or its public key with whpk_',
		eventType: types([field('type')], 'user.created', 'invoice.paid'),
	}),
	bySvix({
		value: 'svix',
		name: 'Svix',
		docs: 'https://docs.svix.com/receiving/verifying-payloads/how-manual',
		repeats: { seconds: 28 * HOUR },
		secret: 'Signing secret of the endpoint, with whsec_, or its public key with whpk_',
		eventType: types([field('type')], 'user.created', 'invoice.paid'),
	}),
	{
		value: 'hookSignature',
		name: 'Prefixed Hex (X-Hook-Signature)',
		aliases: ['Missive', 'OpenWork'],
		docs: 'https://missiveapp.com/docs/developers/webhooks',
		schemes: [hookSignature],
		secret: 'The secret that both sides know',
	},
	{
		value: 'webhookSignature',
		name: 'Plain Hex (X-Webhook-Signature)',
		aliases: ['AI Support Autoresponder'],
		docs: 'https://github.com/n8n-nodes-signed-webhooks/n8n-nodes-signed-webhooks#signed-webhook-trigger',
		schemes: [webhookSignature],
		secret: 'The secret that both sides know',
		eventType: types([header('X-Webhook-Event')], 'ticket.created', 'ticket.resolved'),
	},
	bySvix({
		value: 'agentMail',
		name: 'AgentMail',
		docs: 'https://docs.agentmail.to/webhooks/webhook-verification',
		secret: SHOWN,
		eventType: types([field('event_type')], 'message.received', 'message.sent', 'message.bounced'),
	}),
	bySvix({
		value: 'clerk',
		name: 'Clerk',
		docs: 'https://clerk.com/docs/guides/development/webhooks/overview',
		repeats: { seconds: 28 * HOUR },
		secret: 'Signing Secret of the endpoint, with whsec_',
		eventType: types([field('type')], 'user.created', 'user.updated', 'session.created'),
	}),
	byStandard({
		value: 'openAi',
		name: 'OpenAI',
		docs: 'https://platform.openai.com/docs/guides/webhooks',
		secret: SHOWN,
		eventType: types(
			[field('type')],
			'response.completed',
			'batch.completed',
			'eval.run.succeeded',
		),
	}),
	{
		value: 'recallAi',
		name: 'Recall.ai',
		docs: 'https://docs.recall.ai/docs/authenticating-requests-from-recallai',
		schemes: [standardWebhooks, svix],
		secret: SHOWN,
		eventId: [header('webhook-id'), header('svix-id')],
		eventType: types([field('event')], 'bot.status_change', 'recording.done', 'transcript.done'),
		tolerance: SIGNED_ANEW,
	},
	byStandard({
		value: 'render',
		name: 'Render',
		docs: 'https://render.com/docs/webhooks',
		secret: SHOWN,
		eventType: types([field('type')], 'deploy_started', 'deploy_ended', 'server_failed'),
	}),
	byStandard({
		value: 'replicate',
		name: 'Replicate',
		docs: 'https://replicate.com/docs/topics/webhooks/verify-webhook',
		secret: 'Signing secret of the default webhook, with whsec_',
		eventType: types(
			[field('status')],
			'starting',
			'processing',
			'succeeded',
			'failed',
			'canceled',
		),
	}),
	bySvix({
		value: 'resend',
		name: 'Resend',
		docs: 'https://resend.com/docs/dashboard/webhooks/introduction',
		secret: 'Signing Secret of the webhook, with whsec_',
		eventType: types(
			[field('type')],
			'email.sent',
			'email.delivered',
			'email.bounced',
			'email.received',
		),
	}),
	byStandard({
		value: 'supabase',
		name: 'Supabase Auth Hooks',
		docs: 'https://supabase.com/docs/guides/auth/auth-hooks',
		secret: 'Secret of the hook, with v1,whsec_',
	}),
];
