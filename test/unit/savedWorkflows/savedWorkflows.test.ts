/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on the developer's machine, never inside n8n */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INode, INodeType, INodeTypeDescription } from 'n8n-workflow';

import manifest from '../../../package.json';
import { PACKAGE } from '../../support/workflows';
import {
	defaultsOf,
	filesOfNow,
	isReleased,
	nextVersion,
	savedBy,
	versions,
} from '../../savedWorkflows/files';
import { everySetting, fieldPaths, meaningOf, setPaths } from '../../savedWorkflows/fill';
import { lost, problemsOf } from '../../savedWorkflows/open';
import { nodeTypes } from '../../savedWorkflows/types';

const types = nodeTypes();

const changelog = readFileSync(join(__dirname, '../../../CHANGELOG.md'), 'utf8');

const ours = (nodes: readonly INode[]) => nodes.filter(({ type }) => type.startsWith(PACKAGE));

describe.each(versions())('what version %s saved', (version) => {
	test.each(savedBy(version))('%s opens as it was', (_file, { nodes }) => {
		const problems = ours(nodes).flatMap((node) =>
			problemsOf(node, types).map((problem) => `${node.name}: ${problem}`),
		);
		expect(problems).toEqual([]);
	});

	test('means the same by what nobody had set', () => {
		const changed = defaultsOf(version).flatMap(({ type, parameters, meaning }) => {
			const description = types.get(type)?.description;
			const now = description && meaningOf(parameters, description);
			return lost(meaning, now).map((problem) => `${type}: ${problem}`);
		});
		expect(changed).toEqual([]);
	});
});

test('every version that is released has saved workflows', () => {
	const released = [...changelog.matchAll(/^## \[(\d[^\]]*)\]/gm)].map(([, version]) => version);
	expect(versions()).toEqual(expect.arrayContaining(released));
});

test('a version that is not released has what the nodes of now save: npm run saved-workflows', () => {
	const now = JSON.parse(JSON.stringify([...filesOfNow(types)])) as Array<[string, unknown]>;
	for (const version of versions().filter((each) => !isReleased(each, changelog))) {
		const saved = new Map<string, unknown>([
			...savedBy(version),
			['defaults.json', defaultsOf(version)],
		]);
		const outdated = now.filter(
			([name, content]) => JSON.stringify(content) !== JSON.stringify(saved.get(name)),
		);
		expect([version, outdated.map(([name]) => name)]).toEqual([version, []]);
		expect([...saved.keys()].sort()).toEqual(now.map(([name]) => name).sort());
	}
});

describe.each([...types].map(([type, { description }]) => ({ type, description })))(
	'the settings of $type',
	({ description }) => {
		const settings = everySetting(description);

		test('set every field', () => {
			const set = new Set(settings.flatMap((values) => setPaths(values)));
			const unset = fieldPaths(description.properties).filter((path) => !set.has(path));
			expect(unset.filter((path) => !isOnlyOneValue(path, description))).toEqual([]);
		});
	},
);

/** A field that has one value alone is never saved: it is the default. */
function isOnlyOneValue(path: string, { properties }: INodeTypeDescription): boolean {
	const fields = properties.filter(({ name }) => name === path);
	return (
		fields.length > 0 &&
		fields.every(({ type, options = [] }) => type === 'options' && options.length === 1)
	);
}

describe('opening', () => {
	const [type = ''] = [...types.keys()];
	const withFields = (properties: INodeTypeDescription['properties']) => {
		const { description } = types.get(type) as INodeType;
		return new Map([[type, { description: { ...description, version: 1, properties } }]]);
	};
	const node = (parameters: INode['parameters']): INode => ({
		id: 'a',
		name: 'A',
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters,
	});
	const url = { displayName: 'URL', name: 'url', type: 'string', default: '' } as const;

	test('finds a field that is gone, or shows no more', () => {
		expect(problemsOf(node({ url: 'x' }), withFields([]))).toEqual(['url was "x" and is gone']);
		const hidden = { ...url, displayOptions: { show: { mode: ['other'] } } };
		expect(problemsOf(node({ url: 'x' }), withFields([hidden]))).toEqual([
			'url was "x" and is gone',
		]);
	});

	test('finds a field of a collection that is gone', () => {
		const options = {
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			default: {},
		} as const;
		const now = withFields([{ ...options, options: [url] }]);
		expect(problemsOf(node({ options: { url: 'x' } }), now)).toEqual([]);
		expect(problemsOf(node({ options: { uri: 'x' } }), now)).toEqual([
			'options.uri was "x" and is gone',
		]);
	});

	test('finds a choice that is gone', () => {
		const mode = { displayName: 'Mode', name: 'mode', type: 'options', default: 'a' } as const;
		const now = withFields([{ ...mode, options: [{ name: 'A', value: 'a' }] }]);
		expect(problemsOf(node({ mode: 'a' }), now)).toEqual([]);
		expect(problemsOf(node({ mode: 'b' }), now).join()).toContain('mode');
	});

	test('finds a field that has become required', () => {
		expect(problemsOf(node({}), withFields([url]))).toEqual([]);
		expect(problemsOf(node({}), withFields([{ ...url, required: true }])).join()).toContain('url');
	});

	test('finds a node or a version of it that is gone', () => {
		expect(problemsOf(node({}), new Map())).toEqual([`there is no node ${type}`]);
		expect(problemsOf({ ...node({}), typeVersion: 9 }, withFields([])).join()).toContain(
			'version 9',
		);
	});
});

test('without a version, what is saved is of the one that is worked on', () => {
	const changelog = '\n## [1.0.0] - 2026-12-01\n';
	expect(nextVersion(['1.0.0'], '', '0.1.0')).toBe('1.0.0');
	expect(nextVersion(['1.0.0'], changelog, '1.0.0')).toBe('1.1.0');
	expect(nextVersion(['1.0.0', '2.0.0'], changelog, '1.0.0')).toBe('2.0.0');
});

test('a version is released when the changelog has its day', () => {
	expect(isReleased('1.0.0', '\n## [1.0.0] - 2026-12-01\n')).toBe(true);
	expect(isReleased('1.0.0', '\n## [Unreleased]\n\n## [1.0.0-beta] - 2026-12-01\n')).toBe(false);
	expect(manifest.version).toMatch(/^\d+\.\d+\.\d+$/);
});
