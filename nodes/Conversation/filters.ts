import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { type ConversationMessage, messageOf } from './message';
import { CHANNELS, CONTENT_TYPES, contentTypeOf, MESSAGE_TYPES, optionsOf } from './vocabulary';

/** A filter of the node: the field of a message that it looks at, and how an answer names that field. */
interface Filter {
	readonly parameter: string;
	readonly field: keyof ConversationMessage;
	readonly label: string;
}

const FILTERS: readonly Filter[] = [
	{ parameter: 'contentTypes', field: 'content_type', label: 'content type' },
	{ parameter: 'messageTypes', field: 'type', label: 'message type' },
	{ parameter: 'channels', field: 'channel', label: 'channel' },
];

/** Why a message does not pass the node's filters, or undefined when it does. A filter without a value lets all pass. */
export function filteredOut(filters: IDataObject, body: IDataObject): string | undefined {
	const message = messageOf(body);
	for (const { parameter, field, label } of FILTERS) {
		const selected = (filters[parameter] ?? []) as string[];
		if (selected.length === 0) continue;
		const value = message[field];
		if (!value) return `The message has no ${label}, which the node filters by`;
		const meant = field === 'content_type' ? contentTypeOf(value) : value.toUpperCase();
		if (!selected.includes(meant)) return `The ${label} ${value} is not selected in the node`;
	}
	return undefined;
}

/** The `filters` collection of the node. */
export const filtersField: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	description:
		'Which messages start the workflow. A filter that is not added, or has no value, lets all pass.',
	options: [
		{
			displayName: 'Channels',
			name: 'channels',
			type: 'multiOptions',
			options: optionsOf(CHANNELS),
			default: [],
			description: 'The channels that the message came through',
		},
		{
			displayName: 'Content Types',
			name: 'contentTypes',
			type: 'multiOptions',
			options: optionsOf(CONTENT_TYPES),
			default: [],
			description: 'What the message consists of',
		},
		{
			displayName: 'Message Types',
			name: 'messageTypes',
			type: 'multiOptions',
			options: optionsOf(MESSAGE_TYPES),
			default: [],
			description: 'Who wrote the message',
		},
	],
};
