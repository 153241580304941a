import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { customScheme } from '../../shared/customScheme/read';
import { splitList } from '../../shared/receive/steps/allowList';
import type { SignatureScheme } from '../../shared/signature/scheme';
import { type Preset, presetOf, type FactLocation } from '../presets';

type Context = IHookFunctions | IWebhookFunctions;

/** How the sender signs, and where its facts stand. */
export type TriggerSettings = Pick<
	Preset,
	'eventId' | 'eventType' | 'occurredAtMs' | 'challenge'
> & {
	readonly scheme: SignatureScheme;
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
