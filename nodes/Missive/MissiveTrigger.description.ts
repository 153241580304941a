import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { triggerPanel } from '../shared/receive/description';
import { receiveOptions } from '../shared/receive/options';
import { eventTypesField } from '../shared/receive/eventTypes';
import { RULE_EVENT_TYPES, RULE_ONLY_EVENT_TYPES } from './events';
import { fetchFullMessage } from './fullMessage';
import { filterFields } from './hookFilters';
import { picker } from './pickers';
import { byName } from './resources/fields';
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
	description:
		'Missive sends only events that match all of them. A filter for emails or for comments holds for these alone.',
	options: byName([
		...filterFields('/eventTypes'),
		picker({
			displayName: 'Organization',
			name: 'organization',
			search: 'searchOrganizations',
			description: 'Only events of this organization',
		}),
	]),
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

/**
 * The editor's panel beside the node's fields. Missive tries the URL when a rule is saved, so n8n has to listen before; and
 * while it listens, its URLs cannot be opened.
 */
export const missiveTriggerPanel = triggerPanel({
	header: 'Receive events of Missive',
	help: '<b>While you build your workflow</b>, click the button and let something happen in Missive.<br /><br />With registration <b>By a Rule</b>, first copy the Test URL from Webhook URLs, then click the button, and then save the rule: in Missive under <b>Settings &gt; Rules</b>, with the action <b>Webhook</b>, that URL and the signature secret of the credential.',
	publish: 'publish the workflow. Then every event starts it.',
	published: ', and every event starts it.',
	activationHint: 'Publish the workflow to receive events without clicking this button.',
});

const throughApiOption: INodePropertyOptions = {
	name: 'Through the API',
	value: 'api',
	description: 'Publishing the workflow creates the webhooks in Missive',
};

const byRuleOption: INodePropertyOptions = {
	name: 'By a Rule',
	value: 'rule',
	description: 'You add the URL to a rule in Missive, with a signature secret',
};

const onlyByRule = { eventTypes: RULE_ONLY_EVENT_TYPES.map(({ value }) => value) };

export const missiveTriggerProperties: INodeProperties[] = [
	eventTypesField(
		RULE_EVENT_TYPES,
		{
			required: false,
			description:
				'The events that start the workflow. The API of Missive takes those that come in and new comments; labels, assignees and everything else come by a rule.',
		},
		'Through the API every type that it takes, each by a webhook of its own; by a rule whatever your rules send',
	),
	{
		displayName: 'Registration',
		name: 'registration',
		type: 'options',
		displayOptions: { hide: onlyByRule },
		options: [throughApiOption, byRuleOption],
		default: 'api',
		description: 'How Missive comes to know the URL of this node',
	},
	{
		displayName: 'Registration',
		name: 'registration',
		type: 'options',
		displayOptions: { show: onlyByRule },
		options: [byRuleOption],
		default: 'rule',
		description: 'An event that is selected above comes only by a rule of yours',
	},
	{
		displayName:
			'The webhooks are created in Missive when the workflow is published, and deleted when it is unpublished. The owner of the API token sees them there under Settings > Rules. Unpublish and publish the workflow after somebody deleted one, or n8n got another address.',
		name: 'apiNotice',
		type: 'notice',
		default: '',
		displayOptions: throughApi,
	},
	{
		displayName:
			'To receive events of a rule:<ul><li>Enter a signature secret in the credential.</li><li>Copy the Production URL from Webhook URLs above and publish this workflow. To try it out, copy the Test URL and click Execute step instead.</li><li>Only then save the rule, for Missive tries the URL at once: in Missive under Settings &gt; Rules, with the event, its conditions, the action Webhook, that URL and the same signature secret.</li></ul>',
		name: 'ruleNotice',
		type: 'notice',
		default: '',
		displayOptions: byRule,
	},
	{
		displayName: 'Other Event Types',
		name: 'otherEventTypes',
		type: 'string',
		default: '',
		placeholder: 'e.g. new_draft, task_completed',
		displayOptions: throughApi,
		description:
			'Types that are not in the list, as Missive names them, separated by commas. If Missive does not take one, publishing says so.',
	},
	{
		displayName: 'Other Event Types',
		name: 'otherEventTypes',
		type: 'string',
		default: '',
		placeholder: 'e.g. new_draft, task_completed',
		displayOptions: byRule,
		description: 'Types that are not in the list, as they stand in rule.type, separated by commas',
	},
	filters,
	receiveOptions(missiveSource.defaults, undefined, [acceptUnsigned, fetchFullMessage]),
];
