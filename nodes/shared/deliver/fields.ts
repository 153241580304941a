import type { IDisplayOptions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** An exponential backoff where the user sets nothing else. */
export interface Backoff {
	readonly maxAttempts: number;
	readonly firstWaitSeconds: number;
	readonly maxWaitSeconds: number;
}

/** Short enough for an execution that keeps running meanwhile: a minute at most. */
export const SHORT_BACKOFF: Backoff = { maxAttempts: 5, firstWaitSeconds: 1, maxWaitSeconds: 30 };

/** Option of a node that delivers, as `readTimeout` reads it. */
export const timeoutField: INodeProperties = {
	displayName: 'Timeout (Seconds)',
	name: 'timeoutSeconds',
	type: 'number',
	typeOptions: { minValue: 0.1, maxValue: 3600 },
	default: 30,
	description: 'How long one attempt may take, its answer included',
};

/** The option that `parseTarget` takes as `allowHttp`. */
export const allowHttpField: INodeProperties = {
	displayName: 'Allow HTTP',
	name: 'allowHttp',
	type: 'boolean',
	default: false,
	description: 'Whether to send to http:// URLs too, where anybody on the way can read the payload',
};

/** The option that has `assertPublic` asked. */
export const blockPrivateField: INodeProperties = {
	displayName: 'Block Private Addresses',
	name: 'blockPrivate',
	type: 'boolean',
	default: false,
	description:
		'Whether to refuse URLs that lead to the machine of n8n or to a private network, such as 127.0.0.1, 10.0.0.1, [::1] or localhost. Turn it on where URLs come from others. Names are not looked up: to what a public name leads is checked by n8n, where its operator has turned on its SSRF protection.',
};

/** The retries that every node with deliveries offers. */
const RETRIES: readonly INodePropertyOptions[] = [
	{ name: 'Custom Waits', value: 'custom', description: 'After waits that you list' },
	{
		name: 'Exponential Backoff',
		value: 'exponential',
		description: 'After random waits whose limit doubles each time',
	},
	{ name: 'None', value: 'none', description: 'One attempt only' },
];

/**
 * The fields that say when to try again, as `readPolicy` reads them.
 *
 * @param schedules further choices of the field Retries, each with a schedule of its own
 * @param meanwhile what the execution does during the waits
 */
export function retryFields(
	schedules: readonly INodePropertyOptions[] = [],
	meanwhile = 'The execution keeps running meanwhile',
): INodeProperties[] {
	return [
		{
			displayName: 'Retries',
			name: 'retries',
			type: 'options',
			noDataExpression: true,
			options: [...RETRIES, ...schedules].sort((a, b) => (a.name < b.name ? -1 : 1)),
			default: 'exponential',
			description: `When to try again after a network error, a timeout or an answer that is worth a retry. ${meanwhile}.`,
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
}

/**
 * The collection of what can be set about retries and does not have to be, as `readPolicy` and `readRetryLimits` read
 * it. Without retries it is not shown.
 *
 * @param more options of the node's own
 */
export function retryOptions(
	backoff: Backoff = SHORT_BACKOFF,
	more: readonly INodeProperties[] = [],
	{ show, hide }: IDisplayOptions = {},
): INodeProperties {
	const backoffFields = BACKOFF_FIELDS.map((field) => ({ ...field, default: backoff[field.name] }));
	const options = [...backoffFields, ...limitFields, ...more];
	return {
		displayName: 'Retry Options',
		name: 'retryOptions',
		type: 'collection',
		placeholder: 'Add Option',
		displayOptions: { ...(show && { show }), hide: { retries: ['none'], ...hide } },
		default: {},
		options: options.sort((a, b) => (a.displayName < b.displayName ? -1 : 1)),
	};
}

const displayOptions = { show: { '/retries': ['exponential'] } };

/** By what `Backoff` calls them. Their defaults are those of `SHORT_BACKOFF`. */
const BACKOFF_FIELDS: ReadonlyArray<INodeProperties & { readonly name: keyof Backoff }> = [
	{
		displayName: 'First Wait (Seconds)',
		name: 'firstWaitSeconds',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 86400 },
		displayOptions,
		default: 1,
		description:
			'Limit of the first wait. Each wait is drawn evenly from 0 to its limit, so that many senders do not come back at the same moment.',
	},
	{
		displayName: 'Longest Wait (Seconds)',
		name: 'maxWaitSeconds',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 86400 },
		displayOptions,
		default: 30,
		description: 'The limit doubles with each wait up to this',
	},
	{
		displayName: 'Max Attempts',
		name: 'maxAttempts',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 100, numberPrecision: 0 },
		displayOptions,
		default: 5,
		description: 'All attempts, the first included',
	},
];

const limitFields: readonly INodeProperties[] = [
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
		displayName: 'Total Time Limit (Seconds)',
		name: 'totalSeconds',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 604800 },
		default: 0,
		description:
			'How long an item may take from its first attempt, waits included. A retry that would come later is not made. 0: no limit.',
	},
];
