import type { INodeProperties } from 'n8n-workflow';

const signed = { show: { requireSignature: [true] } };

/** The signature that a callback may have to carry in addition to its token. */
export const signatureFields: INodeProperties[] = [
	{
		displayName: 'Require Signature',
		name: 'requireSignature',
		type: 'boolean',
		noDataExpression: true,
		default: false,
		description:
			'Whether a message also has to carry an HMAC SHA-256 of its body. The vendor documents no signature: turn it on only if yours sends one.',
	},
	{
		displayName: 'Signature Header',
		name: 'signatureHeader',
		type: 'string',
		required: true,
		displayOptions: signed,
		default: 'X-Signature',
		description: 'Name of the header that carries the signature',
	},
	{
		displayName: 'Signature Encoding',
		name: 'signatureEncoding',
		type: 'options',
		displayOptions: signed,
		options: [
			{ name: 'Base64', value: 'base64' },
			{ name: 'Hex', value: 'hex' },
		],
		default: 'hex',
		description: 'How the signature is written',
	},
	{
		displayName: 'Signature Prefix',
		name: 'signaturePrefix',
		type: 'string',
		displayOptions: signed,
		default: '',
		placeholder: 'e.g. sha256=',
		description: 'Text before the signature in its header',
	},
];
