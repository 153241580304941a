import { UserError } from 'n8n-workflow';

/**
 * Makes sure that there is something to change.
 *
 * @throws UserError when there is not
 */
export function assertChanges(changes: object): void {
	if (Object.keys(changes).length > 0) return;
	throw new UserError('There is nothing to update', {
		description: 'Add at least one of the Update Fields.',
	});
}
