import { type IDataObject, type INodeProperties, UserError } from 'n8n-workflow';

import type { ItemRun } from '../../../shared/action/itemRun';
import { readAddresses } from '../apiFields';
import { peopleField, person, personField } from '../person';

const email = { show: { channel: ['email'] } };
const phone = { show: { channel: ['phone'] } };
const account = { show: { channel: ['account'] } };

/** Who writes to whom, by which channel, and what. */
export const messageFields: readonly INodeProperties[] = [
	{
		displayName: 'Channel',
		name: 'channel',
		type: 'options',
		options: [
			{ name: 'Email', value: 'email' },
			{ name: 'SMS or WhatsApp', value: 'phone' },
			{
				name: 'Other Account',
				value: 'account',
				description: 'Live Chat, Messenger, Instagram or a custom channel',
			},
		],
		default: 'email',
		description: 'How the message goes out',
	},
	{
		displayName: 'From',
		name: 'from',
		type: 'string',
		default: '',
		placeholder: 'e.g. Support <support@example.com>',
		displayOptions: email,
		description: 'Has to be one of your addresses in Missive',
	},
	{
		displayName: 'To',
		name: 'to',
		type: 'string',
		default: '',
		placeholder: 'e.g. John Doe <customer@example.com>, support@example.com',
		displayOptions: email,
		description: 'The recipients, separated by commas',
	},
	{
		displayName: 'Subject',
		name: 'subject',
		type: 'string',
		default: '',
		displayOptions: email,
		description:
			'The subject of the email. For a reply use Re: and the subject of the message that it answers.',
	},
	{
		displayName: 'From Number',
		name: 'fromNumber',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. +18005550199',
		displayOptions: phone,
		description: 'The number of one of your accounts in Missive: + and digits only',
	},
	{
		displayName: 'To Number',
		name: 'toNumber',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. +18005550199',
		displayOptions: phone,
		description: 'The recipient: + and digits only',
	},
	{
		displayName: 'Account Type',
		name: 'accountType',
		type: 'options',
		options: [
			{ name: 'Automatic', value: '' },
			{ name: 'SignalWire', value: 'signalwire' },
			{ name: 'Twilio', value: 'twilio' },
			{ name: 'Twilio WhatsApp', value: 'twilio_whatsapp' },
			{ name: 'WhatsApp', value: 'whatsapp' },
		],
		default: '',
		displayOptions: phone,
		description: 'Needed where the number belongs to accounts of several types',
	},
	{
		displayName: 'Account ID',
		name: 'account',
		type: 'string',
		required: true,
		default: '',
		displayOptions: account,
		description: 'In Missive under Settings > API > Resource IDs',
	},
	{
		...personField('to', 'ID', 'The recipient, as the channel knows them'),
		required: true,
		displayOptions: account,
	},
	peopleField(
		'Sender and Recipient',
		[
			personField('from', 'ID', 'The sender, in custom channels only'),
			personField('from', 'Name', 'In custom channels only'),
			personField('from', 'Username', 'In custom channels only'),
			personField('to', 'Name', 'In Live Chat and custom channels only'),
			personField('to', 'Username', 'In Live Chat and custom channels only'),
		],
		account,
	),
	{
		displayName: 'Body',
		name: 'body',
		type: 'string',
		typeOptions: { rows: 5 },
		default: '',
		description: 'The message, as HTML or text',
	},
];

/**
 * The message as the API takes it. What is empty is not in it.
 *
 * @throws NodeOperationError or UserError when something that the channel needs is missing
 */
export function readDraft(run: ItemRun): IDataObject {
	const channel = CHANNELS[run.text('channel')];
	if (!channel) throw new UserError(`There is no channel ${run.text('channel')}`);
	const body = run.text('body');
	return body === '' ? channel(run) : { ...channel(run), body };
}

const CHANNELS: Readonly<Record<string, (run: ItemRun) => IDataObject>> = {
	email(run) {
		const [from] = readAddresses(run.value('from', '')) ?? [];
		const to = readAddresses(run.value('to', ''));
		const subject = run.text('subject');
		return {
			...(from ? { from_field: from } : {}),
			...(to ? { to_fields: to } : {}),
			...(subject === '' ? {} : { subject }),
		};
	},

	phone(run) {
		const type = run.text('accountType');
		const number = run.required('fromNumber', 'From Number');
		return {
			from_field: type === '' ? { phone_number: number } : { phone_number: number, type },
			to_fields: [{ phone_number: run.required('toNumber', 'To Number') }],
		};
	},

	account(run) {
		run.required('toId', 'To ID');
		const from = person(run, 'from');
		return {
			account: run.required('account', 'Account ID'),
			...(Object.keys(from).length > 0 ? { from_field: from } : {}),
			to_fields: [person(run, 'to')],
		};
	},
};
