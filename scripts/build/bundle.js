const { readdirSync, readFileSync, rmSync, writeFileSync, mkdirSync } = require('node:fs');
const path = require('node:path');
const esbuild = require('esbuild');

const { licenceOf } = require('./licences');
const { scriptsIn } = require('./modules');
const { typeFile, TextPool } = require('./types');

/** Where the code of the package stands, below the build folder, and the texts that its types are read from. */
const CODE = 'nodes/package/code.js';
const TEXTS = 'nodes/package/texts.js';

/** Long lines save nothing, and say nothing in a stack. */
const LINE_LENGTH = 200;

/**
 * Makes of the compiled package what n8n loads fast: the files that package.json names hold what n8n shows of a type, as
 * text to be parsed, and the names of its functions. The code itself stands in one file, with the libraries that n8n
 * does not offer, and is loaded when a function is called.
 *
 * n8n reads its own nodes in the same way, from lists that its build makes; of community packages it loads every file.
 *
 * @param root holds the compiled package in `dist`, and its sources
 * @param libraries those that n8n does not offer
 */
function bundle(root, libraries) {
	const dist = path.join(root, 'dist');
	const { n8n } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
	const types = [...n8n.nodes, ...n8n.credentials].map((file) => readType(root, file));
	const code = bundled(root, types, libraries);
	for (const script of scriptsIn(dist)) {
		rmSync(script);
		// What is checked after this is what was written, not what was read before.
		delete require.cache[script];
	}

	mkdirSync(path.dirname(path.join(dist, CODE)), { recursive: true });
	writeFileSync(path.join(dist, CODE), code);
	const pool = new TextPool(types.map(({ made }) => made));
	for (const { file, name, made } of types) {
		const here = path.dirname(path.join(root, file));
		const to = (other) => {
			const neighbour = path.relative(here, path.join(dist, other)).split(path.sep).join('/');
			return neighbour.startsWith('.') ? neighbour : `./${neighbour}`;
		};
		writeFileSync(
			path.join(root, file),
			typeFile({ name, made, pool, code: to(CODE), texts: to(TEXTS) }),
		);
	}
	writeFileSync(path.join(dist, TEXTS), pool.script());
	removeEmptyFolders(dist);
}

/** A node or credential type: its file, its class's name, and an instance of it. */
function readType(root, file) {
	const [name] = path.basename(file).split('.');
	return { file, name, made: new (require(path.join(root, file))[name])() };
}

function bundled(root, types, libraries) {
	const contents = types.map(({ file, name }) => {
		const source = file.replace(/^dist\//, './').replace(/\.js$/, '');
		return `export { ${name} } from '${source}';`;
	});
	const { outputFiles } = esbuild.buildSync({
		stdin: { contents: contents.join('\n'), resolveDir: root, loader: 'ts' },
		bundle: true,
		format: 'cjs',
		platform: 'node',
		target: 'node20',
		external: ['n8n-workflow', 'zod'],
		banner: { js: libraries.map((library) => licenceOf(library)).join('\n') },
		legalComments: 'none',
		minifyWhitespace: true,
		lineLimit: LINE_LENGTH,
		logLevel: 'warning',
		write: false,
	});
	return outputFiles[0].contents;
}

function removeEmptyFolders(folder) {
	for (const entry of readdirSync(folder, { withFileTypes: true })) {
		if (entry.isDirectory()) removeEmptyFolders(path.join(folder, entry.name));
	}
	if (readdirSync(folder).length === 0) rmSync(folder, { recursive: true });
}

module.exports = { bundle };
