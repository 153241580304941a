import type { IDataObject } from 'n8n-workflow';

import type { Operation } from '../../shared/action/operation';
import { formatEvent } from '../event';
import { contentFields } from '../fields';

/** Shows the message without sending it. Needs no credential. */
export const preview: Operation = {
	name: 'Preview',
	value: 'preview',
	action: 'Preview message',
	description: 'Return the message without sending it',
	fields: contentFields,
	async execute(run) {
		return { ...formatEvent(run) } as unknown as IDataObject;
	},
};
