import type { IDataObject } from 'n8n-workflow';

import type { ItemRun } from '../../shared/action/itemRun';
import { snakeCase } from '../../shared/action/snakeCase';
import { locatorId } from '../locator';
import { readAddresses } from './addresses';
import { readJson } from './readJson';
import { unixSeconds } from './unixSeconds';

type Convert = (value: unknown, run: ItemRun) => unknown;

const picked: Convert = (value) => locatorId(value) || undefined;
const texts: Convert = (value) => {
	const list = textList(value);
	return list.length > 0 ? list : undefined;
};
const seconds: Convert = (value, run) => unixSeconds(value, run.context.getTimezone());

/** What becomes of the value of a field on its way to the API, by the field's name; all others go as they are. */
const CONVERT: Readonly<Record<string, Convert>> = {
	addAssignees: texts,
	addSharedLabels: texts,
	addUsers: texts,
	// All of them, so that an empty list takes everybody off.
	assignees: textList,
	attachments: readJson('Attachments'),
	author: picked,
	bccFields: readAddresses,
	ccFields: readAddresses,
	contactBook: picked,
	dueAt: seconds,
	externalResponseVariables: readJson('WhatsApp Template Variables'),
	mention: picked,
	modifiedSince: seconds,
	organization: picked,
	references: texts,
	removeAssignees: texts,
	removeSharedLabels: texts,
	sendAt: seconds,
	team: picked,
};

/**
 * The fields that the user added to a collection, as the API names and takes them. What was left empty is not sent; an
 * expression that gives null clears a field.
 *
 * @throws UserError for a value that the API could not take
 */
export function apiFields(run: ItemRun, collection: string): IDataObject {
	const fields: IDataObject = {};
	for (const [name, value] of Object.entries(run.added(collection))) {
		const convert = value === null ? undefined : CONVERT[name];
		const converted = convert ? convert(value, run) : value;
		if (converted !== undefined) fields[snakeCase(name)] = converted as IDataObject[string];
	}
	return fields;
}

/** The texts of a list, or of a text with commas. */
export function textList(value: unknown): string[] {
	const list = Array.isArray(value) ? value.map(String) : String(value ?? '').split(',');
	return list.map((text) => text.trim()).filter((text) => text !== '');
}
