import {
	type IDataObject,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyCollection,
	type INodePropertyOptions,
	type INodeTypeDescription,
	NodeHelpers,
	type NodeParameterValue,
	type NodeParameterValueType,
} from 'n8n-workflow';

/** How a node is set up in one saved node. */
type Values = INodeParameters;

/** Types that show something and hold nothing. */
const WITHOUT_VALUE = ['notice', 'callout', 'hidden', 'button'];

/**
 * Settings of a node as a user could save them, which together set every field and choose every value of every list:
 * one with all fields set for each way that the form can look, and one for each value of a list.
 */
export function everySetting(description: INodeTypeDescription): Values[] {
	const { properties } = description;
	const inCollections = properties.flatMap((field) =>
		partsOf(field).map((part) => ({
			...conditionsOf(field, properties),
			...conditionsOf(part, properties),
		})),
	);
	const withAll = unique([
		{},
		...properties.map((field) => conditionsOf(field, properties)),
		...inCollections,
	]).map((choice) => completed(choice, description, () => true));
	const withOne = unique([
		...properties.flatMap((field) =>
			choicesOf(field).map((choice) => ({ ...conditionsOf(field, properties), ...choice })),
		),
		...properties.flatMap((field) =>
			partsOf(field)
				.flatMap(choicesOf)
				.map((choice) => ({ ...conditionsOf(field, properties), [field.name]: choice })),
		),
	]).map((choice) => completed(choice, description, ({ required }) => required === true));
	return unique([...withAll, ...withOne].map((values) => asSaved(values, description)));
}

/** What all fields that show are, those at their defaults too. */
export function meaningOf(values: Values, description: INodeTypeDescription): Values {
	return parametersOf(values, description, true);
}

/** What n8n saves of a form: fields that show and are not as they are by default. */
export function asSaved(values: Values, description: INodeTypeDescription): Values {
	return parametersOf(values, description, false);
}

function parametersOf(
	values: Values,
	description: INodeTypeDescription,
	withDefaults: boolean,
): Values {
	const { properties, version } = description;
	const typeVersion = [version].flat().at(-1) ?? 1;
	return (
		NodeHelpers.getNodeParameters(
			properties,
			values,
			withDefaults,
			false,
			{ typeVersion },
			description,
		) ?? {}
	);
}

function unique(list: Values[]): Values[] {
	return [...new Map(list.map((each) => [JSON.stringify(each), each])).values()];
}

