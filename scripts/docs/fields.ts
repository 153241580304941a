import type {
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	NodePropertyTypes,
} from 'n8n-workflow';

/** A row for each field, those of collections behind their collection's: Field, Default, Shown For, Description. */
export function fieldRows(
	fields: readonly INodeProperties[],
	/** Whose names conditions on other fields are told by. */
	all: readonly INodeProperties[] = fields,
	/** Conditions that the place of the table tells already. */
	known: ReadonlySet<string> = new Set(),
	within = '',
): string[][] {
	return fields
		.filter(({ type }) => type !== 'notice' && type !== 'hidden')
		.flatMap((field) => [
			[
				`${within}${field.displayName}${field.required ? ' *' : ''}`,
				defaultOf(field),
				conditionOf(field, all, known),
				describe(field),
			],
			...inner(field).flatMap(({ name, values }) =>
				fieldRows(values, [...values, ...all], known, `${within}${name} › `),
			),
		]);
}

/** The groups of fields in a collection; none for other fields. */
function inner(field: INodeProperties): Array<{ name: string; values: INodeProperties[] }> {
	if (field.type === 'collection') {
		return [{ name: field.displayName, values: (field.options ?? []) as INodeProperties[] }];
	}
	if (field.type !== 'fixedCollection') return [];
	const groups = (field.options ?? []) as INodePropertyCollection[];
	return groups.map(({ values }) => ({ name: field.displayName, values }));
}

const UNTOLD: ReadonlySet<NodePropertyTypes> = new Set<NodePropertyTypes>([
	'collection',
	'fixedCollection',
	'resourceLocator',
]);

function defaultOf(field: INodeProperties): string {
	if (UNTOLD.has(field.type)) return '';
	const values = Array.isArray(field.default) ? field.default : [field.default];
	return values
		.map((value) => {
			if (typeof value === 'boolean') return value ? 'on' : 'off';
			if (typeof value === 'object') return '';
			return choicesOf(field).find((choice) => choice.value === value)?.name ?? code(value);
		})
		.filter((text) => text !== '')
		.join(', ');
}

function code(value: string | number | undefined): string {
	return value === undefined || value === '' ? '' : `\`${value}\``;
}

function choicesOf({ type, options }: INodeProperties): INodePropertyOptions[] {
	return type === 'options' || type === 'multiOptions'
		? ((options ?? []) as INodePropertyOptions[])
		: [];
}

function conditionOf(
	{ displayOptions }: INodeProperties,
	all: readonly INodeProperties[],
	known: ReadonlySet<string>,
): string {
	const told = (name: string) => !known.has(name) && !name.startsWith('@');
	return [
		...(displayOptions?.show?.['@tool'] ? ['As a tool of an AI agent'] : []),
		...(displayOptions?.hide?.['@tool'] ? ['Not as a tool of an AI agent'] : []),
		...Object.entries(displayOptions?.show ?? {})
			.filter(([name]) => told(name))
			.map(([name, values]) => `${inWords(name, values ?? [], all)}`),
		...Object.entries(displayOptions?.hide ?? {})
			.filter(([name]) => told(name))
			.map(([name, values]) => `not ${inWords(name, values ?? [], all)}`),
	].join('; ');
}

function inWords(path: string, values: unknown[], all: readonly INodeProperties[]): string {
	const name = path.replace(/^\//, '').split('.').at(0) ?? '';
	const fields = all.filter((field) => field.name === name);
	const choices = values.map((value) => {
		if (typeof value === 'boolean') return value ? 'on' : 'off';
		const choice = fields.flatMap(choicesOf).find((option) => option.value === value);
		return choice?.name ?? (value === '' ? 'empty' : String(JSON.stringify(value)));
	});
	return `${fields[0]?.displayName ?? name}: ${choices.join(' or ')}`;
}

/** More choices than a reader wants to see in a cell. */
const MOST_CHOICES = 40;

function describe(field: INodeProperties): string {
	const offered = choicesOf(field);
	if (offered.length > MOST_CHOICES) {
		return `${field.description ?? ''}<br />One of ${offered.length} choices.`;
	}
	const choices = offered
		.filter(({ description }) => description !== undefined)
		.map(({ name, description }) => `**${name}**: ${description}`);
	return [field.description ?? '', ...choices].filter((text) => text !== '').join('<br />');
}
