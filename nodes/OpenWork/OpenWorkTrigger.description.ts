import type { INodeProperties } from 'n8n-workflow';

import { receiveOptions } from '../shared/receive/options';
import { eventTypesField } from '../shared/receive/eventTypes';
import { EVENT_TYPES } from './events';
import { openWorkSource } from './source';

/** What the open server can be asked for; the integration guide has neither. The defaults are those of `RETRY_DEFAULTS`. */
const retryOptions: INodeProperties[] = [
	{
		displayName: 'Attempt Timeout (Milliseconds)',
		name: 'timeoutMs',
		type: 'number',
		typeOptions: { minValue: 1000 },
		default: 15_000,
		description:
			'How long OpenWork waits for the answer to an attempt to deliver an event. A server that does not know this setting ignores it.',
	},
	{
		displayName: 'Attempts',
		name: 'retryCount',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 5,
		description:
			'How often OpenWork tries to deliver an event, at most. A server that does not know this setting ignores it and follows its own schedule.',
	},
];

const TOLERANCE_HINT =
	'OpenWork advises 300, but repeats an event up to 2 h 36 min after it happened, so that 300 would refuse its later attempts.';

export const openWorkTriggerProperties: INodeProperties[] = [
	{
		displayName:
			'The webhook is created in OpenWork when the workflow is published, with a secret of its own, and deleted when it is unpublished. Unpublish and publish the workflow after somebody changed the webhook, or n8n got another address. OpenWork has to reach the webhook URL above: one with localhost leads only an OpenWork on the same machine to n8n.',
		name: 'registrationNotice',
		type: 'notice',
		default: '',
	},
	eventTypesField(EVENT_TYPES),
	{
		displayName: 'Webhook Name',
		name: 'hookName',
		type: 'string',
		default: 'n8n',
		required: true,
		description: 'The name under which OpenWork lists the webhook',
	},
	receiveOptions(openWorkSource.defaults, TOLERANCE_HINT, retryOptions),
];
