import type { INodeProperties } from 'n8n-workflow';

import { customSchemeFields } from '../custom/fields';
import { signatureOptions } from './signature';

export const targetFields: INodeProperties[] = [
	{
		displayName: 'Method',
		name: 'method',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'PATCH', value: 'PATCH' },
			{ name: 'POST', value: 'POST' },
			{ name: 'PUT', value: 'PUT' },
		],
		default: 'POST',
		description: 'The HTTP method to send with',
	},
	{
		displayName: 'URL',
		name: 'url',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://example.com/webhooks',
		description:
			'Where to send each item. Redirects are not followed. A user and password in the URL are sent as basic authentication and never shown in the output.',
	},
];

export const payloadFields: INodeProperties[] = [
	{
		displayName: 'Payload',
		name: 'payload',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Binary File',
				value: 'binary',
				description: "The bytes of one of the item's files",
			},
			{
				name: 'Form',
				value: 'form',
				description: 'Names and values, as the form of a web page sends them',
			},
			{ name: "Item's JSON", value: 'item', description: 'The whole JSON of the item' },
			{ name: 'JSON', value: 'json', description: 'JSON that you enter or build by expression' },
			{ name: 'Text', value: 'text', description: 'Text that is sent as it is' },
		],
		default: 'item',
		description: 'What to send as the body',
	},
	{
		displayName: 'JSON',
		name: 'jsonBody',
		type: 'json',
		required: true,
		displayOptions: { show: { payload: ['json'] } },
		default: '{}',
		description: 'The body. JSON text is sent character for character.',
	},
	{
		displayName: 'Text',
		name: 'textBody',
		type: 'string',
		typeOptions: { rows: 4 },
		displayOptions: { show: { payload: ['text'] } },
		default: '',
		description: 'The body, sent as UTF-8',
	},
	{
		displayName: 'Form Fields',
		name: 'formFields',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		displayOptions: { show: { payload: ['form'] } },
		default: {},
		placeholder: 'Add Field',
		description:
			'The fields of the form, in this order. Without any, the fields of the item are sent.',
		options: [
			{
				displayName: 'Field',
				name: 'field',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. From',
					},
					{ displayName: 'Value', name: 'value', type: 'string', default: '' },
				],
			},
		],
	},
	{
		displayName: 'Input Binary Field',
		name: 'binaryPropertyName',
		type: 'string',
		required: true,
		displayOptions: { show: { payload: ['binary'] } },
		default: 'data',
		hint: "The name of the input field that holds the file's data",
		description: 'The binary property whose bytes are the body',
	},
];

export const signatureFields: INodeProperties[] = [
	{
		displayName: 'Signature',
		name: 'signature',
		type: 'options',
		noDataExpression: true,
		options: signatureOptions,
		default: 'standardWebhooks',
		description: 'How the receiver can tell that the message is yours',
	},
	...customSchemeFields({ field: 'signature', for: 'sign' }),
];
