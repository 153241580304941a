/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs on the developer's machine, never inside n8n */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { notesOf, releasedChangelog, releaseProblems } from './plan';

/**
 * Makes a release: `npm run release -- 1.2.3`. Checks what can be checked here, writes the version and the date into
 * package.json, package-lock.json and CHANGELOG.md, commits, tags and pushes. The pushed tag starts publish.yml, which
 * tests everything anew and publishes with provenance: nothing is published from this machine.
 *
 * `--dry-run` says what would be done and changes nothing.
 */

const ROOT = join(__dirname, '../..');

const DRY_RUN = '--dry-run';

function run(command: string, ...args: string[]): string {
	const shell = process.platform === 'win32';
	return execFileSync(command, args, { cwd: ROOT, encoding: 'utf8', shell }).trim();
}

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

function main(): void {
	const isDryRun = process.argv.includes(DRY_RUN);
	const [version = ''] = process.argv.slice(2).filter((argument) => argument !== DRY_RUN);
	const changelog = read('CHANGELOG.md');
	const problems = releaseProblems({
		version,
		current: (JSON.parse(read('package.json')) as { version: string }).version,
		changelog,
		branch: run('git', 'branch', '--show-current'),
		changes: run('git', 'status', '--porcelain'),
		tags: run('git', 'tag', '--list').split('\n'),
		saved: readdirSync(join(ROOT, 'test/savedWorkflows')),
	});
	if (problems.length > 0) {
		process.stderr.write(`No release:\n- ${problems.join('\n- ')}\n`);
		process.exitCode = 1;
	} else if (isDryRun) {
		process.stdout.write(
			`${version} would be released with these notes:\n\n${notesOf(changelog)}\n`,
		);
	} else {
		release(version, changelog);
	}
}

function release(version: string, changelog: string): void {
	const today = new Date().toISOString().slice(0, 10);
	writeFileSync(join(ROOT, 'CHANGELOG.md'), releasedChangelog(changelog, version, today));
	run('npm', 'version', version, '--no-git-tag-version', '--allow-same-version');
	run('git', 'commit', '--all', '--message', version);
	run('git', 'tag', '--annotate', version, '--message', version);
	run('git', 'push', '--atomic', 'origin', 'HEAD', version);
	process.stdout.write(`${version} is tagged and pushed; publish.yml tests and publishes it.\n`);
}

main();
