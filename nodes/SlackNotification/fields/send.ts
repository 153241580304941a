import type { INodeProperties } from 'n8n-workflow';

import { allowHttpField, limitFields } from '../../shared/deliver/settings/limitFields';
import { retryFields } from '../../shared/deliver/settings/retryFields';
import { eventField, optionsField, ticketUrlOption } from './content';

/** The fields of an operation that sends. */
export const sendFields: readonly INodeProperties[] = [
	eventField,
	...retryFields(),
	optionsField(
		[allowHttpField, ...limitFields, ticketUrlOption].sort((a, b) =>
			a.displayName < b.displayName ? -1 : 1,
		),
	),
];
