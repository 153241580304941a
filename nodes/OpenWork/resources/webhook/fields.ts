import type { INodeProperties } from 'n8n-workflow';

import type { ItemRun } from '../../../shared/action/itemRun';
import { WEBHOOKS_PATH } from '../../api';
import { ALL_EVENTS } from '../../../shared/receive/eventTypes';
import { EVENT_TYPES } from '../../events';

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
