import { isObject } from '../../shared/receive/item';
import type { IncomingWebhook } from '../../shared/receive/request';
import type { FactLocation } from '../presets';

/** The value at a dotted path such as `data.items.0.id`; undefined where there is none. */
export function valueAt(body: unknown, path: string): unknown {
	let value = body;
	for (const key of path.split('.')) {
		if (!(Array.isArray(value) || isObject(value)) || !Object.hasOwn(value, key)) return undefined;
		value = (value as Record<string, unknown>)[key];
	}
	return value;
}

/** A fact about an event as text; undefined where it is not there, or no text or number. */
export function factAt(
	source: FactLocation | undefined,
	webhook: Pick<IncomingWebhook, 'headers' | 'body'>,
): string | undefined {
	if (!source) return undefined;
	const value =
		'header' in source
			? webhook.headers[source.header.toLowerCase()]
			: valueAt(webhook.body, source.path);
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' && value !== '' ? value : undefined;
}
