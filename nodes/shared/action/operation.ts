import type {
	IDataObject,
	IDisplayOptions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';

import type { VendorApi } from '../vendorApi/vendorApi';
import { answerFields, type LargeAnswer } from './answer';
import type { ItemRun } from './itemRun';

/** Items that carry files beside their JSON. */
export class ItemsWithFiles {
	constructor(readonly items: ReadonlyArray<Pick<INodeExecutionData, 'json' | 'binary'>>) {}
}

/** What an operation gives for an item: one item, or one for each entry of a list. */
export type Output = IDataObject | readonly IDataObject[] | ItemsWithFiles;

/** One operation of a resource, as the panel shows it and as it runs. */
export interface Operation {
	/** In the operation's list: `Get Many`. */
	readonly name: string;
	/** Stored in workflows: `getAll`. */
	readonly value: string;
	/** In the list of the node's actions, in sentence case: `Get many webhooks`. */
	readonly action: string;
	readonly description: string;
	/** The operation's fields. When they are shown is added: they say only what depends on one another. */
	readonly fields: readonly INodeProperties[];
	/** Of an answer that is large: how much of it comes out is then the user's choice, and no business of `execute`. */
	readonly answer?: LargeAnswer;
	/**
	 * Runs the operation for one item. The fields of what it gives are declared in scripts/schemas.
	 *
	 * @throws NodeApiError, NodeOperationError or UserError
	 */
	execute(run: ItemRun): Promise<Output>;
}

/** What a vendor's API holds, with what can be done to it. */
export interface Resource {
	/** In the list of resources: `Webhook`. */
	readonly name: string;
	/** Stored in workflows: `webhook`. */
	readonly value: string;
	/** In alphabetical order; the first is the default. */
	readonly operations: readonly Operation[];
}

/** An action node: a vendor's API and the table of what the node can do with it. */
export interface ActionTable {
	readonly api: VendorApi;
	/** In alphabetical order; the first is the default. */
	readonly resources: readonly Resource[];
}

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
				fieldsOf(operation).map((field) => shownFor(value, operation, field)),
			),
		),
	];
}

/** The fields of an operation as the form shows them: what is said about its answer before the collections, with which forms end. */
export function fieldsOf({ fields, answer }: Operation): readonly INodeProperties[] {
	if (!answer) return fields;
	const end = fields.findIndex(({ type }) => type === 'collection');
	const at = end < 0 ? fields.length : end;
	return [...fields.slice(0, at), ...answerFields(answer), ...fields.slice(at)];
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
