import type { Operation } from '../../../shared/action/operation';
import { getEntry } from '../entry';
import { chosenPath, type EntryChoice } from '../fields';
import { attachmentFields } from './attachments';
import { MESSAGE_ANSWER, messageItems } from './fields';

const MESSAGE: EntryChoice = { kind: 'messages', name: 'messageId', label: 'Message ID or URL' };

export const getMessage: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get message',
	description: 'Retrieve a whole message, with its body as HTML and as plain text',
	fields: [
		{
			displayName: MESSAGE.label,
			name: MESSAGE.name,
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 3fa4bcf5-e57e-47a4-9422-de2cce5f802e',
			description: 'An event of the Missive Trigger has the ID in its latest message',
		},
		...attachmentFields,
	],
	answer: MESSAGE_ANSWER,

	async execute(run) {
		const call = { path: chosenPath(run, MESSAGE), purpose: 'get the message' };
		const message = await getEntry(run, call, 'messages');
		return await messageItems(run, [message]);
	},
};
