import { type IDataObject, UserError } from 'n8n-workflow';

import type { ItemRun } from '../../shared/action/itemRun';
import { picker } from '../pickers';

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
