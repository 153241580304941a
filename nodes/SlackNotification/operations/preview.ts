import type { IDataObject } from 'n8n-workflow';

import type { Operation } from '../../shared/action/operation';
import { formatEvent } from '../event';
import { builderLink } from '../message/builder';
import { contentFields } from '../fields';

/** Shows the message without sending it. Needs no credential. */
export const preview: Operation = {
	name: 'Preview',
	value: 'preview',
	action: 'Preview message',
	description:
		'Return the message without sending it, and a link that shows it in the Block Kit Builder of Slack',
	fields: contentFields,
	async execute(run) {
		const { format, message } = formatEvent(run);
		return { format, message: message as unknown as IDataObject, ...builderLink(message) };
	},
};
