import type { Resource } from '../../../shared/action/operation';
import { createContact } from './create';
import { getContact } from './get';
import { getContacts } from './getAll';
import { updateContact } from './update';

export const contact: Resource = {
	name: 'Contact',
	value: 'contact',
	operations: [createContact, getContact, getContacts, updateContact],
};
