import { freshAutoresponderPayload } from '../../fixtures';
import { type Dialect, startAutoresponder } from '../../simulators';
import type { Lane } from './lane';

const SECRET = 'webhook-secret-of-the-test';
const TYPE = 'ticket.escalated';

/** AI Support Autoresponder: the user enters URL and secret in its settings; each event is sent once, signed. */
export async function supportAutoresponderLane(dialect: Dialect = 'documented'): Promise<Lane> {
	const autoresponder = await startAutoresponder({ secret: SECRET, dialect });
	const hooks = () => (autoresponder.webhook ? [autoresponder.webhook.url] : []);
	return {
		title: 'Support Autoresponder',
		slug: 'support-autoresponder',
		expected: { eventType: TYPE, verified: 'X-Webhook-Signature' },
		credential: {
			type: 'supportAutoresponderApi',
			data: {
				baseUrl: autoresponder.baseUrl,
				webhookSecret: SECRET,
				apiKey: autoresponder.apiKey,
			},
			mistake: { apiKey: 'wrong' },
		},
		trigger: { type: 'supportAutoresponderTrigger', parameters: { eventTypes: [TYPE] } },
		setUp: async (url) => {
			autoresponder.webhook = { url, events: [TYPE] };
		},
		tearDown: () => {
			autoresponder.webhook = undefined;
		},
		hooks,
		deliver: async (overrides) =>
			await autoresponder.deliver(freshAutoresponderPayload(TYPE), overrides),
		forgery: () => ({ secret: 'what-a-forger-guessed' }),
		close: async () => await autoresponder.close(),
	};
}
