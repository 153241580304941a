import type { INodeProperties } from 'n8n-workflow';

import {
	type Backoff,
	retryFields as fieldsWith,
	retryOptions,
	SHORT_BACKOFF,
} from '../../shared/deliver/fields';
import { DEFAULT_STATUS_CODES } from '../../shared/retry/rule';

/** Where long waits are handed over there is time: the limits are 1, 2, 4, … minutes, and an hour from the seventh wait on. */
export const LONG_BACKOFF: Backoff = {
	maxAttempts: 10,
	firstWaitSeconds: 60,
	maxWaitSeconds: 3600,
};

const schedules = [
	{
		name: 'Conversation API Schedule',
		value: 'conversation',
		description:
			'After 4, 8 and 10 seconds. At most 100 requests a minute, unless Max per Minute and Host says otherwise.',
	},
	{
		name: 'Missive Schedule',
		value: 'missive',
		description: '5 retries within 8 minutes: after 15, 30, 60, 120 and 240 seconds',
	},
	{
		name: 'OpenWork Schedule',
		value: 'openWork',
		description: 'After 1 minute, 5 minutes, 30 minutes and 2 hours',
	},
];

const whichAnswers: INodeProperties[] = [
	{
		displayName: 'Retry On',
		name: 'retryOn',
		type: 'options',
		options: [
			{ name: 'All but 2xx, 3xx and 410', value: 'allNon2xx' },
			{ name: 'Status Codes', value: 'statusCodes' },
		],
		default: 'statusCodes',
		description:
			'Which answers are worth a retry. Network errors and timeouts always are; 3xx and 410 never.',
	},
	{
		displayName: 'Status Codes',
		name: 'statusCodes',
		type: 'string',
		default: DEFAULT_STATUS_CODES,
		placeholder: 'e.g. 429, 5xx, 520-530',
		displayOptions: { hide: { retryOn: ['allNon2xx'] } },
		description: 'Answers that are worth a retry: codes, classes and ranges, separated by commas',
	},
];

const longestWaitHere: INodeProperties = {
	displayName: 'Longest Wait Here (Seconds)',
	name: 'longWaitSeconds',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 86400 },
	default: 60,
	description:
		'An item whose next wait is longer leaves through Retry Later. The Wait node keeps waits of less than 65 seconds in memory, so that lower values gain nothing for a restart.',
};

/** Without retries, no item has to wait. A tool has one output, and nothing behind it that could hold an item. */
const whereItemsWait = { hide: { retries: ['none'], '@tool': [true] } };

const handedOver = { longWaits: ['handOver'] };

/** The fields that say when to try again, and where an item is meanwhile. */
export const sendRetryFields: INodeProperties[] = [
	...fieldsWith(schedules, 'Long Waits says where the item is meanwhile'),
	{
		displayName: 'Long Waits',
		name: 'longWaits',
		type: 'options',
		noDataExpression: true,
		displayOptions: whereItemsWait,
		options: [
			{
				name: 'Hand Over',
				value: 'handOver',
				description:
					'The item leaves through Retry Later, waits in a Wait node, and comes back. Survives a restart of n8n. Needs a Signature. Exponential Backoff then makes 10 attempts within 4 hours.',
			},
			{
				name: 'Wait in This Node',
				value: 'wait',
				description: 'The execution keeps running. A restart of n8n ends it.',
			},
		],
		default: 'wait',
		description: 'What to do with an item whose next attempt is minutes or hours away',
	},
	{
		displayName:
			'To let items wait outside this node:<ul><li>Choose Retries with waits of more than a minute: Exponential Backoff, which is slower here, the Missive or OpenWork Schedule, or Custom Waits.</li><li>Connect Retry Later to a Wait node, and the Wait node back to this node.</li><li>In the Wait node set Resume to At Specified Time, and Date and Time to the expression {{ $json.delivery.nextAttemptAt }}.</li><li>Connect Failed too: items that cannot be delivered leave there, and do not stop the workflow.</li><li>Place the Wait node below what follows Delivered and Failed. n8n works from top to bottom, and nothing further down runs until the wait is over.</li><li>Let each item have an execution of its own: if n8n is killed while this node sends, all items of that execution stop, and none leaves through Failed.</li></ul>',
		name: 'handOverNotice',
		type: 'notice',
		displayOptions: { show: handedOver, ...whereItemsWait },
		default: '',
	},
	retryOptions(SHORT_BACKOFF, whichAnswers, { hide: handedOver }),
	retryOptions(LONG_BACKOFF, [longestWaitHere, ...whichAnswers], { show: handedOver }),
];
