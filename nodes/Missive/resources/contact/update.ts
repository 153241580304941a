import type { IDataObject } from 'n8n-workflow';

import { assertChanges, updateFields } from '../../../shared/action/fields';
import type { Operation } from '../../../shared/action/operation';
import { apiFields } from '../apiFields';
import { sendEntry } from '../entry';
import { byName, chosenId, chosenPath } from '../fields';
import { readDetails, replacedDetailFields } from './details';
import { CONTACT, contactBookField, contactField, contactFields } from './fields';

export const updateContact: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update contact',
	description: 'Change a contact',
	fields: [
		contactField,
		updateFields(
			byName([
				...contactFields,
				{
					...contactBookField,
					required: false,
					description: 'The contact book that the contact moves to',
				},
			]),
		),
		...replacedDetailFields,
	],

	async execute(run) {
		const id = chosenId(run, CONTACT);
		const changes: IDataObject = { ...apiFields(run, 'updateFields'), ...readDetails(run) };
		assertChanges(changes);
		const path = chosenPath(run, CONTACT);
		const call = { method: 'PATCH', path, purpose: 'update the contact' } as const;
		return await sendEntry(run, call, 'contacts', [{ id, ...changes }]);
	},
};
