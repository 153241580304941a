import type { INodeProperties } from 'n8n-workflow';

const custom = { show: { signature: ['custom'] } };

export const signatureFields: INodeProperties[] = [
	{
		displayName: 'Signature',
		name: 'signature',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Custom',
				value: 'custom',
				description: 'An HMAC whose header, encoding and signed content you choose',
			},
			{ name: 'None', value: 'none', description: 'Not signed' },
			{
				name: 'X-Hook-Signature: Sha256=<Hex>',
				value: 'hookSignature',
				description: 'HMAC SHA-256 of the body, as Missive and OpenWork sign',
			},
			{
				name: 'X-Webhook-Signature: <Hex>',
				value: 'webhookSignature',
				description: 'HMAC SHA-256 of the body, as AI Support Autoresponder signs',
			},
		],
		default: 'hookSignature',
		description: 'How the receiver can tell that the message is yours',
	},
	{
		displayName: 'Signature Header',
		name: 'signatureHeader',
		type: 'string',
		required: true,
		displayOptions: custom,
		default: 'X-Signature',
		description: 'Name of the header that carries the signature',
	},
	{
		displayName: 'Algorithm',
		name: 'signatureAlgorithm',
		type: 'options',
		displayOptions: custom,
		options: [
			{ name: 'HMAC SHA-256', value: 'sha256' },
			{ name: 'HMAC SHA-512', value: 'sha512' },
		],
		default: 'sha256',
	},
	{
		displayName: 'Encoding',
		name: 'signatureEncoding',
		type: 'options',
		displayOptions: custom,
		options: [
			{ name: 'Base64', value: 'base64' },
			{ name: 'Hex', value: 'hex' },
		],
		default: 'hex',
	},
	{
		displayName: 'Prefix',
		name: 'signaturePrefix',
		type: 'string',
		displayOptions: custom,
		default: '',
		placeholder: 'e.g. sha256=',
		description: 'Text before the signature in its header',
	},
	{
		displayName: 'Signed Content',
		name: 'signedContent',
		type: 'options',
		displayOptions: custom,
		options: [
			{ name: 'Body', value: 'body' },
			{ name: 'ID.Timestamp.Body', value: 'idTimestampBody' },
			{ name: 'Template', value: 'template' },
			{ name: 'Timestamp.Body', value: 'timestampBody' },
		],
		default: 'body',
		description: 'What the signature covers. A timestamp is new for each attempt.',
	},
	{
		displayName: 'Template',
		name: 'signedContentTemplate',
		type: 'string',
		required: true,
		displayOptions: { show: { signature: ['custom'], signedContent: ['template'] } },
		default: '{timestamp}.{body}',
		description: 'What the signature covers, with placeholders',
		hint: 'Placeholders: {body}, which has to be there, {timestamp} and {id}',
	},
	{
		displayName: 'Timestamp Header',
		name: 'timestampHeader',
		type: 'string',
		displayOptions: {
			show: {
				signature: ['custom'],
				signedContent: ['idTimestampBody', 'template', 'timestampBody'],
			},
		},
		default: 'webhook-timestamp',
		description: 'Name of the header that carries the timestamp, in Unix seconds',
	},
];
