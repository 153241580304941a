import type { INodeProperties } from 'n8n-workflow';

import {
	allowHttpField,
	retryFields as fieldsWith,
	limitFields,
} from '../../shared/deliver/fields';
import { DEFAULT_STATUS_CODES } from '../../shared/retry/rule';

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

export const sendRetryFields = fieldsWith(schedules, 'Long Waits says where the item is meanwhile');

// A tool has one output, and nothing behind it that could hold an item.
const notInTool = { hide: { '@tool': [true] } };

const handOver = { show: { longWaits: ['handOver'] }, ...notInTool };

export const longWaitFields: INodeProperties[] = [
	{
		displayName: 'Long Waits',
		name: 'longWaits',
		type: 'options',
		noDataExpression: true,
		displayOptions: notInTool,
		options: [
			{
				name: 'Hand Over',
				value: 'handOver',
				description:
					'The item leaves through Retry Later, waits in a Wait node, and comes back. Survives a restart of n8n. Needs a Signature.',
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
			'To let items wait outside this node:<ul><li>Connect Retry Later to a Wait node, and the Wait node back to this node.</li><li>In the Wait node set Resume to At Specified Time, and Date and Time to the expression {{ $json.delivery.nextAttemptAt }}.</li><li>Connect Failed too: items that cannot be delivered leave there, and do not stop the workflow.</li></ul>',
		name: 'handOverNotice',
		type: 'notice',
		displayOptions: handOver,
		default: '',
	},
	{
		displayName: 'Longest Wait Here (Seconds)',
		name: 'longWaitSeconds',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 86400 },
		displayOptions: handOver,
		default: 60,
		description:
			'An item whose next wait is longer leaves through Retry Later. The Wait node keeps waits of less than 65 seconds in memory, so that lower values gain nothing for a restart.',
	},
];

const ownOptions: INodeProperties[] = [
	{
		displayName: 'Endpoint Health',
		name: 'endpointHealth',
		type: 'fixedCollection',
		default: {},
		placeholder: 'Add Pause',
		description:
			'Stops sending to an address that keeps failing. Its items leave at once as failed, or through Retry Later. After the pause a single request finds out whether it works again. Failures are: no answer, 408, 425, 429 and 5xx. Counted for this node and the URL without its query; each n8n process counts for itself.',
		options: [
			{
				displayName: 'Pause',
				name: 'pause',
				values: [
					{
						displayName: 'Failures in a Row',
						name: 'failures',
						type: 'number',
						typeOptions: { minValue: 1, maxValue: 1000, numberPrecision: 0 },
						default: 5,
						description: 'How many requests have to fail, with none between them that does not',
					},
					{
						displayName: 'Pause (Minutes)',
						name: 'pauseMinutes',
						type: 'number',
						typeOptions: { minValue: 0.1, maxValue: 1440 },
						default: 5,
						description: 'How long nothing is sent',
					},
					{
						displayName: 'Within (Minutes)',
						name: 'withinMinutes',
						type: 'number',
						typeOptions: { minValue: 0.1, maxValue: 1440 },
						default: 10,
						description: 'How long the failures may be apart',
					},
				],
			},
		],
	},
	{
		displayName: 'Keep Order By',
		name: 'orderKey',
		type: 'string',
		default: '',
		placeholder: 'e.g. {{ $json.customerId }}',
		description:
			'Items for which this gives the same are sent one after the other, each when the one before is delivered or has failed for good; others do not wait for them. With Hand Over, an item that leaves through Retry Later takes those behind it along. Holds within one execution. Leave empty to send each item by itself.',
	},
	{
		displayName: 'Max at Once',
		name: 'maxConcurrent',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 1000, numberPrecision: 0 },
		default: 10,
		description:
			'How many items are on their way at once, those that wait for a retry included, but not those that wait for the limit of their host',
	},
	{
		displayName: 'Max per Minute and Host',
		name: 'maxPerMinute',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 100000, numberPrecision: 0 },
		default: 100,
		description:
			'How many requests this node sends to one host within any 60 seconds, retries and other executions included. Without this option there is no limit, but for receivers of the Conversation API Schedule. Items for other hosts do not wait for it. Each n8n process counts for itself.',
	},
	{
		displayName: 'Message ID',
		name: 'messageId',
		type: 'string',
		default: '',
		placeholder: 'e.g. {{ $json.orderNumber }}',
		description:
			'The same for every attempt, so that the receiver can drop repetitions. Empty: a new random ID (UUID) for each item. Without a full stop where the signature covers it.',
	},
	{
		displayName: 'Message ID Header',
		name: 'messageIdHeader',
		type: 'string',
		default: 'webhook-id',
		description: 'Name of the header that carries the message ID',
	},
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
		displayName: 'Sign With Both Secrets',
		name: 'signWithBoth',
		type: 'boolean',
		default: false,
		description:
			'Whether the Previous Secret of the credential signs too, behind the Secret, until the receiver knows the new one. For signatures that are lists, such as those of Standard Webhooks, Svix and Stripe.',
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

export const optionFields: INodeProperties[] = [
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [allowHttpField, ...limitFields, ...ownOptions].sort((a, b) =>
			a.displayName < b.displayName ? -1 : 1,
		),
	},
];
