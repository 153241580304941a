/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import manifest from '../../package.json';
import { ROOT } from '../../scripts/docs/document';

/** A step of a workflow of GitHub that runs something. */
export interface Step {
	readonly workflow: string;
	readonly job: string;
	readonly name: string;
	/** What is given to the shell. */
	readonly run: string;
	/** Where, from the project's folder on. */
	readonly folder: string;
}

const WORKFLOWS = join(ROOT, '.github/workflows');

/** Every step of the workflows that has a `run`, in its order. */
export function workflowSteps(): Step[] {
	return readdirSync(WORKFLOWS).flatMap((workflow) =>
		stepsOf(workflow, readFileSync(join(WORKFLOWS, workflow), 'utf8')),
	);
}

/** The steps of a workflow that is laid out by Prettier, as ours are. */
export function stepsOf(workflow: string, text: string): Step[] {
	const [, jobs = ''] = text.split(/^jobs:\n/m);
	return jobs.split(/^ {2}(?=[\w-]+:$)/m).flatMap((part) => {
		const [, job = ''] = /^([\w-]+):\n/.exec(part) ?? [];
		return part.split(/^ {6}- /m).flatMap((step) => {
			const [, name = ''] = /^(?: {8})?name: (.*)$/m.exec(step) ?? [];
			const [, line, block] =
				/^(?: {8})?run: (?:(?!\|)(.*)|\|\n((?: {10}.*\n|\n)+))/m.exec(`${step}\n`) ?? [];
			const run = line ?? block?.replace(/^ {10}/gm, '').trim();
			const [, folder = '.'] = /^ {8}working-directory: (.*)$/m.exec(step) ?? [];
			return run === undefined ? [] : [{ workflow, job, name, run, folder }];
		});
	});
}

/** The single commands of a shell script, without comments and redirections of its lines. */
export function commandsIn(script: string): string[] {
	return script
		.replace(/\\\n\s*/g, ' ')
		.split(/\n|&&|\|\||;/)
		.map((command) =>
			command
				.replace(/(^|\s)#.*$/, '')
				.trim()
				.replace(/^sudo /, '')
				.replace(/^timeout( --\S+)* \d+ /, '')
				.replace(/^apt-get install --yes /, 'apt-get install ')
				.replace(/\s+/g, ' '),
		)
		.filter((command) => command !== '');
}

/** What the workflows run: their own commands, those of `.ci/run`, and those that a script of package.json is made of. */
export function commandsOfWorkflows(): Set<string> {
	const found = new Set<string>();
	const add = (script: string) => {
		for (const command of commandsIn(script)) {
			if (found.has(command)) continue;
			found.add(command);
			if (command === '.ci/run') add(readFileSync(join(ROOT, command), 'utf8'));
			const [, name = ''] = /^npm (?:run )?([\w:-]+)$/.exec(command) ?? [];
			add(manifest.scripts[name as keyof typeof manifest.scripts] ?? '');
		}
	};
	for (const { run } of workflowSteps()) add(run);
	return found;
}

/** Commands that a test runs, because no workflow can: by the file of that test, which has them to the letter. */
export const RUN_BY_TESTS: Readonly<Record<string, string>> = {
	'npm run dev': 'test/e2e/contributor.test.ts',
	'npm run release -- 1.2.3': 'test/unit/release/release.test.ts',
	'npm run saved-workflows -- 1.2.3': 'test/unit/release/release.test.ts',
	'npm install n8n-nodes-signed-webhooks': 'test/e2e/installedByHand.test.ts',
	'npm run test:workflow -- weekly': 'test/unit/latest/workflow.test.ts',
	'openssl rand -base64 32': 'test/unit/docs/snippets.test.ts',
};

/** Commands that pages only speak of, by the file that does in their place what can be done. */
export const SPOKEN_OF: Readonly<Record<string, string>> = {
	'npm publish': 'scripts/publishCheck.mjs',
};
