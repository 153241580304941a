/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- runs on the developer's machine, never inside n8n */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { until } from '../support/poll';
import { copyRepository, type RepositoryCopy } from '../support/repositoryCopy';

const DEV = 'npm run dev';

let copy: RepositoryCopy;

beforeAll(() => {
	copy = copyRepository();
});

afterAll(() => copy.remove());

test('what npm would publish of a release is that version, and npm has nothing against it', () => {
	const version = ['version', '1.2.3', '--no-git-tag-version'];
	spawnSync('npm', version, { cwd: copy.folder, stdio: 'ignore' });
	const { stdout, stderr, status } = spawnSync('npm', ['run', 'publish:check'], {
		cwd: copy.folder,
		encoding: 'utf8',
	});

	expect([status, stderr]).toEqual([0, '']);
	expect(stdout).toContain('n8n-nodes-signed-webhooks@1.2.3');
	expect(stdout).toContain('npm publish has nothing to say against it.');
});

test(`${DEV} builds the nodes and starts an n8n that has them`, async () => {
	rmSync(join(copy.folder, 'dist'), { recursive: true, force: true });
	const home = join(dirname(copy.folder), 'home');
	const started = join(home, 'n8n-was-started');
	mkdirSync(home);
	const bin = join(home, 'bin');
	mkdirSync(bin);
	// In the place of the n8n that it would download.
	const npx = `#!/bin/sh\necho "$* $N8N_DEV_RELOAD" > '${started}'\nexec sleep 300\n`;
	writeFileSync(join(bin, 'npx'), npx, { mode: 0o755 });
	const [program = '', ...args] = DEV.split(' ');
	const child = spawn(program, args, {
		cwd: copy.folder,
		env: { ...process.env, HOME: home, PATH: `${bin}:${process.env.PATH}` },
		stdio: 'ignore',
		// A group of its own, so that all that it starts ends with it.
		detached: true,
	});
	try {
		const node = join(copy.folder, 'dist/nodes/OpenWork/OpenWorkTrigger.node.js');
		await until(() => existsSync(node) && existsSync(started), {
			what: 'the nodes and n8n',
			deadlineMs: 150_000,
			everyMs: 500,
		});
		expect(readFileSync(started, 'utf8')).toMatch(/n8n@latest true\n$/);
		const linked = join(home, '.n8n-node-cli/.n8n/custom/node_modules/n8n-nodes-signed-webhooks');
		expect(existsSync(join(linked, 'package.json'))).toBe(true);
	} finally {
		if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
	}
});
