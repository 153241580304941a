/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on the developer's machine, never inside n8n */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import manifest from '../../package.json';
import { filesOfNow, isReleased, nextVersion, versions } from './files';
import { nodeTypes } from './types';

/**
 * `npm run saved-workflows -- 1.1.0`: writes what the nodes of now save, for a version that is not released. Without a
 * version it is the one that is worked on.
 */
function main(): void {
	const changelog = readFileSync(join(__dirname, '../../CHANGELOG.md'), 'utf8');
	const version = process.argv[2] ?? nextVersion(versions(), changelog, manifest.version);
	if (!/^\d+\.\d+\.\d+$/.test(version) || isReleased(version, changelog)) {
		process.stderr.write(
			`Say a version that is not released: npm run saved-workflows -- 1.1.0. What a released version saved never changes.\n`,
		);
		process.exitCode = 1;
		return;
	}
	const folder = join(__dirname, version);
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	const files = filesOfNow(nodeTypes());
	for (const [name, content] of files) {
		writeFileSync(join(folder, name), `${JSON.stringify(content, null, '\t')}\n`);
	}
	process.stdout.write(`${files.size} files in ${folder}\n`);
}

main();
