import type { IDataObject, IHookFunctions, INodeProperties } from 'n8n-workflow';

import { snakeCase } from '../shared/lib/text';
import { ALL_EVENTS } from '../shared/receive/eventTypes';
import { locatorId } from './settings';

/** Of a field `fromEq`, the API's name is `from_eq`. */
type FilterField = INodeProperties & {
	/** The only type of hook that knows the filter; all of them where there is none. */
	readonly onlyFor?: 'incoming_email' | 'new_comment';
};

/**
 * "Creating a Webhook via API" of the setup guide, without the organization. Which type knows which filter, and the two
 * filters for emails, come from public integrations of Missive.
 */
const FILTERS: readonly FilterField[] = [
	{
		displayName: 'Author ID',
		name: 'author',
		type: 'string',
		default: '',
		description: 'Only comments of this user',
		onlyFor: 'new_comment',
	},
	{
		displayName: 'Content Contains',
		name: 'contentContains',
		type: 'string',
		default: '',
		description: 'Only messages or comments with this text',
	},
	{
		displayName: 'Content Ends With',
		name: 'contentEndsWith',
		type: 'string',
		default: '',
		description: 'Only messages or comments that end with this text',
	},
	{
		displayName: 'Content Starts With',
		name: 'contentStartsWith',
		type: 'string',
		default: '',
		description: 'Only messages or comments that start with this text',
	},
	{
		displayName: 'From Is',
		name: 'fromEq',
		type: 'string',
		default: '',
		placeholder: 'e.g. sam@fellowship.org',
		description: 'Only emails from this exact address',
		onlyFor: 'incoming_email',
	},
	{
		displayName: 'Is Task',
		name: 'isTask',
		type: 'boolean',
		default: true,
		description: 'Whether only comments that are tasks count, or only those that are not',
		onlyFor: 'new_comment',
	},
	{
		displayName: 'Mentioned User ID',
		name: 'mention',
		type: 'string',
		default: '',
		description: 'Only comments that mention this user',
		onlyFor: 'new_comment',
	},
	{
		displayName: 'Subject Contains',
		name: 'subjectContains',
		type: 'string',
		default: '',
		description: 'Only emails with this text in the subject',
		onlyFor: 'incoming_email',
	},
];

/** The filters as fields of a collection. One for a single type is shown while `typeField` holds that type, or all. */
export function filterFields(typeField: '/eventTypes' | '/type'): INodeProperties[] {
	return FILTERS.map(({ onlyFor, ...field }) => ({
		...field,
		...(onlyFor && { displayOptions: { show: { [typeField]: [onlyFor, ALL_EVENTS] } } }),
	}));
}

/** Whether a hook of this type knows the filter of this name, as the API spells it; what is no filter fits every type. */
export function fitsType(apiName: string, type: string): boolean {
	const filter = FILTERS.find(({ name }) => snakeCase(name) === apiName);
	return filter?.onlyFor === undefined || filter.onlyFor === type;
}

/** The filters of a hook of this type, as the API names them, without those that are for other types. */
export function hookFilters(context: IHookFunctions, type: string): IDataObject {
	const given = context.getNodeParameter('filters', {}) as IDataObject;
	const filters = Object.entries(given).map(
		([name, value]) => [snakeCase(name), locatorId(value)] as const,
	);
	const set = filters.filter(
		([name, value]) => value !== undefined && value !== '' && fitsType(name, type),
	);
	return Object.fromEntries(set) as IDataObject;
}
