import type { INodeProperties } from 'n8n-workflow';

import type { LargeAnswer } from '../../../shared/action/answer';
import { picker } from '../../pickers';
import type { EntryChoice } from '../fields';

export const CONTACT: EntryChoice = { kind: 'contacts', name: 'contactId', label: 'Contact' };

/** Which contact. */
export const contactField = picker({
	displayName: CONTACT.label,
	name: CONTACT.name,
	search: 'searchContacts',
	link: CONTACT.kind,
	required: true,
	description: 'The ID is the one that Create or Get Many returned',
});

/** The book that Missive keeps the contact in. */
export const contactBookField = picker({
	displayName: 'Contact Book',
	name: 'contactBook',
	search: 'searchContactBooks',
	description: 'Where Missive keeps the contact',
	required: true,
});

/** What a simplified contact shows. */
export const CONTACT_ANSWER: LargeAnswer = {
	simple: ['id', 'first_name', 'last_name', 'infos', 'memberships', 'contact_book', 'modified_at'],
	others: [
		'deleted',
		'file_as',
		'gender',
		'middle_name',
		'nickname',
		'notes',
		'phonetic_first_name',
		'phonetic_last_name',
		'phonetic_middle_name',
		'prefix',
		'starred',
		'suffix',
	],
	simplifies: true,
};

const text = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	description,
});

/** The plain fields of a contact, in the order of their names. */
export const contactFields: readonly INodeProperties[] = [
	text('File As', 'fileAs', 'The name by which contacts are sorted'),
	text('First Name', 'firstName', 'The first name'),
	text('Gender', 'gender', 'The gender'),
	text('Last Name', 'lastName', 'The last name'),
	text('Middle Name', 'middleName', 'The middle name'),
	text('Nickname', 'nickname', 'The nickname'),
	text('Notes', 'notes', 'Notes about the contact'),
	text('Phonetic First Name', 'phoneticFirstName', 'How the first name is spoken'),
	text('Phonetic Last Name', 'phoneticLastName', 'How the last name is spoken'),
	text('Phonetic Middle Name', 'phoneticMiddleName', 'How the middle name is spoken'),
	text('Prefix', 'prefix', 'What stands before the name, for example Mr.'),
	{
		displayName: 'Starred',
		name: 'starred',
		type: 'boolean',
		default: true,
		description: 'Whether the contact is starred',
	},
	text('Suffix', 'suffix', 'What stands after the name, for example Jr.'),
];
