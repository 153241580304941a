import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ItemRun } from '../../../shared/action/itemRun';
import { snakeCase } from '../../../shared/lib/text';

const KINDS = [
	{ name: 'Custom', value: 'custom' },
	{ name: 'Email', value: 'email' },
	{ name: 'Facebook', value: 'facebook' },
	{ name: 'Phone Number', value: 'phone_number' },
	{ name: 'Twitter', value: 'twitter' },
	{ name: 'URL', value: 'url' },
];

const customLabel: INodeProperties = {
	displayName: 'Custom Label',
	name: 'customLabel',
	type: 'string',
	default: '',
	description: 'A name of your own, where Label is other',
};

const text = (displayName: string, name: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
});

/** How a contact can be reached. */
const infosField: INodeProperties = {
	displayName: 'Contact Details',
	name: 'infos',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Detail',
	default: {},
	description: 'How the contact can be reached',
	options: [
		{
			displayName: 'Detail',
			name: 'details',
			values: [
				{
					displayName: 'Kind',
					name: 'kind',
					type: 'options',
					options: KINDS,
					default: 'email',
					description: 'What the detail is',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					description: 'The address, number, name or text',
				},
				{
					displayName: 'Label',
					name: 'label',
					type: 'string',
					default: 'other',
					placeholder: 'e.g. work',
					description:
						'Email: home, work, personal. Phone number: main, mobile, home, work, home_fax, work_fax, other_fax, pager. Twitter and Facebook: work, personal. URL: homepage, profile, blog, work, personal. All of them: other.',
				},
				customLabel,
			],
		},
		{
			displayName: 'Address',
			name: 'addresses',
			values: [
				text('Street', 'street'),
				text('Extended Address', 'extendedAddress'),
				text('City', 'city'),
				text('Region', 'region'),
				text('Postal Code', 'postalCode'),
				text('PO Box', 'poBox'),
				text('Country', 'country'),
				{
					displayName: 'Label',
					name: 'label',
					type: 'options',
					options: [
						{ name: 'Home', value: 'home' },
						{ name: 'Other', value: 'other' },
						{ name: 'Work', value: 'work' },
					],
					default: 'work',
				},
				customLabel,
			],
		},
	],
};

/** The organizations and groups that a contact belongs to. */
const membershipsField: INodeProperties = {
	displayName: 'Memberships',
	name: 'memberships',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Membership',
	default: {},
	description: 'The organizations and groups that the contact belongs to',
	options: [
		{
			displayName: 'Membership',
			name: 'values',
			values: [
				{
					displayName: 'Kind',
					name: 'kind',
					type: 'options',
					options: [
						{ name: 'Group', value: 'group', description: 'Like a label for contacts' },
						{ name: 'Organization', value: 'organization', description: 'Where the contact works' },
					],
					default: 'organization',
				},
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					description: 'The name of the organization or group',
				},
				{ ...text('Title', 'title'), description: 'In an organization only' },
				{ ...text('Department', 'department'), description: 'In an organization only' },
				{ ...text('Location', 'location'), description: 'In an organization only' },
				{ ...text('Description', 'description'), description: 'In an organization only' },
			],
		},
	],
};

/** The lists of a contact. */
export const detailFields: readonly INodeProperties[] = [infosField, membershipsField];

/** The same for a contact that exists, whose lists Missive replaces as a whole. */
export const replacedDetailFields = detailFields.map((field) => ({
	...field,
	description: `${field.description}. They replace all that the contact has: what is not here is deleted.`,
}));

/** The contact's lists as the API takes them; a list without entries is not sent. */
export function readDetails(run: ItemRun): IDataObject {
	const infos = [
		...entries(run, 'infos.details').map(asInfo),
		...entries(run, 'infos.addresses').map((address) => ({
			kind: 'physical_address',
			...address,
		})),
	];
	const memberships = entries(run, 'memberships.values').map(({ kind, name, ...others }) => ({
		...others,
		group: { kind, name },
	}));
	return {
		...(infos.length > 0 ? { infos } : {}),
		...(memberships.length > 0 ? { memberships } : {}),
	};
}

/** The entries of a list as the API names their fields, without those that were left empty. */
function entries(run: ItemRun, path: string): IDataObject[] {
	return (run.value(path, []) as IDataObject[]).map((entry) =>
		Object.fromEntries(
			Object.entries(entry)
				.filter(([, value]) => value !== '' && value !== undefined)
				.map(([name, value]) => [snakeCase(name), value]),
		),
	);
}

/** Missive calls the value of a Facebook detail its name. */
function asInfo({ value, ...info }: IDataObject): IDataObject {
	return info.kind === 'facebook' ? { ...info, name: value } : { ...info, value };
}
