/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- runs on the developer's machine, never inside n8n */
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { ROOT } from '../../scripts/docs/document';
import { type Step, workflowSteps } from '../support/documentedCommands';

/**
 * Runs the steps of a workflow here, one after the other, as GitHub would: `npm run test:workflow -- weekly`. Further
 * words choose jobs; `--list` only says what there is; `--skip Install` leaves steps out by a part of their names. A
 * step that fails does not keep the others from running. Steps that use an action (checkout, Node.js, caches) are not run.
 */
function main(): void {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: { list: { type: 'boolean' }, skip: { type: 'string', multiple: true, default: [] } },
	});
	const [workflow = '', ...jobs] = positionals;
	const steps = workflowSteps().filter(
		(step) => step.workflow === `${workflow}.yml` && (jobs.length === 0 || jobs.includes(step.job)),
	);
	if (steps.length === 0) {
		const known = new Set(workflowSteps().map((step) => `${step.workflow} ${step.job}`));
		process.stderr.write(`No such steps. There are:\n${[...known].join('\n')}\n`);
		process.exitCode = 2;
		return;
	}
	const isSkipped = ({ name }: Step) => values.skip.some((part) => name.includes(part));
	const lines = steps.map((step) => {
		const title = `${step.job}: ${step.name}`;
		if (values.list || isSkipped(step)) return `not run   ${title}`;
		process.stdout.write(`\n== ${title}\n${step.run}\n`);
		const startedAt = Date.now();
		const { status, signal } = run(step);
		if (status !== 0) process.exitCode = 1;
		const seconds = Math.round((Date.now() - startedAt) / 1000);
		return `${status === 0 ? 'passed' : `failed ${status ?? signal}`}   ${title}, ${seconds} s`;
	});
	process.stdout.write(`\n${lines.join('\n')}\n`);
}

/** As GitHub runs a step without a shell of its own. */
function run(step: Step) {
	return spawnSync('bash', ['-e', '-c', step.run], {
		cwd: join(ROOT, step.folder),
		stdio: ['ignore', 'inherit', 'inherit'],
		env: { ...process.env, GITHUB_STEP_SUMMARY: join(tmpdir(), 'summary.md') },
	});
}

main();
