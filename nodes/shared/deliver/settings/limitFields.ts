import type { INodeProperties } from 'n8n-workflow';

/** Options of a node that delivers, as `readLimits` reads them. */
export const limitFields: readonly INodeProperties[] = [
	{
		displayName: 'Max Retry-After (Seconds)',
		name: 'retryAfterCapSeconds',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 86400 },
		default: 60,
		description:
			'How long to wait at most when the receiver asks for it with Retry-After. It can only make a wait longer. Without this cap a receiver could hold up the workflow for as long as it likes.',
	},
	{
		displayName: 'Timeout (Seconds)',
		name: 'timeoutSeconds',
		type: 'number',
		typeOptions: { minValue: 0.1, maxValue: 3600 },
		default: 30,
		description: 'How long one attempt may take, its answer included',
	},
	{
		displayName: 'Total Time Limit (Seconds)',
		name: 'totalSeconds',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 604800 },
		default: 0,
		description:
			'How long an item may take from its first attempt, waits included. A retry that would come later is not made. 0: no limit.',
	},
];

/** The option that `parseTarget` takes as `allowHttp`. */
export const allowHttpField: INodeProperties = {
	displayName: 'Allow HTTP',
	name: 'allowHttp',
	type: 'boolean',
	default: false,
	description: 'Whether to send to http:// URLs too, where anybody on the way can read the payload',
};
