import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { filtersField } from '../../../shared/action/fields';
import type { ItemRun } from '../../../shared/action/itemRun';
import type { Operation } from '../../../shared/action/operation';
import { HOOKS_PATH } from '../../api';
import { API_EVENT_TYPES } from '../../events';
import { filterFields, fitsType } from '../../hookFilters';
import { picker } from '../../pickers';
import { apiFields } from '../apiFields';
import { sendEntry } from '../entry';
import { withOrganization } from '../fields';

const OTHER = 'other';

const types: INodePropertyOptions[] = [
	...API_EVENT_TYPES,
	{
		value: OTHER,
		name: 'Other',
		description: 'A type that is not in the list, where the API takes more',
	},
];

/** What is picked from a list here. In the trigger, where pickers stand outside of collections, these are IDs. */
const PICKERS: Readonly<Record<string, INodeProperties>> = {
	author: picker({
		displayName: 'Author',
		name: 'author',
		search: 'searchUsers',
		description: 'Only comments of this user',
	}),
	mention: picker({
		displayName: 'Mentioned User',
		name: 'mention',
		search: 'searchUsers',
		description: 'Only comments that mention this user',
	}),
};

export const createHook: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create hook',
	description: 'Have Missive call a URL on an event',
	fields: [
		{
			displayName: 'Event Type',
			name: 'type',
			type: 'options',
			options: types,
			default: 'new_comment',
			description: 'The event that Missive calls the URL on',
		},
		{
			displayName: 'Other Event Type',
			name: 'otherType',
			type: 'string',
			required: true,
			default: '',
			displayOptions: { show: { type: [OTHER] } },
			placeholder: 'e.g. task_completed',
			description: 'The type as Missive names it',
		},
		{
			displayName: 'URL',
			name: 'url',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://hooks.example.com/callback',
			description:
				'The address that Missive calls. It has to be public and start with https. Missive does not sign what it sends there, so let the URL hold a secret.',
		},
		picker({
			displayName: 'Organization',
			name: 'organization',
			search: 'searchOrganizations',
			description: 'Only events of this organization. Leave empty for a hook of your own.',
		}),
		filtersField(
			filterFields('/type').map((field) => ({ ...field, ...PICKERS[field.name] })),
			{ description: 'Missive calls the URL only on events that match all of them' },
		),
	],

	async execute(run) {
		const url = run.required('url', 'URL');
		const type = eventType(run);
		const filters = Object.entries(apiFields(run, 'filters')).filter(([name]) =>
			fitsType(name, type),
		);
		const body = withOrganization(run, { type, url, ...Object.fromEntries(filters) }, []);
		const call = { method: 'POST', path: HOOKS_PATH, purpose: 'create the hook' } as const;
		return await sendEntry(run, call, 'hooks', body);
	},
};

function eventType(run: ItemRun): string {
	const type = run.required('type', 'Event Type');
	return type === OTHER ? run.required('otherType', 'Other Event Type') : type;
}
