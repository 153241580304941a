const { execFileSync } = require('node:child_process');
const { existsSync, readdirSync, readFileSync } = require('node:fs');
const path = require('node:path');

const { requiredModules, scriptsIn } = require('./modules');

/** What every n8n instance offers to a community package. */
const OFFERED = ['n8n-workflow', 'crypto', 'node:crypto', 'zod'];

const PUBLISHED =
	/^(dist\/(nodes|credentials)\/.*\.(js|node\.json|svg)|dist\/nodes\/.*\/__schema__\/.*\.json|package\.json|README\.md|LICENSE\.md|THIRD_PARTY_LICENSES\.md)$/;

const MAXIMUM_PACKED_KB = 250;

// Each check returns what is wrong, one sentence a problem; nothing when all is well.

/** Scripts in the build may require each other and what n8n offers, nothing else. */
function checkModules(root) {
	const dist = path.join(root, 'dist');
	return scriptsIn(dist).flatMap((file) =>
		requiredModules(file).flatMap((name) => {
			const problem = moduleProblem(dist, file, name);
			return problem ? [`${path.relative(root, file)} ${problem}`] : [];
		}),
	);
}

function moduleProblem(dist, file, name) {
	if (name === undefined) return 'requires a module whose name is worked out while it runs';
	if (!name.startsWith('.')) {
		return OFFERED.includes(name)
			? undefined
			: `requires "${name}", which n8n does not offer: inline it (INLINED in gulpfile.js) or do without`;
	}
	const target = path.resolve(path.dirname(file), name);
	if (!target.startsWith(dist + path.sep)) return `requires "${name}", which is outside of dist`;
	const exists = [target, `${target}.js`, path.join(target, 'index.js')].some(
		(candidate) => path.extname(candidate) !== '' && existsSync(candidate),
	);
	return exists ? undefined : `requires "${name}", which is not there`;
}

/** What package.json names loads with n8n's own loader, with icons and, for a node, a codex file. */
function checkTypes(root) {
	const { PackageDirectoryLoader } = require('n8n-core');
	const loader = new PackageDirectoryLoader(root);
	const { name, n8n } = loader.packageJson;
	const nodes = n8n.nodes.flatMap((file) => [
		...loadProblems(file, () => loader.loadNodeFromFile(file)),
		...codexProblems(root, name, file),
	]);
	const credentials = n8n.credentials.flatMap((file) =>
		loadProblems(file, () => loader.loadCredentialFromFile(file)),
	);
	const types = [...Object.values(loader.nodeTypes), ...Object.values(loader.credentialTypes)];
	const icons = types.flatMap(({ type, sourcePath }) =>
		iconProblems(root, name, sourcePath, (type.description ?? type).iconUrl),
	);
	return [...nodes, ...credentials, ...icons];
}

function loadProblems(file, load) {
	try {
		load();
		return [];
	} catch (error) {
		return [`${file} does not load in n8n: ${error.message.split('\n')[0]}`];
	}
}

function codexProblems(root, packageName, file) {
	const codex = `${file}on`;
	if (!existsSync(path.join(root, codex))) return [`${codex}, the node's codex file, is missing`];
	const { node, categories, resources } = JSON.parse(readFileSync(path.join(root, codex), 'utf8'));
	const problems = [];
	if (!node?.startsWith(`${packageName}.`)) problems.push(`${codex} does not name its node`);
	if (!categories?.length) problems.push(`${codex} has no categories`);
	if (!resources?.primaryDocumentation?.length) problems.push(`${codex} links no documentation`);
	return problems;
}

/** n8n serves icons below `icons/<package name>/`, whatever the paths in the package. */
function iconProblems(root, packageName, file, iconUrl) {
	if (!iconUrl?.light || !iconUrl.dark) return [`${file} has no pair of icons, light and dark`];
	return Object.values(iconUrl)
		.map((url) => url.slice(`icons/${packageName}/`.length))
		.filter((icon) => !icon.startsWith('dist/') || !existsSync(path.join(root, icon)))
		.map((icon) => `${file} has the icon ${icon}, which is not in dist`);
}

/** Every file by which n8n shows the fields of an answer before the first run is in the build. */
function checkSchemas(root) {
	return readdirSync(path.join(root, 'nodes'), { recursive: true })
		.filter((file) => file.split(path.sep).includes('__schema__') && file.endsWith('.json'))
		.map((file) => path.join('dist', 'nodes', file))
		.filter((file) => !existsSync(path.join(root, file)))
		.map((file) => `${file} is missing`);
}

/** What `npm pack` would publish: nothing but the build, and not too much of it. */
function checkTarball(root) {
	const [{ files, size }] = JSON.parse(
		execFileSync('npm', ['pack', '--dry-run', '--json'], {
			cwd: root,
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'inherit'],
			shell: process.platform === 'win32',
		}),
	);
	return tarballProblems(files, size);
}

function tarballProblems(files, bytes) {
	const problems = files
		.filter((file) => !PUBLISHED.test(file.path))
		.map((file) => `${file.path} would be published, but is no part of the package`);
	if (bytes > MAXIMUM_PACKED_KB * 1024) {
		const kb = Math.ceil(bytes / 1024);
		problems.push(`the packed tarball has ${kb} KB; ${MAXIMUM_PACKED_KB} KB are allowed`);
	}
	return problems;
}

module.exports = { checkModules, checkTypes, checkSchemas, checkTarball, tarballProblems };
