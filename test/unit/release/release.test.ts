/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- runs on the developer's machine, never inside n8n */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { copyRepository, type RepositoryCopy } from '../../support/repositoryCopy';

const SAVE = 'npm run saved-workflows -- 1.2.3';
const RELEASE = 'npm run release -- 1.2.3';

let copy: RepositoryCopy;

beforeAll(() => {
	copy = copyRepository();
	// Whatever is in it already: there is something to release.
	const heading = '## [Unreleased]\n';
	const changelog = read('CHANGELOG.md').replace(heading, `${heading}\nUsers see a difference.\n`);
	writeFileSync(join(copy.folder, 'CHANGELOG.md'), changelog);
	copy.git('commit', '--all', '--quiet', '--message', 'A change');
});

afterAll(() => copy.remove());

/** Runs a command there as a contributor does. */
function run(command: string) {
	const [program = '', ...args] = command.split(' ');
	const { status, stdout, stderr } = spawnSync(program, args, {
		cwd: copy.folder,
		encoding: 'utf8',
	});
	return { status, said: `${stdout}${stderr}` };
}

const read = (file: string) => readFileSync(join(copy.folder, file), 'utf8');
const versionIn = (file: string) => (JSON.parse(read(file)) as { version: string }).version;

test('a release without saved workflows is refused, and nothing changes', () => {
	expect(run(RELEASE)).toMatchObject({ status: 1, said: expect.stringContaining(SAVE) });
	expect(copy.git('status', '--porcelain')).toBe('');
	expect(copy.git('tag', '--list')).toBe('');
});

test('a dry run says what users will read, and changes nothing', () => {
	expect(run(SAVE)).toMatchObject({ status: 0 });
	copy.git('add', '--all');
	copy.git('commit', '--quiet', '--message', 'Workflows of 1.2.3');

	expect(run(`${RELEASE} --dry-run`)).toMatchObject({
		status: 0,
		said: expect.stringContaining('1.2.3 would be released with these notes:\n\n'),
	});
	expect(copy.git('status', '--porcelain')).toBe('');
});

test('a release is a version, a dated changelog, a commit and a tag, and all of it is pushed', () => {
	const notes = read('CHANGELOG.md').split('## [Unreleased]\n')[1];
	expect(run(RELEASE)).toMatchObject({ status: 0 });

	expect([versionIn('package.json'), versionIn('package-lock.json')]).toEqual(['1.2.3', '1.2.3']);
	expect(read('CHANGELOG.md')).toMatch(/## \[Unreleased\]\n\n## \[1\.2\.3\] - \d{4}-\d\d-\d\d\n/);
	expect(read('CHANGELOG.md').endsWith(notes ?? '-')).toBe(true);
	expect(copy.git('log', '-1', '--format=%s')).toBe('1.2.3');
	expect(copy.git('status', '--porcelain')).toBe('');
	const pushed = copy.git('ls-remote', 'origin', 'refs/heads/main', 'refs/tags/1.2.3^{}');
	const head = copy.git('rev-parse', 'HEAD');
	expect(pushed.split('\n').map((line) => line.split('\t'))).toEqual([
		[head, 'refs/heads/main'],
		[head, 'refs/tags/1.2.3^{}'],
	]);
});
