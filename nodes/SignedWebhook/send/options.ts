import type { INodeProperties } from 'n8n-workflow';

import { allowHttpField, blockPrivateField, timeoutField } from '../../shared/deliver/fields';

/** What can be set and does not have to be, beside the options of retries. */
const options: INodeProperties[] = [
	allowHttpField,
	blockPrivateField,
	{
		displayName: 'Content Type',
		name: 'contentType',
		type: 'string',
		default: '',
		placeholder: 'e.g. application/cloudevents+json',
		description:
			"What the Content-Type header says. Empty: the usual type for JSON, text or a form, and the file's own type for a file.",
	},
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
		displayName: 'Event Type',
		name: 'eventType',
		type: 'string',
		default: '',
		placeholder: 'e.g. ticket.created',
		description:
			'Sent in the header that goes with the signature, otherwise in X-Webhook-Event, so that the receiver can tell events apart. Empty: no such header.',
	},
	{
		displayName: 'Extra Headers',
		name: 'headers',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		default: {},
		placeholder: 'Add Header',
		description: 'Headers to send beside those that this node sets itself',
		options: [
			{
				displayName: 'Header',
				name: 'header',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. X-Tenant',
					},
					{ displayName: 'Value', name: 'value', type: 'string', default: '' },
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
		displayName: 'Sign With Both Secrets',
		name: 'signWithBoth',
		type: 'boolean',
		default: false,
		description:
			'Whether the Previous Secret of the credential signs too, behind the Secret, until the receiver knows the new one. For signatures that are lists, such as those of Standard Webhooks, Svix and Stripe.',
	},
	timeoutField,
];

/** The collection of these. */
export const optionsField: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options,
};
