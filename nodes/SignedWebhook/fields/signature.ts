import type { INodeProperties } from 'n8n-workflow';

import { customSignatureFields } from '../../shared/customScheme/fields';
import { signatureOptions } from '../signatureOptions';

export const signatureFields: INodeProperties[] = [
	{
		displayName: 'Signature',
		name: 'signature',
		type: 'options',
		noDataExpression: true,
		options: signatureOptions({ name: 'None', value: 'none', description: 'Not signed' }),
		default: 'hookSignature',
		description: 'How the receiver can tell that the message is yours',
	},
	...customSignatureFields,
];
