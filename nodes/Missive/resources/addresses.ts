import type { IDataObject } from 'n8n-workflow';

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
