import type { IDataObject } from 'n8n-workflow';

/** Something that an account holds and that the API lists by `limit` and `offset` (at most 200 at once). */
export interface Collection {
	/** The path under the base URL without its slash, and the name of the list in the answer. */
	readonly key: string;
	/** For people: `shared labels`. */
	readonly plural: string;
	/** Whether the list can be narrowed to an organization. */
	readonly ofOrganization: boolean;
	/** What a person knows an entry by. */
	nameOf(entry: IDataObject): unknown;
}

/** Most entries that Missive gives at once. */
export const COLLECTION_PAGE_SIZE = 200;

export const organizations: Collection = {
	key: 'organizations',
	plural: 'organizations',
	ofOrganization: false,
	nameOf: ({ name }) => name,
};

export const teams: Collection = {
	key: 'teams',
	plural: 'teams',
	ofOrganization: true,
	nameOf: ({ name }) => name,
};

export const users: Collection = {
	key: 'users',
	plural: 'users',
	ofOrganization: true,
	nameOf: ({ name, email }) => name ?? email,
};

export const sharedLabels: Collection = {
	key: 'shared_labels',
	plural: 'shared labels',
	ofOrganization: true,
	nameOf: ({ name_with_parent_names: fullName, name }) => fullName ?? name,
};

export const contactBooks: Collection = {
	key: 'contact_books',
	plural: 'contact books',
	ofOrganization: false,
	nameOf: ({ name }) => name,
};
