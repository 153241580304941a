import { type IDataObject, type INodeProperties, UserError } from 'n8n-workflow';

import type { ItemRun } from '../../shared/action/itemRun';
import { picker } from '../pickers';

/** Options in the order of their names. */
export function byName(options: readonly INodeProperties[]): INodeProperties[] {
	return [...options].sort((a, b) => a.displayName.localeCompare(b.displayName));
}

/** Which conversation an operation is about. */
export const conversationField: INodeProperties = {
	displayName: 'Conversation ID',
	name: 'conversationId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 47a57b76-df42-4d8f-927e-80dbe5d87191',
	description: 'The last part of its link in Missive. Events and messages of Missive hold it too.',
};

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
