import type { INodeProperties } from 'n8n-workflow';

import { dropCopies, rememberedEvents } from './copyFields';
import { forSender, whoSendsFields } from '../trigger/fields';

const options: INodeProperties[] = [
	dropCopies,
	{
		displayName: 'HTTP Method',
		name: 'method',
		type: 'string',
		default: 'POST',
		description:
			'The method of the request, for senders that sign it: the Webhook node does not pass it on',
	},
	rememberedEvents,
	{
		displayName: 'Signed URL',
		name: 'signedUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://hooks.example.com/orders',
		description:
			'The address that the sender calls, for senders that sign it, where it is not the one that the Webhook node shows: behind a proxy that changes it. Enter the query as well where it is always the same.',
	},
	{
		displayName: 'Timestamp Tolerance (Seconds)',
		name: 'tolerance',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 300,
		description:
			'Events that are older, or further ahead of the clock of n8n, are rejected; 0 accepts events of any age. Without this option the limit is the sender’s own.',
	},
];

/** The form of Verify Webhook. */
export const verifyFields: INodeProperties[] = [
	{
		displayName:
			'Connect this node directly behind a Webhook node, and there:<ul><li>Switch on <b>Raw Body</b> under Options. Only senders that prove themselves by a token, or sign a form, do without.</li><li>Set <b>Respond</b> to Using Respond to Webhook Node, and answer what leaves through Rejected and Answer with its <b>answer</b>.</li></ul>',
		name: 'setupNotice',
		type: 'notice',
		default: '',
	},
	...whoSendsFields,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: options.map(forSender),
	},
];
