/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { BuildScripts } from './support';
import { plant, uproot } from './support';

const { inlineLibrary } = jest.requireActual<BuildScripts>('../../../scripts/build/inline.js');
const { checkModules } = jest.requireActual<BuildScripts>('../../../scripts/build/checks.js');

const COPY = 'dist/nodes/shared/vendor/ipaddr.js';

afterEach(uproot);

it('one copy of the library serves every script that requires it, and works', async () => {
	const user = 'exports.library = require("ipaddr.js");';
	const root = plant({
		'dist/nodes/shared/receive/a.js': user,
		'dist/nodes/shared/b.js': user,
		'dist/credentials/c.js': user,
	});
	await inlineLibrary(join(root, 'dist'), 'ipaddr.js');

	const read = (path: string) => readFileSync(join(root, path), 'utf8');
	expect(read('dist/nodes/shared/receive/a.js')).toContain('require("../vendor/ipaddr.js")');
	expect(read('dist/nodes/shared/b.js')).toContain('require("./vendor/ipaddr.js")');
	expect(read('dist/credentials/c.js')).toContain('require("../nodes/shared/vendor/ipaddr.js")');
	expect(checkModules(root)).toEqual([]);

	const { library } = jest.requireActual<{ library: { isValid: (address: string) => boolean } }>(
		join(root, 'dist/credentials/c.js'),
	);
	expect(library.isValid('2001:db8::1')).toBe(true);
	expect(library.isValid('nonsense')).toBe(false);
});

it("the copy carries the library's licence and nothing that n8n's scanner refuses", async () => {
	const root = plant({ 'dist/nodes/a.js': 'require("ipaddr.js");' });
	await inlineLibrary(join(root, 'dist'), 'ipaddr.js');
	const copy = readFileSync(join(root, COPY), 'utf8');
	expect(copy).toMatch(/^\/\*!\nipaddr\.js \d+\.\d+\.\d+\n\nCopyright/);
	expect(copy.match(/(?<!\.)\b(globalThis|process|setTimeout|__dirname|require)\b/)).toBeNull();
});

it('a library that nothing requires is left out', async () => {
	const root = plant({ 'dist/nodes/a.js': 'require("zod");' });
	await inlineLibrary(join(root, 'dist'), 'ipaddr.js');
	expect(existsSync(join(root, COPY))).toBe(false);
});
