import { type IDataObject, type INodeProperties, UserError } from 'n8n-workflow';

import type { ItemRun } from '../../../shared/action/itemRun';
import type { Operation } from '../../../shared/action/operation';
import { apiFields, filesOption, readAddresses, readFiles, UPLOAD_TIMEOUT_MS } from '../apiFields';
import { conversationOptions } from '../conversationOptions';
import { sendEntry } from '../entry';
import {
	byName,
	copyOptions,
	intoConversation,
	intoConversationField,
	organizationField,
	PEOPLE_OF_CONVERSATION,
	withOrganization,
} from '../fields';
import { peopleField, person, personField } from '../person';

const email = { show: { format: ['email'] } };
const other = { show: { format: ['other'] } };

/** Missive needs the sender, and takes any of these for it. */
const FROM = [
	personField('from', 'ID', 'The ID of the sender. It, the username or the name is needed.'),
	personField('from', 'Username', 'The username of the sender'),
	personField('from', 'Name', 'The name of the sender'),
];

const options: readonly INodeProperties[] = [
	...conversationOptions,
	{
		...filesOption,
		description:
			'The names of the input binary fields with the files to attach, separated by commas. Missive takes at most 10 MB for the whole request.',
	},
	...copyOptions.map((option) => ({
		...option,
		displayOptions: { show: { '/format': ['email'] } },
	})),
	{
		displayName: 'Delivered At',
		name: 'deliveredAt',
		type: 'dateTime',
		default: '',
		description: 'When the message came in. Leave empty for now.',
	},
	{
		displayName: 'External ID',
		name: 'externalId',
		type: 'string',
		default: '',
		description: 'What identifies the message elsewhere. References of later ones can name it.',
	},
];

export const createMessage: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create message in custom channel',
	description:
		'Put a message that came in elsewhere into a custom channel. To write to somebody use Draft.',
	fields: [
		{
			displayName: 'Account ID',
			name: 'account',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. fbf74c47-d0a0-4d77-bf3c-2118025d8102',
			description: 'Stands in the settings of the custom channel',
		},
		{
			displayName: 'Message Type',
			name: 'format',
			type: 'options',
			options: [
				{ name: 'Email', value: 'email' },
				{ name: 'Text or HTML', value: 'other' },
			],
			default: 'other',
			description: 'The message type of the custom channel',
		},
		{
			displayName: 'From',
			name: 'from',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. John Doe <customer@example.com>',
			displayOptions: email,
			description: 'Who wrote the message',
		},
		{
			displayName: 'To',
			name: 'to',
			type: 'string',
			default: '',
			placeholder: 'e.g. Support <support@example.com>',
			displayOptions: email,
			description: 'The recipients, separated by commas',
		},
		{
			displayName: 'Subject',
			name: 'subject',
			type: 'string',
			default: '',
			displayOptions: email,
			description: 'The subject of the email',
		},
		...FROM.map((field) => ({ ...field, displayOptions: other })),
		peopleField(
			'Recipient',
			[
				personField('to', 'ID', 'The ID of the recipient'),
				personField('to', 'Name', 'The name of the recipient'),
				personField('to', 'Username', 'The username of the recipient'),
			],
			other,
		),
		{
			displayName: 'Body',
			name: 'body',
			type: 'string',
			typeOptions: { rows: 5 },
			default: '',
			description: 'The message, as HTML or text, whichever the channel takes',
		},
		intoConversationField,
		organizationField,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: byName(options),
		},
	],

	async execute(run) {
		const { files, ...added } = apiFields(run, 'options');
		const attachments = await readFiles(run, files);
		const text = run.text('body');
		const body: IDataObject = {
			account: run.required('account', 'Account ID'),
			...(run.text('format') === 'email' ? emailFields(run) : otherFields(run)),
			...(text === '' ? {} : { body: text }),
			...added,
			...(attachments.length > 0 ? { attachments } : {}),
			...intoConversation(run),
		};
		const call = {
			method: 'POST',
			path: '/messages',
			purpose: 'create the message',
			timeoutMs: UPLOAD_TIMEOUT_MS,
		} as const;
		return await sendEntry(
			run,
			call,
			'messages',
			withOrganization(run, body, PEOPLE_OF_CONVERSATION),
		);
	},
};

/** @throws UserError without a sender */
function emailFields(run: ItemRun): IDataObject {
	const [from] = readAddresses(run.value('from', '')) ?? [];
	const to = readAddresses(run.value('to', ''));
	const subject = run.text('subject');
	return {
		from_field: from ?? run.required('from', 'From'),
		...(to ? { to_fields: to } : {}),
		...(subject === '' ? {} : { subject }),
	};
}

/** @throws UserError without a sender */
function otherFields(run: ItemRun): IDataObject {
	const from = person(run, 'from');
	const to = person(run, 'to');
	if (Object.keys(from).length === 0) {
		throw new UserError('From ID, From Username and From Name are empty', {
			description: 'Fill in at least one of them: Missive takes no message without a sender.',
		});
	}
	return {
		from_field: from,
		...(Object.keys(to).length > 0 ? { to_fields: [to] } : {}),
	};
}
