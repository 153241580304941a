import type { INodeProperties, INodePropertyModeValidation } from 'n8n-workflow';

import { type Linked, linkPattern } from './links';
import type { listSearch, loadOptions } from './listSearch';

/** A list in which the user looks for something of the account, or an ID; for what has a link, its link too. */
export function picker(field: {
	readonly displayName: string;
	readonly name: string;
	readonly search: keyof typeof listSearch;
	readonly description: string;
	readonly required?: boolean;
	readonly displayOptions?: INodeProperties['displayOptions'];
	readonly link?: Linked;
}): INodeProperties {
	const { search, link, ...others } = field;
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
			...(link
				? [
						{
							displayName: 'By URL',
							name: 'url',
							type: 'string' as const,
							placeholder: `e.g. https://mail.missiveapp.com/#inbox/${link}/47a57b76-df42-4d8f-927e-80dbe5d87191`,
							extractValue: { type: 'regex' as const, regex: linkPattern(link) },
							validation: [notALink(link)],
						},
					]
				: []),
		],
	};
}

function notALink(kind: Linked): INodePropertyModeValidation {
	const errorMessage = `Not a link of Missive with ${kind}/ and an ID in it`;
	return { type: 'regex', properties: { regex: linkPattern(kind), errorMessage } };
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
