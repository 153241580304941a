import { type IDataObject, type INodeProperties, UserError } from 'n8n-workflow';

import { type ItemRun, pathSegment } from '../../shared/action/itemRun';
import { idIn, type Linked } from '../links';
import { picker } from '../pickers';

/** Options in the order of their names. */
export function byName(options: readonly INodeProperties[]): INodeProperties[] {
	return [...options].sort((a, b) => a.displayName.localeCompare(b.displayName));
}

/** Who gets a copy of an email. */
export const copyOptions: readonly INodeProperties[] = [
	{
		displayName: 'BCC',
		name: 'bccFields',
		type: 'string',
		default: '',
		placeholder: 'e.g. archive@example.com',
		description: 'Hidden recipients of an email, separated by commas',
	},
	{
		displayName: 'CC',
		name: 'ccFields',
		type: 'string',
		default: '',
		placeholder: 'e.g. support@example.com',
		description: 'Further recipients of an email, separated by commas',
	},
];

/** A field in which one entry is chosen by list, ID or link. */
export interface EntryChoice {
	readonly kind: Linked;
	/** The field's name. */
	readonly name: string;
	/** The field's name in the panel. */
	readonly label: string;
}

export const CONVERSATION: EntryChoice = {
	kind: 'conversations',
	name: 'conversationId',
	label: 'Conversation',
};

/** Which conversation an operation is about. */
export const conversationField = picker({
	displayName: CONVERSATION.label,
	name: CONVERSATION.name,
	search: 'searchConversations',
	link: CONVERSATION.kind,
	required: true,
	description: 'The ID is the last part of its link. Events and messages of Missive hold it too.',
});

/**
 * The id of the chosen entry.
 *
 * @throws UserError when none is chosen
 */
export function chosenId(run: ItemRun, { kind, name, label }: EntryChoice): string {
	return idIn(kind, run.required(name, label));
}

/**
 * The path of the chosen entry.
 *
 * @throws UserError when none is chosen, or its id would lead to another path
 */
export function chosenPath(run: ItemRun, choice: EntryChoice): string {
	return `/${choice.kind}/${pathSegment(choice.label, chosenId(run, choice))}`;
}

/** The conversation that something goes into, as the API takes it; nothing where none is chosen. */
export function intoConversation(run: ItemRun): { conversation?: string } {
	const given = run.text(CONVERSATION.name);
	return given === '' ? {} : { conversation: idIn(CONVERSATION.kind, given) };
}

/** Which conversation something goes into. */
export const intoConversationField: INodeProperties = {
	...conversationField,
	required: false,
	description: 'Leave empty to begin a new conversation',
};

/** Top-level, so that other pickers find it. */
export const organizationField = picker({
	displayName: 'Organization',
	name: 'organization',
	search: 'searchOrganizations',
	description: 'Missive needs it to give something to people. It also narrows the lists below.',
});

/** What a draft, message or post does to its conversation that Missive takes only with an organization. */
export const PEOPLE_OF_CONVERSATION = ['add_users', 'add_assignees', 'remove_assignees'];

/**
 * The body with the chosen organization.
 *
 * @param needy the fields of the API that Missive takes only with an organization
 * @throws UserError when one of them is there and no organization
 */
export function withOrganization(
	run: ItemRun,
	body: IDataObject,
	needy: readonly string[],
): IDataObject {
	const organization = run.text('organization');
	if (organization !== '') return { ...body, organization };
	if (!needy.some((name) => name in body)) return body;
	throw new UserError('Organization is empty', {
		description: 'Missive adds and removes people and labels only within an organization.',
	});
}
