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
	const { name, version, text } = termsOf(library);
	return `/*!\n${name} ${version}\n\n${text}\n*/`;
}

/** Of a library: its name, version, the short name of its licence, its address, and the licence's text. */
function termsOf(library) {
	const manifest = require.resolve(`${library}/package.json`);
	const { name, version, license, homepage } = JSON.parse(readFileSync(manifest, 'utf8'));
	const text = readFileSync(path.join(path.dirname(manifest), 'LICENSE'), 'utf8').trim();
	return { name, version, license, homepage, text };
}

/** The page with the licences of the inlined libraries, for those who check what they install. */
function licencesPage(libraries) {
	const sections = libraries.map((library) => {
		const { name, version, license, homepage, text } = termsOf(library);
		const head = `## ${name} ${version} (${license})`;
		return [head, ...(homepage ? [`<${homepage}>`] : []), '```text\n' + text + '\n```'].join(
			'\n\n',
		);
	});
	return [
		'# Third-party licences',
		'The published package holds a copy of each of these libraries. Everything else in it is under [LICENSE.md](LICENSE.md).',
		...sections,
		'',
	].join('\n\n');
}

module.exports = { inlineLibrary, licencesPage };
