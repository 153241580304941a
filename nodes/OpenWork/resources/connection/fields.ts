import type { INodeProperties } from 'n8n-workflow';

import type { LargeAnswer } from '../../../shared/action/answer';
import type { ItemRun } from '../../../shared/action/itemRun';
import { CONNECTIONS_PATH } from '../../api';

/** What an app connection shows. */
export const CONNECTION_ANSWER: LargeAnswer = {
	simple: [
		'appType',
		'displayName',
		'status',
		'healthStatus',
		'warningMessage',
		'lastHealthCheckAt',
	],
	others: ['description', 'id'],
	simplifies: false,
};

/** Which app's connection. */
export const appField: INodeProperties = {
	displayName: 'App',
	name: 'appType',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'The app that OpenWork is connected to',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchConnections', searchable: true },
		},
		{ displayName: 'By Type', name: 'id', type: 'string', placeholder: 'e.g. whatsapp' },
	],
};

/** The path of the connection that the node names. */
export function connectionPath(run: ItemRun): string {
	return `${CONNECTIONS_PATH}/${run.segment('appType', 'App')}`;
}
