/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on the developer's machine, never inside n8n */
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

import type { BuildScripts } from './support';
import { goodPackage, plant, uproot } from './support';

const { bundle } = jest.requireActual<BuildScripts>('../../../scripts/build/bundle.js');
const { checkModules, checkTypes } = jest.requireActual<BuildScripts>(
	'../../../scripts/build/checks.js',
);

afterEach(uproot);

const NODE = 'dist/nodes/X/X.node.js';
const CREDENTIAL = 'dist/credentials/XApi.credentials.js';
const CODE = 'dist/nodes/package/code.js';

/** Beside what belongs to a good package: data that is easily broken, the same data twice, and functions in all places. */
const PROPERTIES = [
	{ displayName: 'A', name: 'a', type: 'string', default: '`${1}` \\ "\u2028', absent: undefined },
	{ displayName: 'A', name: 'a', type: 'string', default: '`${1}` \\ "\u2028' },
	{ displayName: 'B', name: 'b', type: 'options', options: [], default: [undefined, null, 0] },
];

const MEMBERS = `
	methods = { listSearch: { async find(filter) { return [this.name, filter, isValid('::1')]; } } };
	async execute() { return [this.name, answer()]; }
`;

/** The package, bundled; its sources are what it was compiled from. */
function bundled(): string {
	const files = goodPackage();
	const node = (files[NODE] ?? '')
		.replace('properties: []', `properties: ${source(PROPERTIES)}`)
		.replace(/};\s*}\s*exports/, (end) =>
			end.replace('}\n', `}\n`).replace(/}\s*exports/, `${MEMBERS}} exports`),
		);
	const helper = "exports.answer = () => 'done';";
	const imports =
		"const { isValid } = require('ipaddr.js'); const { answer } = require('../answer');";
	const root = plant({
		...files,
		[NODE]: imports + node,
		'dist/nodes/answer.js': helper,
		'dist/nodes/unused/deep/old.js': '',
		'nodes/X/X.node.js': imports + node,
		'nodes/answer.js': helper,
		'credentials/XApi.credentials.js': files[CREDENTIAL] ?? '',
	});
	symlinkSync(join(__dirname, '../../../node_modules'), join(root, 'node_modules'), 'dir');
	bundle(root, ['ipaddr.js']);
	jest.resetModules();
	return root;
}

/** As JavaScript, with what JSON leaves out. */
function source(value: unknown): string {
	return JSON.stringify(value, (_key, part: unknown) =>
		part === undefined ? '\0' : part,
	).replaceAll('"\\u0000"', 'undefined');
}

interface Made {
	description: { properties: unknown };
	methods: { listSearch: { find: (this: unknown, filter: string) => Promise<unknown> } };
	execute: (this: unknown) => Promise<unknown>;
}

function make(root: string): Made {
	const { X } = jest.requireActual<{ X: new () => Made }>(join(root, NODE));
	return new X();
}

it('a type shows n8n the same as before, and n8n finds nothing wrong with it', () => {
	const root = bundled();
	const { X } = jest.requireActual<{ X: { name: string } }>(join(root, NODE));
	expect(X.name).toBe('X');
	const { properties } = make(root).description;
	expect(properties).toEqual(JSON.parse(JSON.stringify(PROPERTIES)));
	expect(checkTypes(root)).toEqual([]);
	expect(checkModules(root)).toEqual([]);
});

it('n8n may change the description of one type, and no other changes with it', () => {
	const root = bundled();
	const [first, second] = make(root).description.properties as Array<Record<string, unknown>>;
	Object.assign(first ?? {}, { default: 'changed' });
	expect(second).toMatchObject({ default: '`${1}` \\ "\u2028' });
	expect((make(root).description.properties as unknown[])[0]).toEqual(second);
});

it('its functions do what they did, with what n8n calls them on', async () => {
	const made = make(bundled());
	expect(await made.execute.call({ name: 'context' })).toEqual(['context', 'done']);
	expect(await made.methods.listSearch.find.call({ name: 'context' }, 'a')).toEqual([
		'context',
		'a',
		true,
	]);
	expect(Object.keys(made)).not.toContain('execute');
});

it('nothing is left of what was compiled, and the code carries the licences', () => {
	const root = bundled();
	expect(existsSync(join(root, 'dist/nodes/answer.js'))).toBe(false);
	expect(existsSync(join(root, 'dist/nodes/unused'))).toBe(false);
	const code = readFileSync(join(root, CODE), 'utf8');
	expect(code).toMatch(/^\/\*!\nipaddr\.js \d+\.\d+\.\d+\n\nCopyright/);
	expect(code.match(/(?<!\.)\b(globalThis|process|setTimeout|__dirname)\b/)).toBeNull();
});

it('the code is not read before a function is called', () => {
	const root = bundled();
	make(root);
	expect(Object.keys(require.cache)).not.toContain(join(root, CODE));
});
