/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on the developer's machine, never inside n8n */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
	type ICredentialType,
	type INodeParameters,
	type INodeProperties,
	type INodeTypeDescription,
	NodeHelpers,
} from 'n8n-workflow';

import { n8n } from '../../../package.json';
import { descriptionOf, descriptions } from '../../support/descriptions';
import { loadExample } from '../../support/examples';
import { PACKAGE } from '../../support/workflows';
import type { Shown } from './images';

/** The folder of the images. */
export const FOLDER = join(__dirname, '../../../docs/images');

/** What the images of {@link FOLDER} were made from: a hash by the name of the image. */
export const FORMS = join(FOLDER, 'forms.json');

/** The file of an image in one of n8n's two themes. */
export function fileOf(name: string, theme: 'light' | 'dark'): string {
	return `${name}.${theme}.webp`;
}

/** What was written down when the images were taken. */
export function formsWhenTaken(): Record<string, string> {
	return JSON.parse(readFileSync(FORMS, 'utf8')) as Record<string, string>;
}

/** A hash over all that an image shows of this package. */
export function hashOf({ forms, listed, drawn, credentials, example }: Shown): string {
	const shown = [
		forms && Object.entries(forms).map(([name, filledIn]) => inForm(descriptionOf(name), filledIn)),
		listed?.map((name) => inList(descriptionOf(name))),
		drawn?.map((name) => onCanvas(descriptionOf(name))),
		credentials?.map((name) => credentialNamed(name).properties),
		example && exampleOnCanvas(example),
	];
	return createHash('sha256').update(JSON.stringify(shown)).digest('hex').slice(0, 16);
}

/** What the form of a node shows: the fields that there are for what is filled in, and what is chosen in them. */
function inForm(description: INodeTypeDescription, filledIn: INodeParameters): unknown {
	const { displayName, icon, properties, version } = description;
	const node = { typeVersion: [version].flat().at(-1) ?? 1 };
	const values =
		NodeHelpers.getNodeParameters(properties, filledIn, true, false, node, description) ?? {};
	const fields = properties.filter((field) =>
		NodeHelpers.displayParameter(values, field, node, description),
	);
	return { displayName, icon, fields: fields.map((field) => inField(field, values[field.name])) };
}

/** What a field shows while it is folded. */
function inField({ displayName, type, options = [] }: INodeProperties, value: unknown): unknown {
	if (/ollection$/.test(type)) return { displayName, type };
	const chosen = options.filter(
		(option) => 'value' in option && [value].flat().includes(option.value),
	);
	return { displayName, type, shown: chosen.length > 0 ? chosen.map(({ name }) => name) : value };
}

/** What n8n's list of nodes shows: a trigger with its events. */
function inList({
	displayName,
	description,
	icon,
	group,
	properties,
}: INodeTypeDescription): unknown {
	const events = group.includes('trigger') && properties.find(({ name }) => name === 'eventTypes');
	return { displayName, description, icon, events };
}

function onCanvas({ icon, subtitle, outputs, outputNames }: INodeTypeDescription): unknown {
	return { icon, subtitle, outputs, outputNames };
}

function exampleOnCanvas(example: string): unknown {
	const workflow = loadExample(example);
	const types = new Set(workflow.nodes.map(({ type }) => type));
	const ours = descriptions.filter(({ name }) => types.has(`${PACKAGE}.${name}`));
	return [workflow, ours.map(onCanvas)];
}

function credentialNamed(name: string): ICredentialType {
	const all = n8n.credentials.map((compiled) => {
		const source = compiled.replace(/^dist\//, '').replace(/\.js$/, '.ts');
		// eslint-disable-next-line @typescript-eslint/no-require-imports
		const exported = require(`../../../${source}`) as Record<string, new () => ICredentialType>;
		const [Credential] = Object.values(exported);
		return new (Credential as new () => ICredentialType)();
	});
	const found = all.find((credential) => credential.name === name);
	if (!found) throw new Error(`There is no credential ${name}`);
	return found;
}
