import type { INodeProperties } from 'n8n-workflow';

import { DEFAULT_STATUS_CODES } from '../../shared/deliver/retryRule';
import { allowHttpField, limitFields } from '../../shared/deliver/settings/limitFields';

const ownOptions: INodeProperties[] = [
	{
		displayName: 'Max at Once',
		name: 'maxConcurrent',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 1000, numberPrecision: 0 },
		default: 10,
		description: 'How many items are on their way at once, those that wait for a retry included',
	},
	{
		displayName: 'Max per Minute and Host',
		name: 'maxPerMinute',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 100000, numberPrecision: 0 },
		default: 100,
		description:
			'How many requests this node sends to one host within any 60 seconds, retries and other executions included. Each n8n process counts for itself.',
	},
	{
		displayName: 'Message ID',
		name: 'messageId',
		type: 'string',
		default: '',
		placeholder: 'e.g. {{ $json.orderNumber }}',
		description:
			'The same for every attempt, so that the receiver can drop repetitions. Empty: a new random ID (UUID) for each item.',
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
