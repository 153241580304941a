import type { Operation } from '../../../shared/action/operation';
import { getEntry, simplified, simplifyField } from '../entry';
import { chosenPath } from '../fields';
import { CONTACT, CONTACT_FIELDS, contactField } from './fields';

export const getContact: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get contact',
	description: 'Retrieve a contact',
	fields: [contactField, simplifyField],

	async execute(run) {
		const path = chosenPath(run, CONTACT);
		const contact = await getEntry(run, { path, purpose: 'get the contact' }, 'contacts');
		return simplified(run, contact, CONTACT_FIELDS);
	},
};
