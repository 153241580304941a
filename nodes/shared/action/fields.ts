import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

import type { Operation, Resource } from './operation';

/** The node's properties: the choice of the resource, that of its operation, and the fields of each operation. */
export function actionFields(resources: readonly Resource[]): INodeProperties[] {
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: resources.map(({ name, value }) => ({ name, value })),
			default: firstOf(resources),
		},
		...resources.map(operationField),
		...resources.flatMap(({ value, operations }) =>
			operations.flatMap((operation) =>
				operation.fields.map((field) => shownFor(value, operation, field)),
			),
		),
	];
}

function operationField({ value, operations }: Resource): INodeProperties {
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [value] } },
		options: operations.map(({ name, value: operation, action, description }) => ({
			name,
			value: operation,
			action,
			description,
		})),
		default: firstOf(operations),
	};
}

function shownFor(resource: string, { value }: Operation, field: INodeProperties): INodeProperties {
	const own: IDisplayOptions = field.displayOptions ?? {};
	const show = { resource: [resource], operation: [value], ...own.show };
	return { ...field, displayOptions: { ...own, show } };
}

function firstOf(choices: ReadonlyArray<{ readonly value: string }>): string {
	return choices[0]?.value ?? '';
}
