import { type INodeProperties, UserError } from 'n8n-workflow';

import { type ItemRun, pathSegment } from '../../shared/action/itemRun';
import { idIn, type Linked } from '../links';
import { textList } from './apiFields';

/** Most ids in one call. Missive documents no limit; these make a URL of less than 2,000 characters. */
const MOST_IDS = 50;

/** A field for the ids of several entries. */
export function idsField(displayName: string, name: string, description: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 47a57b76-df42-4d8f-927e-80dbe5d87191, …',
		description,
	};
}

/**
 * The ids in a field, each once. They may be given as a text with commas or as a list, as ids or as links.
 *
 * @param label the field's name in the panel
 * @throws UserError when there is none
 */
export function readIds(run: ItemRun, name: string, label: string, kind: Linked): string[] {
	const ids = textList(run.value(name, '')).map((text) => idIn(kind, text));
	if (ids.length > 0) return [...new Set(ids)];
	throw new UserError(`${label} is empty`, {
		description: 'Fill in the field, or correct the expression that it is taken from.',
	});
}

/** The ids in portions that one call takes, with the path of each. */
export function chunksOf(
	kind: Linked,
	ids: readonly string[],
): Array<{ readonly path: string; readonly some: string[] }> {
	const chunks = [];
	for (let start = 0; start < ids.length; start += MOST_IDS) {
		const some = ids.slice(start, start + MOST_IDS);
		chunks.push({ some, path: `/${kind}/${some.map((id) => pathSegment('ID', id)).join(',')}` });
	}
	return chunks;
}
