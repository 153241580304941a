const { readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const esbuild = require('esbuild');

const { requiredModules, scriptsIn } = require('./modules');

/** Where inlined libraries go, below the build folder. */
const VENDOR = 'nodes/shared/vendor';

/**
 * Puts one copy of a library that n8n does not offer into the build, with its licence, and points every script
 * that requires it there. Does nothing when no script requires it.
 */
async function inlineLibrary(dist, library) {
	const users = scriptsIn(dist).filter((file) => requiredModules(file).includes(library));
	if (users.length === 0) return;

	const copy = path.join(dist, VENDOR, `${path.basename(library, '.js')}.js`);
	await esbuild.build({
		entryPoints: [require.resolve(library)],
		outfile: copy,
		bundle: true,
		format: 'cjs',
		platform: 'node',
		target: 'node20',
		banner: { js: licence(library) },
		logLevel: 'warning',
	});
	for (const file of users) {
		const neighbour = path.relative(path.dirname(file), copy).split(path.sep).join('/');
		const specifier = neighbour.startsWith('.') ? neighbour : `./${neighbour}`;
		const text = readFileSync(file, 'utf8');
		writeFileSync(file, text.replaceAll(`require("${library}")`, `require("${specifier}")`));
	}
}

function licence(library) {
	const manifest = require.resolve(`${library}/package.json`);
	const { name, version } = JSON.parse(readFileSync(manifest, 'utf8'));
	const text = readFileSync(path.join(path.dirname(manifest), 'LICENSE'), 'utf8').trim();
	return `/*!\n${name} ${version}\n\n${text}\n*/`;
}

module.exports = { inlineLibrary };
