import type { INodeProperties } from 'n8n-workflow';

import type { listSearch, loadOptions } from './listSearch';

/** A list in which the user looks for something of the account, or an ID. */
export function picker(field: {
	readonly displayName: string;
	readonly name: string;
	readonly search: keyof typeof listSearch;
	readonly description: string;
	readonly required?: boolean;
	readonly displayOptions?: INodeProperties['displayOptions'];
}): INodeProperties {
	const { search, ...others } = field;
	return {
		...others,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: search, searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 0d9bab85-a74f-4ece-9142-0f9b9f36ff92',
			},
		],
	};
}

const CHOOSE =
	'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>';

/** Several things of the account; its name in the panel has to end with "Names or IDs". */
export function multiPicker(field: {
	readonly displayName: string;
	readonly name: string;
	readonly load: keyof typeof loadOptions;
	readonly description?: string;
}): INodeProperties {
	const { displayName, name, load, description } = field;
	return {
		displayName,
		name,
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: load, loadOptionsDependsOn: ['organization.value'] },
		default: [],
		description: description === undefined ? CHOOSE : `${description}. ${CHOOSE}.`,
	};
}
