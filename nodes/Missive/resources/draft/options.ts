import type { INodeProperties } from 'n8n-workflow';

import { filesOption } from '../apiFields';
import { conversationOptions } from '../conversationOptions';
import { byName, copyOptions } from '../fields';

/** What an email can have besides what other messages can. */
const emailOptions: readonly INodeProperties[] = [
	{
		displayName: 'Add Default Signature',
		name: 'addDefaultSignature',
		type: 'boolean',
		default: true,
		description: 'Whether Missive puts the default signature of the sender under the body',
	},
	...copyOptions,
	{
		displayName: 'Quote Previous Message',
		name: 'quotePreviousMessage',
		type: 'boolean',
		default: false,
		description:
			'Whether to quote the last message of the conversation, which shows its text to the recipients of this one',
	},
];

const whatsAppOptions: readonly INodeProperties[] = [
	{
		displayName: 'WhatsApp Template ID',
		name: 'externalResponseId',
		type: 'string',
		default: '',
		description:
			'The Twilio or Meta ID of the template, needed to write to somebody who has not written for 24 hours. Let the body be what the template makes of its variables.',
	},
	{
		displayName: 'WhatsApp Template Variables',
		name: 'externalResponseVariables',
		type: 'json',
		default: '{}',
		description: 'The values by the names of the variables, for example {"1": "Philippe"}',
	},
];

const schedule: readonly INodeProperties[] = [
	{
		displayName: 'Discard on Reply',
		name: 'autoFollowup',
		type: 'boolean',
		default: true,
		description: 'Whether a scheduled message is not sent when a reply comes first',
	},
	{
		displayName: 'Send At',
		name: 'sendAt',
		type: 'dateTime',
		default: '',
		description: 'When Missive sends the message. Leave empty to send it from Missive by hand.',
	},
];

const shared = [...conversationOptions, filesOption];

const byChannel = [
	...shared,
	...shownFor('/channel', 'email', emailOptions),
	...shownFor('/channel', 'phone', whatsAppOptions),
];

/** The options of a draft that waits in Missive. */
export const createOptions = optionsField([...byChannel, ...schedule]);

/** The options of a message that is sent at once. */
export const sendOptions = optionsField(byChannel);

/** The options of a reply, which is an email, and has what it answers and whether it quotes it in fields of its own. */
export const replyOptions = optionsField(
	[...shared, ...emailOptions, ...shownFor('/send', false, schedule)].filter(
		({ name }) => name !== 'quotePreviousMessage' && name !== 'references',
	),
);

function shownFor(
	field: string,
	value: string | boolean,
	options: readonly INodeProperties[],
): INodeProperties[] {
	return options.map((option) => ({ ...option, displayOptions: { show: { [field]: [value] } } }));
}

function optionsField(options: readonly INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: byName(options),
	};
}
