import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { z } from 'zod';

import { textAt } from '../../shared/lib/json';
import { splitList } from '../../shared/lib/text';
import type { ReceiveDefaults } from '../../shared/receive/options';
import type { IncomingWebhook } from '../../shared/receive/request';
import type { WebhookSource } from '../../shared/receive/source';
import type { SignedScheme } from '../../shared/signature/scheme';
import { signingSecrets } from '../../shared/signature/signingSecret';
import { customScheme } from '../customScheme';
import { type FactLocation, type Preset, presetOf, SIGNED_ANEW } from '../presets';

/** What holds unless the sender has a tolerance of its own. */
export const DEFAULTS: ReceiveDefaults = {
	maxBodyKb: 1024,
	toleranceSeconds: SIGNED_ANEW,
	duplicateMinutes: 60,
};

/** The sender that the node's fields describe. They are read when they are needed, where an error is answered. */
export function sourceOf(context: IWebhookFunctions): WebhookSource {
	let read: TriggerSettings | undefined;
	const settings = () => (read ??= readTriggerSettings(context));

	return {
		get defaults() {
			const { toleranceSeconds = DEFAULTS.toleranceSeconds } = settings();
			return { ...DEFAULTS, toleranceSeconds };
		},

		schema: z.object({}).passthrough(),

		async authentication(_context, from) {
			return {
				signature: { schemes: [settings().scheme], secrets: await signingSecrets(from) },
			};
		},

		get handshakes(): WebhookSource['handshakes'] {
			const { challenge } = settings();
			if (!challenge) return undefined;
			const { type, field } = challenge;
			return [
				{
					known: { equal: [[{ field: 'type' }, type]], has: [{ field }] },
					proof: 'signature',
					answer: { fields: { [field]: { copy: { field } } } },
				},
			];
		},

		eventType: (_body, webhook) => factAt(settings().eventType, webhook) ?? null,

		ignoreReason(_context, _body, webhook) {
			const wanted = wantedTypes(context);
			if (wanted.length === 0) return undefined;
			const type = factAt(settings().eventType, webhook);
			if (type !== undefined && wanted.includes(type)) return undefined;
			return `The event type ${type ?? '(none)'} is not listed in the node`;
		},

		eventId: (webhook) => factAt(settings().eventId, webhook),
	};
}

type Context = IHookFunctions | IWebhookFunctions;

/** How the sender signs, and where its facts stand. */
export type TriggerSettings = Pick<
	Preset,
	'eventId' | 'eventType' | 'toleranceSeconds' | 'challenge'
> & {
	readonly scheme: SignedScheme;
};

/** Carries the message id of a custom signature that covers one, until the user names another. */
const ID_HEADER = 'webhook-id';

/**
 * Reads what the node says of its sender.
 *
 * @throws UserError when a field of a custom signature is not valid
 */
export function readTriggerSettings(context: Context): TriggerSettings {
	const preset = presetOf(context.getNodeParameter('signature'));
	if (preset) return preset;
	const read = (name: string, fallback: string) =>
		String(context.getNodeParameter(name, fallback) ?? '');
	const eventId = readLocation(read, 'eventId');
	const idHeader = eventId && 'header' in eventId ? eventId.header : ID_HEADER;
	return {
		scheme: customScheme(read, idHeader),
		eventId,
		eventType: readLocation(read, 'eventType'),
	};
}

/** The event types that the node wants; none for all. */
export function wantedTypes(context: Context): string[] {
	return splitList(String(context.getNodeParameter('eventTypes', '') ?? ''));
}

function readLocation(
	read: (name: string, fallback: string) => string,
	fact: 'eventId' | 'eventType',
): FactLocation | undefined {
	const kind = read(`${fact}From`, 'none');
	const header = read(`${fact}Header`, '').trim();
	const path = read(`${fact}Path`, '').trim();
	if (kind === 'header' && header !== '') return { header };
	return kind === 'path' && path !== '' ? { path } : undefined;
}

/** A fact about an event as text; undefined where it is not there, or no text or number. */
function factAt(
	source: FactLocation | undefined,
	webhook: Pick<IncomingWebhook, 'headers' | 'body'>,
): string | undefined {
	if (!source) return undefined;
	if ('path' in source) return textAt(webhook.body, source.path);
	const value = webhook.headers[source.header.toLowerCase()];
	return typeof value === 'string' && value !== '' ? value : undefined;
}
