/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { ROOT } from '../../../scripts/docs/document';
import { ANSWERS } from '../../../scripts/schemas';
import type { EditorSchema } from '../../../scripts/schemas/editor';
import { actionNodes } from '../../../scripts/schemas/files';

export const DIALECTS = ['documented', 'as found'] as const;

/** The operations of a node whose answers are declared. */
export function operationsOf(nodeClass: string): string[] {
	return Object.keys(ANSWERS[nodeClass] ?? {});
}

/** The file that n8n's editor reads for an operation. */
export function schemaOf(nodeClass: string, operation: string): EditorSchema {
	const node = actionNodes().find((one) => one.nodeClass === nodeClass);
	const path = `${join(ROOT, node?.base ?? '', operation)}.json`;
	return JSON.parse(readFileSync(path, 'utf8')) as EditorSchema;
}

/**
 * What of the items of an operation is not as it is declared, or not as the editor is told. Items there must be, or
 * nothing is shown.
 */
export function misfits(
	nodeClass: string,
	operation: string,
	items: readonly INodeExecutionData[],
): string[] {
	const answer = ANSWERS[nodeClass]?.[operation];
	if (!answer) return [`${operation} is not declared`];
	if (items.length === 0) return [`${operation} gave no item`];
	const schema = schemaOf(nodeClass, operation);
	return items.flatMap(({ json }) => {
		// As n8n stores it: what is undefined is not there.
		const stored = JSON.parse(JSON.stringify(json)) as IDataObject;
		const issues = answer.safeParse(stored).error?.issues ?? [];
		return [
			...issues.map(({ path, message }) => `${path.join('.')}: ${message}`),
			...shownOtherwise(schema, stored, ''),
		];
	});
}

/** The editor is told of no object or list that it may be null, for then it would not open it. */
function shownOtherwise(schema: EditorSchema, value: unknown, path: string): string[] {
	if (value === null) return [];
	const type = Array.isArray(value) ? 'array' : typeof value;
	if (![schema.type].flat().includes(type)) return [`${path} is of the type ${type}`];
	if (Array.isArray(value)) {
		return value.flatMap((entry, index) =>
			shownOtherwise(schema.items ?? {}, entry, `${path}.${index}`),
		);
	}
	return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
		const own = (value as IDataObject)[name];
		return own === undefined ? [] : shownOtherwise(field, own, `${path}.${name}`);
	});
}
