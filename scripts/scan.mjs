// Runs the scanner that n8n runs on published packages: on the source tree, and on what `npm pack` makes of it.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import {
	SOURCE_FILE_PATTERNS,
	analyzePackage,
} from '@n8n/scan-community-package/scanner/scanner.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const folder = mkdtempSync(path.join(tmpdir(), 'signed-webhooks-scan-'));

try {
	const results = [
		['source tree', await analyzePackage(root, SOURCE_FILE_PATTERNS)],
		['packed tarball', await analyzePackage(unpack(folder))],
	];
	for (const [what, { passed, message, details }] of results) {
		console.log(`${passed ? 'ok' : 'FAILED'}  n8n's package scanner: ${what}`);
		if (!passed) console.error(details ?? message);
	}
	if (results.some(([, { passed }]) => !passed)) process.exitCode = 1;
} finally {
	rmSync(folder, { recursive: true });
}

/** Packs this package and returns the folder in which its tarball stands unpacked. */
function unpack(target) {
	const npm = (...args) =>
		execFileSync('npm', args, { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' });
	const [{ filename }] = JSON.parse(npm('pack', '--json', '--pack-destination', target));
	execFileSync('tar', ['-xzf', filename], { cwd: target });
	return path.join(target, 'package');
}
