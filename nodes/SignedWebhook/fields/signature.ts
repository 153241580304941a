import type { INodeProperties } from 'n8n-workflow';

import { customSignatureFields } from '../../shared/customScheme/fields';
import { PRESETS } from '../presets';

export const signatureFields: INodeProperties[] = [
	{
		displayName: 'Signature',
		name: 'signature',
		type: 'options',
		noDataExpression: true,
		options: [
			...PRESETS.map(({ name, value, description }) => ({ name, value, description })),
			{
				name: 'Custom',
				value: 'custom',
				description: 'An HMAC whose header, encoding and signed content you choose',
			},
			{ name: 'None', value: 'none', description: 'Not signed' },
		],
		default: 'hookSignature',
		description: 'How the receiver can tell that the message is yours',
	},
	...customSignatureFields,
];
