import type { IDataObject } from 'n8n-workflow';

import { filtersField, listFields, readLimit } from '../../../shared/action/fields';
import type { Operation } from '../../../shared/action/operation';
import { offsetPaging, readPages } from '../../../shared/vendorApi/pages';
import { COLLECTION_PAGE_SIZE } from '../../collections';
import { apiFields } from '../apiFields';
import { CONTACT_ANSWER, contactBookField } from './fields';

export const getContacts: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many contacts',
	description: 'Retrieve the contacts of a contact book',
	fields: [
		{ ...contactBookField, description: 'Whose contacts to retrieve' },
		...listFields,
		filtersField([
			{
				displayName: 'Include Deleted',
				name: 'includeDeleted',
				type: 'boolean',
				default: true,
				description:
					'Whether deleted contacts come too, with little more than their ID. Missive heeds it together with Modified Since only.',
			},
			{
				displayName: 'Modified Since',
				name: 'modifiedSince',
				type: 'dateTime',
				default: '',
				description: 'Only contacts that were created or modified since then',
			},
			{
				displayName: 'Order By',
				name: 'order',
				type: 'options',
				options: [
					{ name: 'Last Modified', value: 'last_modified' },
					{ name: 'Last Name', value: 'last_name' },
				],
				default: 'last_name',
				description: 'Which contacts come first',
			},
			{
				displayName: 'Search',
				name: 'search',
				type: 'string',
				default: '',
				description: 'Only contacts with this text in their name, email, phone, notes or the like',
			},
		]),
	],
	answer: CONTACT_ANSWER,

	async execute(run) {
		const limit = readLimit(run.context, run.itemIndex);
		const filters: IDataObject = {
			contact_book: run.required('contactBook', 'Contact Book'),
			...apiFields(run, 'filters'),
		};
		const call = { method: 'GET', path: '/contacts', purpose: 'list the contacts' } as const;
		return await readPages(
			offsetPaging(COLLECTION_PAGE_SIZE),
			limit,
			async (page) => await run.list({ ...call, query: { ...filters, ...page } }, 'contacts'),
		);
	},
};
