import type { INode } from 'n8n-workflow';

import { savedBy, versions } from '../../savedWorkflows/files';
import { keyOf, missing, recordedOf, shapeOfItems } from '../../savedWorkflows/results';
import { nodeTypes } from '../../savedWorkflows/types';

describe('the shape of items', () => {
	test('holds fields and kinds, and no values', () => {
		const items = [{ id: 'a', sizes: [1, 2], to: { name: 'x' }, at: null }];
		expect(shapeOfItems(items)).toEqual([
			{ at: 'null', id: 'string', sizes: ['number'], to: { name: 'string' } },
		]);
		expect(shapeOfItems([])).toEqual([]);
	});

	test('is that of all of them together', () => {
		const items = [{ a: null, b: [] }, { a: 'text', b: [{ c: 1 }] }, { d: {} }, { d: 'text' }];
		expect(shapeOfItems(items)).toEqual([
			{ a: 'null | string', b: [{ c: 'number' }], d: 'object | string' },
		]);
	});
});

describe('comparing', () => {
	const before = [shapeOfItems([{ id: 'a', to: { name: 'x' }, list: [1] }])];
	const now = (item: Record<string, unknown>) => [shapeOfItems([item as never])];

	test('finds nothing where all is there, with more or not', () => {
		expect(
			missing(before, now({ id: 'b', to: { name: 'y', more: 1 }, list: [2], new: 1 })),
		).toEqual([]);
		expect(missing([], before)).toEqual([]);
	});

	test('finds what is gone or of another kind, with its place', () => {
		expect(missing(before, now({ id: 1, to: {}, list: 'text' }))).toEqual([
			'output 0[].id was string and is number',
			'output 0[].list was a list and is string',
			'output 0[].to.name is gone',
		]);
		expect(missing(before, [[]])).toEqual(['output 0 has no entries any more']);
	});
});

test('a node is known by what it is, not by its place and name', () => {
	const node = { type: 'package.slack', typeVersion: 1, parameters: { a: 1 } } as never as INode;
	expect(keyOf({ ...node, name: 'Other', position: [1, 2] })).toBe(keyOf(node));
	expect(keyOf({ ...node, parameters: { a: 2 } })).not.toBe(keyOf(node));
	expect(keyOf(node)).toMatch(/^slack [0-9a-f]{12}$/);
});

test.each(versions())('what %s gave is written down of every action node', (version) => {
	const types = nodeTypes();
	const { nodes } = recordedOf(version);
	const saved = savedBy(version)
		.filter(([file]) => file.startsWith('every-'))
		.flatMap(([, workflow]) => workflow.nodes)
		.filter(({ type }) => types.get(type)?.execute !== undefined);
	const known = saved.filter((node) => keyOf(node) in nodes);
	// A version that is not released may have got new fields since: test/e2e/savedWorkflows.test.ts says how to write.
	expect(known.length / saved.length).toBeGreaterThan(0.8);
});
