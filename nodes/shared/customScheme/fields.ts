import type { INodeProperties } from 'n8n-workflow';

/** The fields that make up a signature of one's own. They show while the field `signature` is `custom`. */
export const customSignatureFields: INodeProperties[] = [
	{
		displayName: 'Signature Header',
		name: 'signatureHeader',
		type: 'string',
		required: true,
		displayOptions: { show: { signature: ['custom'] } },
		default: 'X-Signature',
		description: 'Name of the header that carries the signature',
	},
	{
		displayName: 'Algorithm',
		name: 'signatureAlgorithm',
		type: 'options',
		displayOptions: { show: { signature: ['custom'] } },
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
		displayOptions: { show: { signature: ['custom'] } },
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
		displayOptions: { show: { signature: ['custom'] } },
		default: '',
		placeholder: 'e.g. sha256=',
		description: 'Text before the signature in its header',
	},
	{
		displayName: 'Signed Content',
		name: 'signedContent',
		type: 'options',
		displayOptions: { show: { signature: ['custom'] } },
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
		description: 'Name of the header that carries the timestamp',
	},
	{
		displayName: 'Timestamp Unit',
		name: 'timestampUnit',
		type: 'options',
		displayOptions: {
			show: {
				signature: ['custom'],
				signedContent: ['idTimestampBody', 'template', 'timestampBody'],
			},
		},
		options: [
			{ name: 'Milliseconds', value: 'ms' },
			{ name: 'Seconds', value: 's' },
		],
		default: 's',
		description: 'What the timestamp counts since 1970',
	},
];
