import type { INodeProperties } from 'n8n-workflow';

import { triggerPanel } from '../shared/receive/description';
import { receiveOptions } from '../shared/receive/options';
import { ALL_EVENTS, eventTypesField } from '../shared/receive/eventTypes';
import { EVENT_TYPES } from './events';
import { autoresponderSource } from './source';

const TOLERANCE_HINT =
	'The Support Autoresponder sends an event once, when it happens, and not again when it is refused. An hour leaves room for a clock that is wrong.';

/** The editor's panel beside the node's fields. */
export const autoresponderTriggerPanel = triggerPanel({
	header: 'Receive events of the Support Autoresponder',
	help: '<b>While you build your workflow</b>, enter the Test URL from Webhook URLs as Webhook URL under Settings &gt; Integrations of the Support Autoresponder, click the button and create a ticket.',
	publish: 'publish the workflow and enter the Production URL instead.',
	published: ': with the Production URL entered there, every event starts it.',
	activationHint:
		'Publish the workflow, and enter the Production URL in the Support Autoresponder, to receive events without clicking this button.',
});

const acceptUnsigned: INodeProperties = {
	displayName: 'Accept Unsigned Events',
	name: 'acceptUnsigned',
	type: 'boolean',
	default: false,
	description:
		'Whether to accept events without a signature while the credential has no webhook secret. Anybody who knows the URL can then start this workflow.',
};

export const autoresponderTriggerProperties: INodeProperties[] = [
	{
		displayName:
			'To receive events:<ul><li>Make up a Webhook Secret and enter it in the credential.</li><li>Publish this workflow and copy the Production URL from Webhook URLs above.</li><li>In the Support Autoresponder open Settings &gt; Integrations and enable Webhooks.</li><li>Paste the URL as Webhook URL and the secret as Webhook Secret, select the events, and save.</li></ul>An event that comes while n8n is not running is lost: the Support Autoresponder sends each only once.',
		name: 'registrationNotice',
		type: 'notice',
		default: '',
	},
	eventTypesField(EVENT_TYPES, {
		default: [ALL_EVENTS],
		description:
			'The events that start the workflow, of those that are selected in the Support Autoresponder',
	}),
	{
		displayName: 'Other Event Types',
		name: 'otherEventTypes',
		type: 'string',
		default: '',
		placeholder: 'e.g. ticket.closed, ticket.merged',
		description: 'Types that are not in the list, separated by commas',
	},
	receiveOptions(autoresponderSource.defaults, TOLERANCE_HINT, [acceptUnsigned]),
];
