/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- runs on the developer's machine, never inside n8n */
import { spawnSync } from 'node:child_process';

import { ROOT } from '../../../scripts/docs/document';

const COMMAND = 'npm run test:workflow -- weekly';

/** Runs the command with further words. */
function run(...words: string[]) {
	const [program = '', ...args] = COMMAND.split(' ');
	const { status, stdout, stderr } = spawnSync(program, [...args, ...words], {
		cwd: ROOT,
		encoding: 'utf8',
	});
	return { status, stdout, stderr };
}

test('the steps of a workflow are named, in their order', () => {
	const { status, stdout } = run('drift', '--list');
	expect(status).toBe(0);
	expect(stdout).toMatch(/drift: Install\n[^]*drift: Compare what was written down/);
	expect(stdout).not.toContain('editor:');
});

test('steps are run, but for those that are left out', () => {
	const skipped = ['--skip', 'Install', '--skip', 'Compare', '--skip', 'would be'];
	const { status, stdout } = run('drift', ...skipped);
	expect(status).toBe(0);
	expect(stdout).toContain('passed   drift: Show the report, 0 s');
	expect(stdout).toContain('not run   drift: Install');
});

test('a job that is not there is refused, with those that are', () => {
	expect(run('nothing')).toMatchObject({
		status: 2,
		stderr: expect.stringContaining('weekly.yml drift'),
	});
});
