import {
	type IDataObject,
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodeType,
	NodeHelpers,
} from 'n8n-workflow';

import { meaningOf, partsOf, valuesOf } from './fill';

/**
 * What n8n would find wrong when it opens a saved node with the node types of now, one sentence a problem: what is saved
 * and no field shows, what is chosen and is in no list, what is needed and not there.
 */
export function problemsOf(node: INode, types: ReadonlyMap<string, INodeType>): string[] {
	const nodeType = types.get(node.type);
	if (!nodeType) return [`there is no node ${node.type}`];
	const { description } = nodeType;
	if (![description.version].flat().includes(node.typeVersion)) {
		return [`there is no version ${node.typeVersion} of ${node.type}`];
	}
	const shown = meaningOf(node.parameters, description);
	const opened = { ...node, parameters: shown };
	const issues =
		NodeHelpers.getNodeParametersIssues(description.properties, opened, description)?.parameters ??
		{};
	return [
		...lost(node.parameters, shown),
		...unknownChoices(node.parameters, description.properties),
		...Object.entries(issues).map(([name, texts]) => `${name}: ${texts.join('; ')}`),
	];
}

/** What was chosen from a list and stands in none of that name. Expressions may give anything. */
function unknownChoices(saved: IDataObject, fields: readonly INodeProperties[]): string[] {
	return Object.entries(saved).flatMap(([name, value]) => {
		const those = fields.filter((field) => field.name === name);
		const parts = those.flatMap(partsOf);
		if (parts.length > 0) return unknownChoices(value as IDataObject, parts);
		const choices = those.flatMap(valuesOf);
		const isLoaded = those.some(({ typeOptions }) => typeOptions?.loadOptionsMethod !== undefined);
		if (choices.length === 0 || isLoaded) return [];
		return [value]
			.flat()
			.filter((each) => !choices.includes(each as string) && !String(each).startsWith('='))
			.map((each) => `${name}: there is no choice ${text(each)}`);
	});
}

/** What was saved and is not there any more, or is something else. */
export function lost(saved: unknown, now: unknown, path = ''): string[] {
	if (typeof saved !== 'object' || saved === null) {
		return Object.is(saved, now) ? [] : [`${path} was ${text(saved)} and is ${text(now)}`];
	}
	if (typeof now !== 'object' || now === null) return [`${path} is gone`];
	return Object.entries(saved as IDataObject).flatMap(([name, value]) =>
		lost(value, (now as INodeParameters)[name], path === '' ? name : `${path}.${name}`),
	);
}

function text(value: unknown): string {
	return value === undefined ? 'gone' : JSON.stringify(value);
}
