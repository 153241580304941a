import type { INodeProperties } from 'n8n-workflow';

import { filesOption } from '../apiFields';
import { conversationOptions } from '../conversationOptions';
import { byName, copyOptions } from '../fields';

/** What a draft can have besides the message. */
const draftOptions: readonly INodeProperties[] = [
	...conversationOptions,
	filesOption,
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

/** The options of a draft that waits in Missive. */
export const createOptions = optionsField([...draftOptions, ...schedule]);

/** The options of a message that is sent at once. */
export const sendOptions = optionsField(draftOptions);

/** The options of a reply, which is an email and has the rest in fields of its own. */
export const replyOptions = optionsField(
	[...draftOptions, ...schedule].filter(
		({ name }) => !/^(quotePrevious|references|externalResponse)/.test(name),
	),
);

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
