import type { INodeProperties } from 'n8n-workflow';

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
