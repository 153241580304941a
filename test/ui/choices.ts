import {
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyOptions,
	type INodeTypeDescription,
	NodeHelpers,
} from 'n8n-workflow';

/** One way to set the drop-down lists of a node's form that decide what else is shown. */
export interface Choice {
	readonly title: string;
	/** What is chosen, in this order: the name of the field, and what stands in the list. */
	readonly steps: ReadonlyArray<readonly [field: string, option: string]>;
	/** What n8n keeps of it. */
	readonly parameters: INodeParameters;
}

/** Longer lists do not change the form with each of their values. */
const LONGEST_LIST = 6;

/** Every resource and operation of an action node; of the others each value of each of their lists. */
export function choicesOf(description: INodeTypeDescription): Choice[] {
	const resources = optionsOf(description.properties.find(({ name }) => name === 'resource'));
	if (resources.length === 0) return [AS_ADDED, ...valuesOf(description)];
	return resources.flatMap((resource) => {
		const operations = shownFields(description, { resource: resource.value }).find(
			({ name }) => name === 'operation',
		);
		return optionsOf(operations).map((operation) => ({
			title: `${resource.name}: ${operation.name}`,
			steps: [
				['resource', resource.name],
				['operation', operation.name],
			] as const,
			parameters: { resource: resource.value, operation: operation.value },
		}));
	});
}

const AS_ADDED: Choice = { title: 'as it is added', steps: [], parameters: {} };

/** Each leaves its list at the default again. */
function valuesOf(description: INodeTypeDescription): Choice[] {
	return shownFields(description, {}).flatMap((field) => {
		const options = optionsOf(field);
		const isDefault = ({ value }: INodePropertyOptions) => value === field.default;
		const few = options.filter(
			(option) => options.length <= LONGEST_LIST || option.value === 'custom' || isDefault(option),
		);
		return few
			.sort((a, b) => Number(isDefault(a)) - Number(isDefault(b)))
			.map((option) => ({
				title: `${field.displayName}: ${option.name}`,
				steps: [[field.name, option.name]] as const,
				parameters: { [field.name]: option.value },
			}));
	});
}

function optionsOf(field: INodeProperties | undefined): INodePropertyOptions[] {
	return field?.type === 'options' ? [...(field.options as INodePropertyOptions[])] : [];
}

/** The fields that n8n has to show where these are set and all others are as they are by default. */
export function shownFields(
	description: INodeTypeDescription,
	parameters: INodeParameters,
): INodeProperties[] {
	const node = { typeVersion: description.version as number } as INode;
	const { properties } = description;
	const all =
		NodeHelpers.getNodeParameters(properties, parameters, true, false, node, description) ?? {};
	return properties.filter(
		(field) =>
			field.type !== 'hidden' && NodeHelpers.displayParameter(all, field, node, description),
	);
}