/** What other fields have to be for this one to show, and what these need themselves. */
function conditionsOf(field: INodeProperties, properties: readonly INodeProperties[]): Values {
	const found: Values = {};
	const add = ({ displayOptions }: INodeProperties) => {
		for (const [path, list = []] of Object.entries(displayOptions?.show ?? {})) {
			const key = path.replace(/^\//, '');
			const controls = properties.filter(({ name }) => name === key);
			const wanted = list.map(plainOf);
			const choices = controls.flatMap(valuesOf);
			const value = wanted.find((each) => choices.length === 0 || choices.includes(each));
			if (key.startsWith('@') || key in found || value === undefined) continue;
			const control = controls.find(
				(other) => valuesOf(other).includes(value) || valuesOf(other).length === 0,
			);
			found[key] = control?.type === 'multiOptions' ? [value as string] : value;
			if (control) add(control);
		}
	};
	add(field);
	return found;
}

/** The value that a condition names; undefined for one that only compares. */
function plainOf(condition: unknown): NodeParameterValue {
	if (typeof condition !== 'object' || condition === null) return condition as NodeParameterValue;
	const { _cnd = {} } = condition as { _cnd?: { eq?: NodeParameterValue } };
	return _cnd.eq;
}

/** Each choice that a field offers, as it is saved. */
function choicesOf(field: INodeProperties): Values[] {
	const { name, type } = field;
	return valuesOf(field).map((value) => ({
		[name]: type === 'multiOptions' ? [value as string] : value,
	}));
}

/** The fields of a collection; none of any other field. */
export function partsOf({ type, options = [] }: INodeProperties): INodeProperties[] {
	return type === 'collection' ? (options as INodeProperties[]) : [];
}

/** The names of the fields that decide whether others show. */
function rulingOf(fields: readonly INodeProperties[]): string[] {
	return fields.flatMap(({ displayOptions: { show = {}, hide = {} } = {} }) =>
		Object.keys({ ...show, ...hide }),
	);
}

/** The values that can be chosen. */
export function valuesOf({ type, options = [] }: INodeProperties): NodeParameterValue[] {
	if (type === 'boolean') return [true, false];
	if (type !== 'options' && type !== 'multiOptions') return [];
	return (options as INodePropertyOptions[]).map(({ value }) => value);
}

/** The choice, with values for the fields that show then and are to be set. Fields that rule others stay as they are. */
function completed(
	choice: Values,
	description: INodeTypeDescription,
	isWanted: (field: INodeProperties) => boolean,
): Values {
	const { properties } = description;
	const ruling = rulingOf(properties);
	const values: Values = { ...choice };
	const shown = meaningOf(choice, description);
	for (const field of properties) {
		const { name } = field;
		if (name in choice || !(name in shown) || ruling.includes(name) || !isWanted(field)) continue;
		if (!NodeHelpers.displayParameter(shown, field, { typeVersion: 1 }, description)) continue;
		const value = someValue(field);
		if (value !== undefined) values[name] = value;
	}
	return values;
}

/** A value of a field that is not its default; undefined for what holds none. */
function someValue(field: INodeProperties): NodeParameterValueType | undefined {
	const { type, typeOptions = {}, default: before } = field;
	if (WITHOUT_VALUE.includes(type)) return undefined;
	switch (type) {
		case 'string':
			return typeOptions.multipleValues ? [exampleOf(field)] : exampleOf(field);
		case 'color':
			return '#2eb67d';
		case 'json':
			return '{ "key": "value" }';
		case 'dateTime':
			return '2026-01-31T12:00:00';
		case 'boolean':
			return before !== true;
		case 'number':
			return otherNumber(Number(before), typeOptions);
		case 'options':
			return (valuesOf(field)
				.filter((value) => value !== before)
				.at(-1) ?? 'value-1') as string;
		case 'multiOptions':
			return (valuesOf(field).length > 0 ? valuesOf(field) : ['value-1']) as string[];
		case 'resourceLocator':
			return someLocator(field);
		case 'collection':
			return someFields(field.options as INodeProperties[]);
		case 'fixedCollection':
			return someGroups(field);
		default:
			throw new Error(`${field.displayName} is of the type ${type}, which nobody fills in here`);
	}
}

/** `e.g. 42` is an example. Where it is the default, a list without its last entry. */
function exampleOf({ placeholder = '', displayName, default: before }: INodeProperties): string {
	const example = placeholder.startsWith('e.g. ') ? placeholder.slice('e.g. '.length) : '';
	const other = example === before ? example.split(', ').slice(0, -1).join(', ') : example;
	return other === '' ? `A ${displayName}` : other;
}

function otherNumber(
	before: number,
	{ minValue = -Infinity, maxValue = Infinity }: { minValue?: number; maxValue?: number },
): number {
	const more = Math.max(before + 1, minValue);
	return more <= maxValue ? more : before - 1;
}

function someLocator({ modes = [] }: INodeProperties): NodeParameterValueType {
	const mode = modes.find(({ name }) => name === 'id') ?? modes[0];
	const example = (mode?.placeholder ?? '').replace(/^e\.g\. /, '') || '1';
	return { __rl: true, mode: mode?.name ?? 'id', value: example };
}

function someFields(fields: readonly INodeProperties[]): INodeParameters {
	const ruling = rulingOf(fields);
	const entries = fields
		.filter(({ name }) => !ruling.includes(name))
		.map((field) => [field.name, someValue(field)] as const);
	return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as INodeParameters;
}

function someGroups({ options = [], typeOptions }: INodeProperties): INodeParameters {
	const groups = (options as INodePropertyCollection[]).map(({ name, values }) => {
		const group = someFields(values);
		return [name, typeOptions?.multipleValues ? [group] : group] as const;
	});
	return Object.fromEntries(groups) as INodeParameters;
}

/** Shows only where an AI agent uses the node, which n8n saves as a type of its own. */
function isForTool({ displayOptions }: INodeProperties): boolean {
	return displayOptions?.show?.['@tool'] !== undefined;
}

/** The paths of all fields of the node itself: those of collections behind the collection's name. */
export function fieldPaths(properties: readonly INodeProperties[], prefix = ''): string[] {
	return properties.flatMap((field) => {
		if (isForTool(field)) return [];
		const path = `${prefix}${field.name}`;
		if (WITHOUT_VALUE.includes(field.type)) return [];
		if (field.type === 'collection') {
			return fieldPaths(field.options as INodeProperties[], `${path}.`);
		}
		if (field.type !== 'fixedCollection') return [path];
		return (field.options as INodePropertyCollection[]).flatMap(({ name, values }) =>
			fieldPaths(values, `${path}.${name}.`),
		);
	});
}

/** The paths of what is set. Lists stand for their entries, and what is chosen from a list for itself. */
export function setPaths(values: IDataObject, prefix = ''): string[] {
	return Object.entries(values).flatMap(([name, value]) => {
		const path = `${prefix}${name}`;
		const [first] = Array.isArray(value) ? value : [value];
		const isGroup = typeof first === 'object' && first !== null && !('__rl' in first);
		return isGroup ? [path, ...setPaths(first as IDataObject, `${path}.`)] : [path];
	});
}
