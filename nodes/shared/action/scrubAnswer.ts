import type { IDataObject } from 'n8n-workflow';

import { scrub } from '../deliver/scrub';

/** A vendor's answer with `***` in place of what is confidential, should the vendor repeat it. */
export function scrubAnswer(
	answer: IDataObject,
	confidential: readonly string[] = [],
): IDataObject {
	return confidential.length === 0 ? answer : (scrubbed(answer, confidential) as IDataObject);
}

function scrubbed(value: unknown, confidential: readonly string[]): unknown {
	if (typeof value === 'string') return scrub(value, confidential);
	if (Array.isArray(value)) return value.map((entry) => scrubbed(entry, confidential));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, entry]) => [key, scrubbed(entry, confidential)]),
	);
}
