import type { IWebhookFunctions } from 'n8n-workflow';
import { z } from 'zod';

import { isObject } from '../../shared/receive/item';
import type { ReceiveDefaults } from '../../shared/receive/options';
import type { WebhookSource } from '../../shared/receive/sender';
import { signedTimestampMs } from '../../shared/signature/timestamp';
import { signingSecrets } from '../../shared/signingSecret/secrets';
import { readTriggerSettings, type TriggerSettings, wantedTypes } from './settings';
import { factAt } from './valueAt';

/**
 * Five minutes are what Standard Webhooks, Stripe and Slack advise: they sign a new timestamp for each attempt, so that
 * a repetition is never old.
 */
export const DEFAULTS: ReceiveDefaults = {
	maxBodyKb: 1024,
	toleranceSeconds: 300,
	duplicateMinutes: 60,
};

/** The sender that the node's fields describe. They are read when they are needed, where an error is answered. */
export function sourceOf(context: IWebhookFunctions): WebhookSource {
	let read: TriggerSettings | undefined;
	const settings = () => (read ??= readTriggerSettings(context));

	return {
		defaults: DEFAULTS,

		schema: z.object({}).passthrough(),

		async authentication() {
			return {
				signature: { scheme: settings().scheme, secrets: await signingSecrets(context) },
			};
		},

		reply(body) {
			const { challenge } = settings();
			if (!challenge || !isObject(body) || body.type !== challenge.type) return undefined;
			return { [challenge.field]: body[challenge.field] };
		},

		eventType: (_body, webhook) => factAt(settings().eventType, webhook) ?? null,

		ignoreReason(_context, _body, webhook) {
			const wanted = wantedTypes(context);
			if (wanted.length === 0) return undefined;
			const type = factAt(settings().eventType, webhook);
			if (type !== undefined && wanted.includes(type)) return undefined;
			return `The event type ${type ?? '(none)'} is not listed in the node`;
		},

		occurredAtMs(_body, webhook) {
			const { scheme, occurredAtMs } = settings();
			const signed = signedTimestampMs(scheme, (name) => webhook.headers[name.toLowerCase()]);
			const inBody = Number(factAt(occurredAtMs, webhook));
			return signed ?? (Number.isFinite(inBody) ? inBody : undefined);
		},

		eventId: (_body, webhook) => factAt(settings().eventId, webhook),
	};
}
