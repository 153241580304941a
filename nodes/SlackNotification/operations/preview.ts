import type { IDataObject } from 'n8n-workflow';

import type { Operation } from '../../shared/action/operation';
import { formatEvent } from '../event';
import { contentFields } from '../fields';
import { builderLink } from '../message/builderLink';

const TOO_LONG =
	'The message is too long for a link to Block Kit Builder. Open https://app.slack.com/block-kit-builder and paste blocks of the message there.';

/** Shows the message without sending it, and where Slack shows how it looks. Needs no credential. */
export const preview: Operation = {
	name: 'Preview',
	value: 'preview',
	action: 'Preview message',
	description: "Return the message without sending it, and a link that shows it in Slack's builder",
	fields: contentFields,
	async execute(run) {
		const formatted = formatEvent(run);
		const blockKitBuilder = builderLink(formatted.message);
		const shown = blockKitBuilder === undefined ? { note: TOO_LONG } : { blockKitBuilder };
		return { ...formatted, ...shown } as unknown as IDataObject;
	},
};
