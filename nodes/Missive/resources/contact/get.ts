import type { Operation } from '../../../shared/action/operation';
import { getEntry, simplified, simplifyField } from '../entry';
import { CONTACT_FIELDS, contactField } from './fields';

export const getContact: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get contact',
	description: 'Retrieve a contact',
	fields: [contactField, simplifyField],

	async execute(run) {
		const path = `/contacts/${run.segment('contactId', 'Contact ID')}`;
		const contact = await getEntry(run, { path, purpose: 'get the contact' }, 'contacts');
		return simplified(run, contact, CONTACT_FIELDS);
	},
};
