import type { INodeProperties } from 'n8n-workflow';

import { receiveOptions } from '../shared/receive/options';
import { ALL_EVENTS, EVENT_TYPES } from './events';
import { missiveSender } from './sender';

const throughApi = { show: { registration: ['api'] } };
const byRule = { show: { registration: ['rule'] } };

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	displayOptions: throughApi,
	description: 'Missive sends only events that match all of them',
	options: [
		{
			displayName: 'Author ID',
			name: 'author',
			type: 'string',
			default: '',
			description: 'Only events caused by this user',
		},
		{
			displayName: 'Content Contains',
			name: 'contentContains',
			type: 'string',
			default: '',
			description: 'Only messages or comments with this text',
		},
		{
			displayName: 'Content Ends With',
			name: 'contentEndsWith',
			type: 'string',
			default: '',
			description: 'Only messages or comments that end with this text',
		},
		{
			displayName: 'Content Starts With',
			name: 'contentStartsWith',
			type: 'string',
			default: '',
			description: 'Only messages or comments that start with this text',
		},
		{
			displayName: 'Is Task',
			name: 'isTask',
			type: 'boolean',
			default: true,
			description: 'Whether only comments that are tasks count, or only those that are not',
		},
		{
			displayName: 'Mentioned User ID',
			name: 'mention',
			type: 'string',
			default: '',
			description: 'Only comments that mention this user',
		},
	],
};

const acceptUnsigned: INodeProperties = {
	displayName: 'Accept Unsigned Events',
	name: 'acceptUnsigned',
	type: 'boolean',
	default: false,
	displayOptions: { show: { '/registration': ['rule'] } },
	description:
		'Whether to accept events without a signature while the credential has no signature secret. Anybody who knows the URL can then start this workflow.',
};

export const missiveTriggerProperties: INodeProperties[] = [
	{
		displayName: 'Registration',
		name: 'registration',
		type: 'options',
		options: [
			{
				name: 'Through the API',
				value: 'api',
				description: 'Activating the workflow creates the webhooks in Missive',
			},
			{
				name: 'By a Rule',
				value: 'rule',
				description: 'You add the URL to a rule in Missive, with a signature secret',
			},
		],
		default: 'api',
	},
	{
		displayName:
			'To receive events of a rule:<ul><li>Enter a signature secret in the credential.</li><li>Activate this workflow and copy the Production URL above.</li><li>In Missive open Settings &gt; Rules, create a rule and choose the action Webhook.</li><li>Paste the URL and the same signature secret, and save. Missive tries the URL at once, so the workflow has to be active.</li></ul>',
		name: 'ruleNotice',
		type: 'notice',
		default: '',
		displayOptions: byRule,
	},
	{
		displayName: 'Event Types',
		name: 'eventTypes',
		type: 'multiOptions',
		options: [
			{ value: ALL_EVENTS, name: 'All', description: 'Every type of this list' },
			...EVENT_TYPES,
		],
		default: [],
		description:
			'The events that start the workflow. Through the API each gets a webhook of its own; events of a rule are filtered by the type of the rule.',
	},
	{
		displayName: 'Other Event Types',
		name: 'otherEventTypes',
		type: 'string',
		default: '',
		placeholder: 'e.g. new_draft, task_completed',
		description: 'Types that are not in the list, separated by commas',
	},
	{
		displayName: 'Organization',
		name: 'organization',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		displayOptions: throughApi,
		description: 'Only events of this organization. Leave empty for all.',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: 'searchOrganizations', searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 0d9bab85-a74f-4ece-9142-0f9b9f36ff92',
			},
		],
	},
	filters,
	receiveOptions(missiveSender.defaults, undefined, [acceptUnsigned]),
];
