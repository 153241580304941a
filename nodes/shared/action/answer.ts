import { type IDataObject, type INodeProperties, UserError } from 'n8n-workflow';

import { splitList, titleCase } from '../lib/text';
import type { ItemRun } from './itemRun';

/** An answer of which a part is mostly enough, and which would fill the memory of an AI agent. */
export interface LargeAnswer {
	/** What stays of each entry when it is simplified: at most 10 fields ("Simplify" of n8n's UX guidelines). */
	readonly simple: readonly string[];
	/** Further fields of an entry that can be selected. */
	readonly others: readonly string[];
	/** Whether the node has the switch Simplify. Its tool has the field Output in any case. */
	readonly simplifies: boolean;
}

const asTool = { '@tool': [true] };

/** Leaves the answer as it is unless the user asks. */
const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	displayOptions: { hide: asTool },
	default: false,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** What n8n's UX guidelines have for a node that is used as a tool. */
const outputField: INodeProperties = {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	displayOptions: { show: asTool },
	options: [
		{ name: 'Raw', value: 'raw', description: 'All fields, which may be many' },
		{ name: 'Selected Fields', value: 'selectedFields', description: 'The fields that you choose' },
		{ name: 'Simplified', value: 'simple', description: 'The fields that are mostly enough' },
	],
	default: 'simple',
	description: 'What of the response the AI agent gets',
};

/** The fields that say how much of the answer comes out, of the node and of its tool. */
export function answerFields({ simple, others, simplifies }: LargeAnswer): INodeProperties[] {
	const options = [...simple, ...others].map((value) => ({ name: titleCase(value), value }));
	return [
		...(simplifies ? [simplifyField] : []),
		outputField,
		{
			displayName: 'Fields',
			name: 'outputFields',
			type: 'multiOptions',
			required: true,
			displayOptions: { show: { ...asTool, output: ['selectedFields'] } },
			options: options.sort((a, b) => a.name.localeCompare(b.name)),
			default: [],
			description: 'The fields of the response that the AI agent gets',
		},
	];
}

/**
 * As much of an entry as the user wants.
 *
 * @throws UserError when fields are to be selected and none is
 */
export function narrowed(run: ItemRun, answer: LargeAnswer, entry: IDataObject): IDataObject {
	const wanted = wantedFields(run, answer);
	if (!wanted) return entry;
	return Object.fromEntries(
		wanted.filter((name) => name in entry).map((name) => [name, entry[name]]),
	);
}

/** Undefined: all of them. */
function wantedFields(run: ItemRun, { simple }: LargeAnswer): readonly string[] | undefined {
	// n8n has the field Output only where the node is used as a tool.
	const output = run.value('output', run.value('simplify', false) === true ? 'simple' : 'raw');
	if (output === 'simple') return simple;
	if (output !== 'selectedFields') return undefined;
	const selected = run.value('outputFields', []);
	// An expression, as an AI agent fills it in, may give a text with commas.
	const names = Array.isArray(selected) ? selected.map(String) : splitList(String(selected));
	if (names.length > 0) return names;
	throw new UserError('Select at least one of the Fields', {
		description: 'Or set Output to Simplified or Raw.',
	});
}
