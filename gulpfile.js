const { series, src, dest } = require('gulp');
const { execFileSync } = require('node:child_process');
const { readdirSync, rmSync, writeFileSync } = require('node:fs');
const path = require('node:path');

const { checkModules, checkSchemas, checkTarball, checkTypes } = require('./scripts/build/checks');
const { bundle } = require('./scripts/build/bundle');
const { licencesPage } = require('./scripts/build/licences');

const ROOT = __dirname;
const DIST = path.join(ROOT, 'dist');
const SHIPPED = ['nodes', 'credentials'];

/** Libraries that n8n does not offer; the build holds them. */
const INLINED = ['ipaddr.js'];

async function compile() {
	const cli = path.join(ROOT, 'node_modules', '.bin', 'n8n-node');
	execFileSync(cli, ['build'], {
		cwd: ROOT,
		stdio: 'inherit',
		shell: process.platform === 'win32',
	});
}

/** n8n-node copies every image of the repository, those of a coverage report for example. */
async function prune() {
	for (const name of readdirSync(DIST)) {
		if (!SHIPPED.includes(name)) rmSync(path.join(DIST, name), { recursive: true });
	}
}

function copyCodex() {
	return src('nodes/**/*.node.json', { base: '.' }).pipe(dest(DIST));
}

async function join() {
	bundle(ROOT, INLINED);
	writeFileSync(path.join(ROOT, 'THIRD_PARTY_LICENSES.md'), licencesPage(INLINED));
}

async function check() {
	const problems = [checkModules, checkTypes, checkSchemas, checkTarball].flatMap((find) =>
		find(ROOT),
	);
	if (problems.length > 0) {
		const error = new Error(`The build is not fit to publish:\n- ${problems.join('\n- ')}`);
		error.showStack = false;
		throw error;
	}
}

exports.check = check;
exports.build = series(compile, prune, copyCodex, join, check);
exports.default = exports.build;
