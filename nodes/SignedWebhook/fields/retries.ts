import type { INodeProperties } from 'n8n-workflow';

const exponential = { show: { retries: ['exponential'] } };

export const retryFields: INodeProperties[] = [
	{
		displayName: 'Retries',
		name: 'retries',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Conversation API Schedule',
				value: 'conversation',
				description: 'After 4, 8 and 10 seconds',
			},
			{ name: 'Custom Waits', value: 'custom', description: 'After waits that you list' },
			{
				name: 'Exponential Backoff',
				value: 'exponential',
				description: 'After random waits whose limit doubles each time',
			},
			{
				name: 'Missive Schedule',
				value: 'missive',
				description: '5 retries within 8 minutes: after 15, 30, 60, 120 and 240 seconds',
			},
			{ name: 'None', value: 'none', description: 'One attempt only' },
			{
				name: 'OpenWork Schedule',
				value: 'openWork',
				description: 'After 1 minute, 5 minutes, 30 minutes and 2 hours',
			},
		],
		default: 'exponential',
		description:
			'When to try again after a network error, a timeout or an answer that is worth a retry. The execution keeps running meanwhile.',
	},
	{
		displayName: 'Max Attempts',
		name: 'maxAttempts',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 100, numberPrecision: 0 },
		displayOptions: exponential,
		default: 5,
		description: 'All attempts, the first included',
	},
	{
		displayName: 'First Wait (Seconds)',
		name: 'firstWaitSeconds',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 86400 },
		displayOptions: exponential,
		default: 1,
		description:
			'Limit of the first wait. Each wait is drawn evenly from 0 to its limit, so that many senders do not come back at the same moment.',
	},
	{
		displayName: 'Longest Wait (Seconds)',
		name: 'maxWaitSeconds',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 86400 },
		displayOptions: exponential,
		default: 30,
		description: 'The limit doubles with each wait up to this',
	},
	{
		displayName: 'Waits (Seconds)',
		name: 'waits',
		type: 'string',
		required: true,
		displayOptions: { show: { retries: ['custom'] } },
		default: '5, 30, 120',
		placeholder: 'e.g. 5, 30, 120',
		description:
			'Seconds before each retry, separated by commas. As many retries as there are waits.',
	},
];
