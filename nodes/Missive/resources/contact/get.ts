import type { Operation } from '../../../shared/action/operation';
import { getEntry } from '../entry';
import { chosenPath } from '../fields';
import { CONTACT, CONTACT_ANSWER, contactField } from './fields';

export const getContact: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get contact',
	description: 'Retrieve a contact',
	fields: [contactField],
	answer: CONTACT_ANSWER,

	async execute(run) {
		const path = chosenPath(run, CONTACT);
		return await getEntry(run, { path, purpose: 'get the contact' }, 'contacts');
	},
};
