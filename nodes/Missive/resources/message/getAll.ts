import type { IDataObject } from 'n8n-workflow';

import type { ItemRun } from '../../../shared/action/itemRun';
import type { Operation } from '../../../shared/action/operation';
import { getEntries } from '../entry';
import { chunksOf, idsField, readIds } from '../ids';
import { attachmentFields } from './attachments';
import { MESSAGE_ANSWER, messageItems } from './fields';

const byIds = { show: { by: ['ids'] } };
const byEmail = { show: { by: ['emailMessageId'] } };

export const getMessages: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many messages',
	description: 'Retrieve whole messages by their IDs, or by the Message-ID of an email',
	fields: [
		{
			displayName: 'By',
			name: 'by',
			type: 'options',
			options: [
				{ name: 'Email Message-ID', value: 'emailMessageId' },
				{ name: 'IDs', value: 'ids' },
			],
			default: 'ids',
			description: 'What the messages are known by',
		},
		{
			...idsField(
				'Message IDs or URLs',
				'messageIds',
				'The messages, separated by commas. An expression may give a list.',
			),
			displayOptions: byIds,
		},
		{
			displayName: 'Email Message-ID',
			name: 'emailMessageId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. <0f1ab2d8-cd90-4dd1-a861-ef7e31fb3cdd@missiveapp.com>',
			displayOptions: byEmail,
			description:
				'The Message-ID in the header of the email. Where several emails have it, Missive gives the latest 10.',
		},
		...attachmentFields,
	],
	answer: MESSAGE_ANSWER,

	async execute(run) {
		return await messageItems(run, await read(run));
	},
};

async function read(run: ItemRun): Promise<IDataObject[]> {
	const purpose = 'get the messages';
	if (run.text('by') === 'emailMessageId') {
		const query = { email_message_id: run.required('emailMessageId', 'Email Message-ID') };
		return await getEntries(run, { path: '/messages', query, purpose }, 'messages');
	}
	const ids = readIds(run, 'messageIds', 'Message IDs or URLs', 'messages');
	const found: IDataObject[] = [];
	for (const { path } of chunksOf('messages', ids)) {
		found.push(...(await getEntries(run, { path, purpose }, 'messages')));
	}
	return found;
}
