/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(__dirname, '..', '..');
const NAME = 'n8n-nodes-signed-webhooks';

/** Builds the package and packs it into `folder`. Returns the tarball's path and size, as npm would publish it. */
export async function buildAndPack(folder: string): Promise<{ tarball: string; bytes: number }> {
	const { execa } = await import('execa');
	await execa('npm', ['run', 'build', '--silent'], { cwd: ROOT, stdin: 'ignore' });
	const { stdout } = await execa(
		'npm',
		['pack', '--json', '--ignore-scripts', '--pack-destination', folder],
		{ cwd: ROOT, stdin: 'ignore' },
	);
	const [packed] = JSON.parse(stdout) as Array<{ filename: string; size: number }>;
	if (!packed) throw new Error('npm pack returned nothing');
	return { tarball: join(folder, packed.filename), bytes: packed.size };
}

/**
 * Installs the tarball where and how n8n 2 installs a community package for its user (downloadPackage in its
 * community-packages.service): unpacked into `nodes/node_modules`, without its dev and peer dependencies, and entered
 * in the folder's package.json. n8n then runs `npm install` for the runtime dependencies; this package has none.
 */
export async function installPackage(tarball: string, userFolder: string): Promise<void> {
	const nodes = join(userFolder, '.n8n', 'nodes');
	const target = join(nodes, 'node_modules', NAME);
	await mkdir(target, { recursive: true });
	await promisify(execFile)('tar', ['-xzf', tarball, '-C', target, '--strip-components=1']);

	const path = join(target, 'package.json');
	const manifest = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
	if (Object.keys(manifest.dependencies ?? {}).length > 0) {
		throw new Error('The package has runtime dependencies; n8n Cloud refuses such a package');
	}
	delete manifest.devDependencies;
	delete manifest.peerDependencies;
	delete manifest.optionalDependencies;
	await writeFile(path, JSON.stringify(manifest, null, 2));
	await writeFile(
		join(nodes, 'package.json'),
		JSON.stringify(
			{ name: 'installed-nodes', private: true, dependencies: { [NAME]: manifest.version } },
			null,
			2,
		),
	);
}
