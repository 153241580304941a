import type { Sender } from './sender';
import { bodyHmac } from '../../shared/signature/bodyHmac';
import { field, header, pairs, token, types } from './ways';

/** Models and agents. */
export const ai: readonly Sender[] = [
	{
		value: 'cursor',
		name: 'Cursor',
		docs: 'https://cursor.com/docs/cloud-agent/api/webhooks',
		schemes: [bodyHmac('X-Webhook-Signature', { prefix: 'sha256=' })],
		secret: 'The secret that you gave with the webhook',
		eventId: [header('X-Webhook-ID')],
		eventType: types([header('X-Webhook-Event')], 'statusChange'),
	},
	{
		value: 'deepgram',
		name: 'Deepgram',
		docs: 'https://developers.deepgram.com/docs/callback',
		schemes: [token('dg-token')],
		secret: 'Identifier of the API key that made the request',
		eventId: [field('metadata.request_id')],
	},
	{
		value: 'elevenLabs',
		name: 'ElevenLabs',
		docs: 'https://elevenlabs.io/docs/overview/administration/webhooks',
		schemes: [pairs('ElevenLabs-Signature', { v: 'v0' })],
		secret: 'Secret that is shown once when the webhook is made',
		eventType: types([field('type')], 'post_call_transcription', 'post_call_audio'),
		tolerance: {
			seconds: 1800,
			source:
				'Older than half an hour has to be refused: https://elevenlabs.io/docs/overview/administration/webhooks',
		},
	},
	{
		value: 'huggingFace',
		name: 'Hugging Face',
		docs: 'https://huggingface.co/docs/hub/en/webhooks',
		schemes: [token('X-Webhook-Secret')],
		secret: 'Secret of the webhook',
		eventType: types(
			[field('event.scope'), field('event.action')],
			'repo.update',
			'discussion.create',
			'repo.content.update',
		),
	},
];
