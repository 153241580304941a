import type { BuildScripts } from './support';
import { goodPackage, plant, uproot } from './support';

const { checkModules, checkSchemas, checkTypes, tarballProblems } =
	jest.requireActual<BuildScripts>('../../../scripts/build/checks.js');

const NODE = 'dist/nodes/X/X.node.js';
const CODEX = 'dist/nodes/X/X.node.json';

afterEach(uproot);

/** The good package with some files replaced; undefined takes a file away. */
function packageWith(changes: Record<string, string | undefined>): string {
	const files = Object.entries({ ...goodPackage(), ...changes });
	return plant(
		Object.fromEntries(files.filter((file): file is [string, string] => file[1] !== undefined)),
	);
}

describe('checkModules', () => {
	const problemsOf = (script: string) =>
		checkModules(plant({ 'dist/nodes/a.js': script, 'dist/nodes/b/index.js': '' }));

	it.each([
		['nothing', 'exports.a = 1;'],
		['neighbours', 'require("./a.js"); require("./a"); require("./b");'],
		['what n8n offers', 'require("n8n-workflow"); require("crypto"); require("node:crypto");'],
		['zod', 'require("zod");'],
		['a word in a string or a comment', '// require("fs")\nexports.text = \'require("fs")\';'],
	])('allows %s', (_, script) => {
		expect(problemsOf(script)).toEqual([]);
	});

	it.each([
		['a library', 'require("ipaddr.js");', /dist\/nodes\/a\.js requires "ipaddr\.js".*inline it/],
		['a part of a library', 'require("zod/v4");', /"zod\/v4"/],
		['a module of Node.js', 'const fs = require(`node:fs`);', /"node:fs"/],
		['an import expression', 'void import("axios");', /"axios"/],
		['an import statement', 'import x from "axios";', /"axios"/],
		['an export from elsewhere', 'export * from "axios";', /"axios"/],
		['a name worked out later', 'require("f" + "s");', /worked out while it runs/],
		['nothing by name', 'require();', /worked out while it runs/],
		['a file that is not there', 'require("./c");', /"\.\/c", which is not there/],
		['a file outside of dist', 'require("../../package.json");', /which is outside of dist/],
	])('refuses %s', (_, script, problem) => {
		const problems = problemsOf(script);
		expect(problems).toHaveLength(1);
		expect(problems[0]).toMatch(problem);
	});
});

describe('checkTypes', () => {
	it('finds nothing wrong with a good package', () => {
		expect(checkTypes(packageWith({}))).toEqual([]);
	});

	it.each([
		[
			'a node that is missing',
			{ [NODE]: undefined },
			/X\.node\.js does not load.*Cannot find module/,
		],
		['a node that throws', { [NODE]: 'throw new Error("broken")' }, /does not load in n8n: broken/],
		[
			'a class of another name',
			{ [NODE]: 'exports.Y = class {}' },
			/does not load.*named correctly/,
		],
		[
			'a credential that is missing',
			{ 'dist/credentials/XApi.credentials.js': undefined },
			/XApi\.credentials\.js does not load/,
		],
		['no codex file', { [CODEX]: undefined }, /X\.node\.json.*is missing/],
		[
			'an icon of a node that is missing',
			{ 'dist/nodes/X/x.dark.svg': undefined },
			/X\.node\.js has the icon dist\/nodes\/X\/x\.dark\.svg, which is not in dist/,
		],
		[
			'an icon of a credential that is missing',
			{ 'dist/credentials/x.svg': undefined },
			/XApi\.credentials\.js has the icon dist\/credentials\/x\.svg, which is not in dist/,
		],
		[
			'an icon outside of dist',
			{
				[NODE]: goodPackage()[NODE]?.replace('file:x.svg', 'file:../../../icon.svg'),
				'icon.svg': '',
			},
			/the icon icon\.svg, which is not in dist/,
		],
		[
			'one icon for both themes',
			{ [NODE]: goodPackage()[NODE]?.replace(/icon: \{.*?\}/, "icon: 'file:x.svg'") },
			/X\.node\.js has no pair of icons/,
		],
	])('refuses %s', (_, changes, problem) => {
		const problems = checkTypes(packageWith(changes));
		expect(problems).toHaveLength(1);
		expect(problems[0]).toMatch(problem);
	});

	it('names all that a codex file lacks', () => {
		expect(checkTypes(packageWith({ [CODEX]: '{"node": "other.x"}' }))).toEqual([
			`${CODEX} does not name its node`,
			`${CODEX} has no categories`,
			`${CODEX} links no documentation`,
		]);
	});
});

describe('checkSchemas', () => {
	const SOURCE = 'nodes/X/__schema__/v1.0.0/hook/get.json';

	it('finds nothing wrong with schemas that are built, and with other files', () => {
		const files = { [SOURCE]: '{}', [`dist/${SOURCE}`]: '{}', 'nodes/X/X.node.json': '{}' };
		expect(checkSchemas(plant(files))).toEqual([]);
	});

	it('refuses a schema that is not built', () => {
		expect(checkSchemas(plant({ [SOURCE]: '{}' }))).toEqual([`dist/${SOURCE} is missing`]);
	});
});

describe('tarballProblems', () => {
	const files = (...paths: string[]) => paths.map((path) => ({ path }));

	it('allows the build and the papers, up to 250 KB', () => {
		const shipped = files(
			'package.json',
			'README.md',
			'LICENSE.md',
			'dist/nodes/X/X.node.js',
			'dist/nodes/X/X.node.json',
			'dist/nodes/X/x.svg',
			'dist/nodes/X/__schema__/v1.0.0/hook/get.json',
		);
		expect(tarballProblems(shipped, 250 * 1024)).toEqual([]);
	});

	it('refuses more than 250 KB', () => {
		expect(tarballProblems([], 250 * 1024 + 1)).toEqual([
			'the packed tarball has 251 KB; 250 KB are allowed',
		]);
	});

	it.each([
		'test/unit/a.test.ts',
		'dist/test/a.js',
		'dist/nodes/X/X.node.js.map',
		'dist/nodes/X/X.node.d.ts',
		'dist/tsconfig.tsbuildinfo',
		'dist/nodes/shared/secrets.json',
		'dist/nodes/X/__schema__/v1.0.0/hook/get.ts',
	])('refuses %s', (path) => {
		expect(tarballProblems(files(path), 1)).toEqual([expect.stringContaining(`${path} would be`)]);
	});
});
