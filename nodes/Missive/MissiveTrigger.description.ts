import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';

import { receiveOptions } from '../shared/receive/options';
import { ALL_EVENTS } from '../shared/receive/source';
import { EVENT_TYPES } from './events';
import { hookFilters } from './hookFilters';
import { picker } from './pickers';
import { missiveSource } from './source';

const throughApi = { show: { registration: ['api'] } };
const byRule = { show: { registration: ['rule'] } };

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	displayOptions: throughApi,
	description: 'Missive sends only events that match all of them',
	options: [...hookFilters],
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

const HELP =
	'<b>While you build your workflow</b>, click the button and let something happen in Missive.<br /><br />With registration <b>By a Rule</b>, first add the test URL from Webhook URLs to a rule: in Missive under <b>Settings &gt; Rules</b>, action <b>Webhook</b>, with the signature secret of the credential.';

/** The editor's panel beside the node's fields. */
export const missiveTriggerPanel: INodeTypeDescription['triggerPanel'] = {
	header: 'Receive events of Missive',
	executionsHelp: {
		inactive: `${HELP}<br /><br /><b>Once you are happy with it</b>, publish the workflow. Then every event starts it. These executions show up in the executions list, but not in the editor.`,
		active: `${HELP}<br /><br /><b>The workflow is published</b>, and every event starts it. These executions show up in the <a data-key="executions">executions list</a>, but not in the editor.`,
	},
	activationHint: 'Publish the workflow to receive events without clicking this button.',
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
				description: 'Publishing the workflow creates the webhooks in Missive',
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
			'To receive events of a rule:<ul><li>Enter a signature secret in the credential.</li><li>Publish this workflow and copy the Production URL from Webhook URLs above.</li><li>In Missive open Settings &gt; Rules, create a rule and choose the action Webhook.</li><li>Paste the URL and the same signature secret, and save. Missive tries the URL at once, so the workflow has to be published.</li></ul>',
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
	picker({
		displayName: 'Organization',
		name: 'organization',
		search: 'searchOrganizations',
		description: 'Only events of this organization. Leave empty for all.',
		displayOptions: throughApi,
	}),
	filters,
	receiveOptions(missiveSource.defaults, undefined, [acceptUnsigned]),
];
