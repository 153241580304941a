/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INode } from 'n8n-workflow';
import type { Credential, NewWorkflow } from './rest.types';

const FOLDER = join(__dirname, '..', '..', 'examples');
const STICKY_NOTE = 'n8n-nodes-base.stickyNote';
/** What a sticky note says about a field: `- **Node**, *Field*: what to enter`. */
const SETTING = /^- \*\*(.+?)\*\*, \*(.+?)\*: \S/gm;

/** A setting of a node that a user has to make: a credential, or a field by the name that the panel shows. */
export type Settings = Readonly<Record<string, Credential | string>>;

/** Where n8n keeps the fields that examples leave to the user. */
const FIELDS: Readonly<Record<string, (node: INode, value: string) => void>> = {
	URL(node, value) {
		node.parameters.url = value;
	},
	Amount(node, value) {
		node.parameters.resumeAmount = Number(value);
	},
	'Ticket URL'(node, value) {
		node.parameters.options = { ...(node.parameters.options as object), ticketUrl: value };
	},
};

/** The examples by the names of their files. */
export function exampleNames(): string[] {
	const files = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));
	return files.map((file) => file.replace(/\.json$/, '')).sort();
}

/** An example as its file has it. */
export function loadExample(name: string): NewWorkflow {
	return JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')) as NewWorkflow;
}

/** What the sticky notes of a workflow tell its user to set, each as `Node, Field`. */
export function namedSettings({ nodes }: NewWorkflow): string[] {
	const notes = nodes.filter(({ type }) => type === STICKY_NOTE);
	const texts = notes.map(({ parameters }) => String(parameters.content));
	return texts.flatMap((text) =>
		[...text.matchAll(SETTING)].map(([, node, field]) => `${node}, ${field}`),
	);
}

/**
 * The workflow as its user would have set it up: changed in the settings that its sticky notes name, and in nothing
 * else.
 *
 * @param settings by `Node, Field`
 * @throws when these are not exactly the settings that the notes name, or one is not there
 */
export function setUp(workflow: NewWorkflow, settings: Settings): NewWorkflow {
	const named = namedSettings(workflow).sort().join('; ');
	const given = Object.keys(settings).sort().join('; ');
	if (named !== given) throw new Error(`The notes name ${named}, but what is set is ${given}`);

	const copy = structuredClone(workflow);
	for (const [setting, value] of Object.entries(settings)) {
		const [name, field] = setting.split(', ') as [string, string];
		const node = nodeNamed(copy, name);
		if (typeof value !== 'string') {
			const { id, name: credentialName, type } = value;
			node.credentials = { [type]: { id, name: credentialName } };
			continue;
		}
		const enter = FIELDS[field];
		if (!enter) throw new Error(`The tests know no field ${field}`);
		enter(node, value);
	}
	return copy;
}

/** The node with this name; throws when there is none. */
export function nodeNamed({ nodes }: Pick<NewWorkflow, 'nodes'>, name: string): INode {
	const node = nodes.find((candidate) => candidate.name === name);
	if (!node) throw new Error(`There is no node ${name}`);
	return node;
}
