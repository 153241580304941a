import { type INodeProperties, UserError } from 'n8n-workflow';

import type { LargeAnswer } from '../../../shared/action/answer';
import type { ItemRun } from '../../../shared/action/itemRun';
import { ALL_EVENTS } from '../../../shared/receive/eventTypes';
import { WEBHOOKS_PATH } from '../../api';
import { EVENT_TYPES, subscription } from '../../events';

/** What a webhook shows. */
export const WEBHOOK_ANSWER: LargeAnswer = {
	simple: ['id', 'name', 'url', 'eventTypes', 'enabled', 'failing'],
	others: ['createdAt', 'retryCount', 'timeoutMs', 'updatedAt'],
	simplifies: false,
};

/** Which webhook. */
export const webhookField: INodeProperties = {
	displayName: 'Webhook',
	name: 'webhookId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'The webhook of OpenWork',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchWebhooks', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. wh-uuid-123' },
	],
};

/** The path of the webhook that the node names. */
export function webhookPath(run: ItemRun): string {
	return `${WEBHOOKS_PATH}/${run.segment('webhookId', 'Webhook')}`;
}

/** Which events a webhook is called for. */
export const eventTypesField: INodeProperties = {
	displayName: 'Event Types',
	name: 'eventTypes',
	type: 'multiOptions',
	options: [
		{ value: ALL_EVENTS, name: 'All Events', description: 'Every event, also future ones' },
		...EVENT_TYPES,
	],
	default: [],
	description: 'The events that OpenWork calls the webhook for',
};

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
