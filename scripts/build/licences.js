const { readFileSync } = require('node:fs');
const path = require('node:path');

/** The licence of a library, as a comment for the head of a script that holds it. */
function licenceOf(library) {
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

module.exports = { licenceOf, licencesPage };
