import { UserError } from 'n8n-workflow';

import { subscription } from '../../events';

/**
 * The event types of a field, as OpenWork takes them. An expression may give them as a text with commas.
 *
 * @throws UserError when there is none
 */
export function readEventTypes(given: unknown): string[] {
	const list = Array.isArray(given) ? given.map(String) : String(given ?? '').split(',');
	const selected = list.map((type) => type.trim()).filter((type) => type !== '');
	if (selected.length > 0) return subscription(selected);
	throw new UserError('Select at least one event type');
}
