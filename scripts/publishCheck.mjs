// What `npm publish` would do, without doing it: `npm run publish:check`. Fails on anything that npm warns of or changes
// by itself, and names every file that would be published.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

// Nobody need be logged in to look.
const EXPECTED = /requires you to be logged in|EBADENGINE/;

const shell = process.platform === 'win32';
const run = (...args) =>
	spawnSync('npm', args, {
		cwd: ROOT,
		encoding: 'utf8',
		shell,
		// The guard of `prepublishOnly` lets only a release through.
		env: { ...process.env, RELEASE_MODE: 'true', npm_config_loglevel: 'notice' },
	});

const built = run('run', 'build', '--silent');
const published = built.status === 0 ? run('publish', '--dry-run') : built;
const lines = `${published.stdout}\n${published.stderr}`.split('\n');
const warnings = lines.filter((line) => /^npm (warn|error)/i.test(line) && !EXPECTED.test(line));

console.log(lines.filter((line) => /^npm notice/.test(line)).join('\n'));
if (published.status !== 0 || warnings.length > 0) {
	console.error(warnings.length > 0 ? warnings.join('\n') : lines.join('\n'));
	process.exitCode = 1;
} else {
	console.log('npm publish has nothing to say against it.');
}
