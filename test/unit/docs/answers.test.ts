/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import * as zod from 'zod/v4';

import manifest from '../../../package.json';
import { conversationActions } from '../../../nodes/Conversation/resources';
import { missiveActions } from '../../../nodes/Missive/resources';
import { openWorkActions } from '../../../nodes/OpenWork/resources';
import { autoresponderActions } from '../../../nodes/SupportAutoresponder/resources';
import type { ActionTable } from '../../../nodes/shared/action/operation';
import { ROOT } from '../../../scripts/docs/document';
import { ANSWERS, WITHOUT_ANSWERS } from '../../../scripts/schemas';
import { editorSchema, type EditorSchema } from '../../../scripts/schemas/editor';
import { actionNodes, answerFiles } from '../../../scripts/schemas/files';
import {
	anything,
	either,
	listOf,
	number,
	only,
	orNull,
	text,
} from '../../../scripts/schemas/shape';

const choices = (field: INodeProperties | undefined) =>
	(field?.options ?? []) as INodePropertyOptions[];

/** Each operation of a node as n8n asks for its schema; one that is empty where there are none. */
function operationsIn(properties: readonly INodeProperties[]): string[] {
	const fields = properties.filter(({ name }) => name === 'operation');
	if (fields.length === 0) return [''];
	return fields.flatMap((field) => {
		const resources = field.displayOptions?.show?.resource ?? [];
		return choices(field).map(({ value }) => [...resources, value].join('/'));
	});
}

describe('the answers that n8n’s editor shows before the first run', () => {
	test.each(actionNodes())('there is one for each operation of $nodeClass', (node) => {
		const { nodeClass, description } = node;
		const declared = Object.keys(ANSWERS[nodeClass] ?? {}).sort();
		const without = nodeClass in WITHOUT_ANSWERS;
		expect(declared).toEqual(without ? [] : operationsIn(description.properties).sort());
	});

	it('are declared of nodes that there are', () => {
		const known = actionNodes().map(({ nodeClass }) => nodeClass);
		for (const nodeClass of [...Object.keys(ANSWERS), ...Object.keys(WITHOUT_ANSWERS)]) {
			expect(known).toContain(nodeClass);
		}
	});

	it('stand in files that nothing else is among', () => {
		const files = answerFiles().map(({ path }) => relative(ROOT, path));
		const nodes = readdirSync(join(ROOT, 'nodes'), { recursive: true, encoding: 'utf8' });
		const there = nodes.filter((path) => path.includes('__schema__') && path.endsWith('.json'));
		expect(there.map((path) => join('nodes', path)).sort()).toEqual(files.sort());
	});

	it('have a form that n8n’s editor takes', () => {
		for (const { path } of answerFiles()) {
			const { type, properties } = JSON.parse(readFileSync(path, 'utf8')) as EditorSchema;
			expect(type).toBe('object');
			expect(Object.keys(properties ?? {}).length).toBeGreaterThan(0);
		}
	});

	it('of a node without operations are those of no other node of its folder', () => {
		const folders = manifest.n8n.nodes.map((built) => dirname(built));
		for (const { nodeClass, base } of actionNodes()) {
			if (!existsSync(join(ROOT, `${base}.json`))) continue;
			const folder = join('dist', dirname(dirname(base)));
			expect([nodeClass, folders.filter((each) => each === folder)]).toEqual([nodeClass, [folder]]);
		}
	});
});

const TABLES: Readonly<Record<string, ActionTable>> = {
	Conversation: conversationActions,
	Missive: missiveActions,
	OpenWork: openWorkActions,
	SupportAutoresponder: autoresponderActions({} as never),
};

test.each(Object.entries(TABLES))('%s: what can be selected is declared', (nodeClass, table) => {
	for (const { value: resource, operations } of table.resources) {
		for (const { value, answer } of operations) {
			const { properties } = editorSchema(ANSWERS[nodeClass]?.[`${resource}/${value}`] ?? anything);
			const fields = [...(answer?.simple ?? []), ...(answer?.others ?? [])];
			const unknown = fields.filter((field) => !(field in (properties ?? {})));
			expect([resource, value, unknown]).toEqual([resource, value, []]);
		}
	}
});

describe('a schema for the editor', () => {
	it('has of an answer what the editor reads', () => {
		const answer = only({ name: text, sizes: listOf(number), any: anything });
		expect(editorSchema(answer)).toEqual({
			type: 'object',
			properties: {
				name: { type: 'string' },
				sizes: { type: 'array', items: { type: 'number' } },
				any: { type: 'object' },
			},
		});
	});

	it('opens objects and lists that may be null, and names both types of anything else', () => {
		const inner = only({ name: orNull(text) });
		expect(editorSchema(only({ one: orNull(inner), many: orNull(listOf(inner)) }))).toEqual({
			type: 'object',
			properties: {
				one: { type: 'object', properties: { name: { type: ['string', 'null'] } } },
				many: {
					type: 'array',
					items: { type: 'object', properties: { name: { type: ['string', 'null'] } } },
				},
			},
		});
		expect(editorSchema(orNull(either(text, anything)))).toEqual({
			type: ['string', 'object', 'null'],
		});
	});

	it('shows a part that is used twice in both places', () => {
		const part = only({ name: text });
		const schema = editorSchema(zod.strictObject({ a: part, b: part }));
		expect(schema.properties?.a).toEqual(schema.properties?.b);
		expect(schema.properties?.a).toEqual({
			type: 'object',
			properties: { name: { type: 'string' } },
		});
	});
});
