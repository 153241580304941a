import type { INodeProperties } from 'n8n-workflow';

import { receiveOptions } from '../../shared/receive/options';
import { customSignatureFields } from '../customScheme';
import { PRESETS, signatureOptions, SIGNED_ANEW } from '../presets';
import { DEFAULTS } from './source';

/** The presets that sign a time, by the tolerance that they have while the option is left alone. */
const withTolerance = (isDefault: boolean) =>
	PRESETS.filter(({ toleranceSeconds: own }) => own && (own === SIGNED_ANEW) === isDefault);

const TOLERANCE_HINT = [
	'Without this option the limit is the sender’s own:',
	...withTolerance(false).map(
		({ name, toleranceSeconds = 0 }) =>
			`${toleranceSeconds} for ${name}, which may repeat an event that long,`,
	),
	`and ${SIGNED_ANEW} for ${withTolerance(true)
		.map(({ name }) => name)
		.join(', ')} and a custom signature, where each attempt has to be signed with a new time.`,
	'Senders that sign no time have no limit.',
].join(' ');

const eventIdFields: INodeProperties[] = [
	{
		displayName: 'Event ID',
		name: 'eventIdFrom',
		type: 'options',
		displayOptions: { show: { signature: ['custom'] } },
		options: [
			{ name: 'From a Header', value: 'header' },
			{ name: 'From the Payload', value: 'path' },
			{ name: 'None', value: 'none' },
		],
		default: 'none',
		description:
			'Where the ID of an event stands, by which copies are found. Without one they are found by the ID that the signature covers, else by the payload.',
	},
	{
		displayName: 'Event ID Header',
		name: 'eventIdHeader',
		type: 'string',
		displayOptions: { show: { signature: ['custom'], eventIdFrom: ['header'] } },
		default: '',
		placeholder: 'e.g. X-Delivery',
		description: 'Name of the header that carries the ID of an event',
	},
	{
		displayName: 'Event ID Path',
		name: 'eventIdPath',
		type: 'string',
		displayOptions: { show: { signature: ['custom'], eventIdFrom: ['path'] } },
		default: '',
		placeholder: 'e.g. event.key',
		description: 'Where the ID stands in the payload, with dots between the keys',
	},
];

const eventTypeFields: INodeProperties[] = [
	{
		displayName: 'Event Type',
		name: 'eventTypeFrom',
		type: 'options',
		displayOptions: { show: { signature: ['custom'] } },
		options: [
			{ name: 'From a Header', value: 'header' },
			{ name: 'From the Payload', value: 'path' },
			{ name: 'None', value: 'none' },
		],
		default: 'none',
		description: 'Where the type of an event stands',
	},
	{
		displayName: 'Event Type Header',
		name: 'eventTypeHeader',
		type: 'string',
		displayOptions: { show: { signature: ['custom'], eventTypeFrom: ['header'] } },
		default: '',
		placeholder: 'e.g. X-Webhook-Event',
		description: 'Name of the header that carries the type of an event',
	},
	{
		displayName: 'Event Type Path',
		name: 'eventTypePath',
		type: 'string',
		displayOptions: { show: { signature: ['custom'], eventTypeFrom: ['path'] } },
		default: '',
		placeholder: 'e.g. event.type',
		description: 'Where the type stands in the payload, with dots between the keys',
	},
];

const SIGNATURE_NAMES = Object.fromEntries(
	signatureOptions().map(({ value, name }) => [value, name]),
);

/** The signature as the form names it, for the line below the node on the canvas. */
export const signatureSubtitle = `={{ (${JSON.stringify(SIGNATURE_NAMES)})[$parameter["signature"]] }}`;

/** The form of the Signed Webhook Trigger. */
export const triggerFields: INodeProperties[] = [
	{
		displayName:
			'To receive events:<ul><li>Enter the secret that the sender shows you, or one of your own, in the credential.</li><li>Choose how the sender signs.</li><li>Publish this workflow and give the Production URL from Webhook URLs above to the sender.</li></ul>',
		name: 'setupNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Signature',
		name: 'signature',
		type: 'options',
		noDataExpression: true,
		options: signatureOptions(),
		default: 'standardWebhooks',
		description: 'How the sender proves that an event is its own',
	},
	...customSignatureFields,
	...eventIdFields,
	...eventTypeFields,
	{
		displayName: 'Event Types',
		name: 'eventTypes',
		type: 'string',
		default: '',
		placeholder: 'e.g. invoice.paid, invoice.failed',
		description: 'The events that start the workflow, separated by commas. Leave empty for all.',
	},
	receiveOptions(DEFAULTS, TOLERANCE_HINT),
];
