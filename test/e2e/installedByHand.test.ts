/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';

import manifest from '../../package.json';
import { ensureHost } from '../support/host';
import { type N8n, prepareN8n } from '../support/n8n';
import { allPages, blocksOf } from '../support/pages';
import { PACKAGE } from '../support/workflows';
import { sharedWithTests } from './shared';

const COMMAND = 'npm install n8n-nodes-signed-webhooks';

let registry: Server;
let n8n: N8n;

beforeAll(async () => {
	registry = await startRegistry(sharedWithTests().tarball);
	n8n = await prepareN8n({ host: await ensureHost(() => undefined) });
});

afterAll(async () => {
	await n8n.dispose();
	await new Promise((resolve) => registry.close(resolve));
});

/** A registry that has this package and no other. */
async function startRegistry(tarball: string): Promise<Server> {
	const { name, version, peerDependencies, peerDependenciesMeta } = manifest;
	const server = createServer((request, response) => {
		const { port } = server.address() as AddressInfo;
		if (request.url === `/${name}`) {
			const dist = { tarball: `http://127.0.0.1:${port}/package.tgz` };
			const versions = {
				[version]: { name, version, peerDependencies, peerDependenciesMeta, dist },
			};
			response.end(JSON.stringify({ name, 'dist-tags': { latest: version }, versions }));
		} else if (request.url === '/package.tgz') {
			response.end(readFileSync(tarball));
		} else {
			response.writeHead(404).end();
		}
	});
	return await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

test('the command of the README installs the package alone, and n8n has its nodes', async () => {
	const readme = allPages().find(({ path }) => path === 'README.md') ?? { path: '', text: '' };
	const block = blocksOf(readme).find(({ code }) => code.includes(COMMAND))?.code;
	const { port } = registry.address() as AddressInfo;
	const env = {
		PATH: process.env.PATH,
		HOME: n8n.folder,
		npm_config_registry: `http://127.0.0.1:${port}/`,
	};
	await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', block ?? 'exit 1'], { env });

	const modules = join(n8n.folder, '.n8n/nodes/node_modules');
	expect(readdirSync(modules).filter((name) => !name.startsWith('.'))).toEqual([PACKAGE]);
	expect(existsSync(join(n8n.folder, '.n8n/nodes/package.json'))).toBe(true);

	await n8n.start();
	const types = await n8n.rest.nodeTypes();
	const ours = types.filter(({ name }) => name.startsWith(`${PACKAGE}.`));
	expect(ours.length).toBeGreaterThanOrEqual(manifest.n8n.nodes.length);
});
