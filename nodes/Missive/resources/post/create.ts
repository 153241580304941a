import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ItemRun } from '../../../shared/action/itemRun';
import type { Operation } from '../../../shared/action/operation';
import { apiFields, filesOption, readFiles, UPLOAD_TIMEOUT_MS } from '../apiFields';
import { conversationOptions } from '../conversationOptions';
import { sendEntry } from '../entry';
import {
	byName,
	intoConversation,
	intoConversationField,
	organizationField,
	PEOPLE_OF_CONVERSATION,
	withOrganization,
} from '../fields';

const postOptions: readonly INodeProperties[] = [
	...conversationOptions,
	filesOption,
	{
		displayName: 'Attachments',
		name: 'attachments',
		type: 'json',
		default: '[]',
		description:
			'Formatted blocks as Missive documents them, for example [{"title": "Order", "text": "Paid", "color": "good"}]',
	},
	{
		displayName: 'Conversation Icon',
		name: 'conversationIcon',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/icon.png',
		description: 'The URL of an image for the conversation in lists',
	},
	{
		displayName: 'Reopen',
		name: 'reopen',
		type: 'boolean',
		default: true,
		description:
			'Whether to send Missive the flag reopen. Its documentation describes it in two ways: as opening a closed conversation, and as keeping it closed. Leave it out for the usual behavior.',
	},
	{
		displayName: 'Username',
		name: 'username',
		type: 'string',
		default: '',
		description: 'The author of the post. Leave empty for the owner of the API token.',
	},
	{
		displayName: 'Username Icon',
		name: 'usernameIcon',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/avatar.png',
		description: 'The URL of an image of the author',
	},
];

export const createPost: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create post',
	description: 'Put a note into a conversation that everyone with access sees',
	fields: [
		{
			displayName: 'Format',
			name: 'format',
			type: 'options',
			options: [
				{ name: 'Markdown', value: 'markdown' },
				{ name: 'Text', value: 'text' },
			],
			default: 'markdown',
			description: 'How the content is written',
		},
		{
			displayName: 'Content',
			name: 'content',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			description: 'What the post says. It may be empty where there are attachments or files.',
		},
		{
			displayName: 'Notification Title',
			name: 'notificationTitle',
			type: 'string',
			required: true,
			default: '',
			description: 'The title of the notification that Missive shows',
		},
		{
			displayName: 'Notification Body',
			name: 'notificationBody',
			type: 'string',
			required: true,
			default: '',
			description: 'The text of the notification that Missive shows',
		},
		intoConversationField,
		organizationField,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: byName(postOptions),
		},
	],

	async execute(run) {
		const body = withOrganization(run, await readPost(run), PEOPLE_OF_CONVERSATION);
		const call = {
			method: 'POST',
			path: '/posts',
			purpose: 'create the post',
			timeoutMs: UPLOAD_TIMEOUT_MS,
		} as const;
		return await sendEntry(run, call, 'posts', body);
	},
};

async function readPost(run: ItemRun): Promise<IDataObject> {
	const { files, attachments: blocks = [], ...options } = apiFields(run, 'options');
	const attachments = [blocks as IDataObject[], await readFiles(run, files)].flat();
	const content = run.text('content');
	return {
		...options,
		...(content === '' ? {} : { [run.text('format')]: content }),
		...(attachments.length > 0 ? { attachments } : {}),
		...intoConversation(run),
		notification: {
			title: run.required('notificationTitle', 'Notification Title'),
			body: run.required('notificationBody', 'Notification Body'),
		},
	};
}
