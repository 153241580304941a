import {
	type IDataObject,
	type INodeProperties,
	tryToParseDateTime,
	UserError,
} from 'n8n-workflow';

import type { ItemRun } from '../../shared/action/itemRun';
import { snakeCase } from '../../shared/lib/text';
import { idIn } from '../links';
import { locatorId } from '../settings';

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
	assignee: picked,
	assignees: textList,
	attachments: readJson('Attachments'),
	author: picked,
	bccFields: readAddresses,
	ccFields: readAddresses,
	contactBook: picked,
	conversation: (value) => idIn('conversations', String(locatorId(value) ?? '')) || undefined,
	deliveredAt: seconds,
	dueAt: seconds,
	dueAtGteq: seconds,
	dueAtLteq: seconds,
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

/**
 * Email addresses as the API takes them, from a text with commas or semicolons, as in
 * `John Doe <customer@example.com>, "Doe, John" <support@example.com>`. An expression may give a list of texts, or of objects as they
 * stand in Missive's messages.
 *
 * @returns undefined when there is none
 */
export function readAddresses(value: unknown): IDataObject[] | undefined {
	const list = Array.isArray(value) ? (value as unknown[]) : [value];
	const addresses = list.flatMap((entry) =>
		typeof entry === 'object' && entry !== null
			? [entry as IDataObject]
			: split(String(entry ?? '')).map(readAddress),
	);
	return addresses.length > 0 ? addresses : undefined;
}

/** The parts between commas and semicolons, except for those within a pair of quotes. */
function split(text: string): string[] {
	const parts = text.match(/(?:"[^"]*"|[^,;])+/g) ?? [];
	return parts.map((part) => part.trim()).filter((part) => part !== '');
}

function readAddress(text: string): IDataObject {
	const [, name = '', address] = /^(.*)<([^<>]+)>$/.exec(text) ?? [];
	if (address === undefined) return { address: text };
	const plainName = name.trim().replace(/^"(.*)"$/, '$1');
	return plainName === ''
		? { address: address.trim() }
		: { name: plainName, address: address.trim() };
}

/**
 * Reads a field that holds a JSON object or list. An expression may give the object itself.
 *
 * @param label the field's name in the panel
 * @returns undefined for an empty object or list
 * @throws UserError when it holds anything else
 */
export function readJson(label: string): (value: unknown) => object | undefined {
	return (value) => {
		const parsed = typeof value === 'string' ? parseJson(value) : value;
		if (typeof parsed !== 'object' || parsed === null) {
			throw new UserError(`${label} has to be JSON`, {
				description: 'Enter an object {…} or a list […].',
			});
		}
		return Object.keys(parsed).length > 0 ? parsed : undefined;
	};
}

function parseJson(json: string): unknown {
	try {
		return JSON.parse(json) as unknown;
	} catch {
		return undefined;
	}
}

/**
 * A point in time as Missive takes it, in seconds since 1970. A number, or a text of digits, is taken for such seconds
 * already.
 *
 * @param timezone where a time without a zone is meant, as n8n's date picker gives it
 * @throws UserError when it is no time
 */
export function unixSeconds(value: unknown, timezone: string): number {
	if (/^\d+$/.test(String(value))) return Number(value);
	const seconds = parseTime(value, timezone);
	if (seconds !== undefined) return seconds;
	throw new UserError(`${String(value)} is not a date and time`, {
		description: 'For example: 2026-01-31T12:00:00Z',
	});
}

function parseTime(value: unknown, timezone: string): number | undefined {
	try {
		return Math.floor(tryToParseDateTime(value, timezone).toSeconds());
	} catch {
		return undefined;
	}
}

/** How long a message with 10 MB of files may take on its way. An error would not tell whether it was sent. */
export const UPLOAD_TIMEOUT_MS = 60_000;

/** Which files of the item are attached. */
export const filesOption: INodeProperties = {
	displayName: 'Files',
	name: 'files',
	type: 'string',
	default: '',
	placeholder: 'e.g. data, invoice',
	description:
		'The names of the input binary fields with the files to attach, separated by commas. Missive takes at most 25 files, and 10 MB for the whole request.',
};

/**
 * The files as the API takes them.
 *
 * @param names as the field has them
 * @throws NodeOperationError when the item has no such binary field
 */
export async function readFiles(run: ItemRun, names: unknown): Promise<IDataObject[]> {
	const { context, itemIndex } = run;
	return await Promise.all(
		textList(names).map(async (name) => {
			const { fileName = name } = context.helpers.assertBinaryData(itemIndex, name);
			const bytes = await context.helpers.getBinaryDataBuffer(itemIndex, name);
			return { filename: fileName, base64_data: bytes.toString('base64') };
		}),
	);
}
