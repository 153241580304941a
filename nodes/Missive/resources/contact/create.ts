import type { IDataObject } from 'n8n-workflow';

import type { Operation } from '../../../shared/action/operation';
import { apiFields } from '../apiFields';
import { sendEntry } from '../entry';
import { detailFields, readDetails } from './details';
import { contactBookField, contactFields } from './fields';

export const createContact: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create contact',
	description: 'Put somebody into a contact book',
	fields: [
		contactBookField,
		{
			displayName: 'Fields',
			name: 'fields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [...contactFields],
		},
		...detailFields,
	],

	async execute(run) {
		const contact: IDataObject = {
			contact_book: run.required('contactBook', 'Contact Book'),
			...apiFields(run, 'fields'),
			...readDetails(run),
		};
		const call = { method: 'POST', path: '/contacts', purpose: 'create the contact' } as const;
		return await sendEntry(run, call, 'contacts', [contact]);
	},
};
