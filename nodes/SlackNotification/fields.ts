import type { INodeProperties } from 'n8n-workflow';

import { allowHttpField, retryFields, retryOptions, timeoutField } from '../shared/deliver/fields';

/** What the message is about: the same for all operations. */
const eventField: INodeProperties = {
	displayName: 'Event',
	name: 'event',
	type: 'json',
	required: true,
	default: '={{ $json }}',
	description:
		'What to turn into a message: the item of a trigger of this package, any other JSON, or text. The layout follows from its shape.',
	hint: 'For an item of the Webhook node of n8n, use {{ $json.body }}',
};

const ticketUrlOption: INodeProperties = {
	displayName: 'Ticket URL',
	name: 'ticketUrl',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://support.example.com/tickets/{ticket_number}',
	description: 'Links messages about tickets of AI Support Autoresponder to the ticket',
	hint: 'Placeholders: {id} and {ticket_number}',
};

const linksOption: INodeProperties = {
	displayName: 'Links',
	name: 'links',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Link',
	default: {},
	description:
		'Links below the message, for example to a form of a Wait node. Slack opens links by itself to show previews, so link to nothing that acts when it is opened.',
	options: [
		{
			displayName: 'Link',
			name: 'link',
			values: [
				{
					displayName: 'Text',
					name: 'label',
					type: 'string',
					default: '',
					placeholder: 'e.g. Approve',
					description: 'What the link says',
				},
				{
					displayName: 'URL',
					name: 'url',
					type: 'string',
					default: '',
					placeholder: 'e.g. https://support.example.com',
					description: 'Where the link leads',
				},
			],
		},
	],
};

/** The fields of an operation that sends nothing. */
export const contentFields: readonly INodeProperties[] = [
	eventField,
	optionsField([linksOption, ticketUrlOption]),
];

/** The collection of options. */
function optionsField(options: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options,
	};
}

/** The fields of an operation that sends. */
export const sendFields: readonly INodeProperties[] = [
	eventField,
	...retryFields(),
	retryOptions(),
	optionsField([allowHttpField, linksOption, ticketUrlOption, timeoutField]),
];
