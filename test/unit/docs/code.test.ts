/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/require-node-api-error -- runs on the developer's machine, never inside n8n */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { snippetOfPage } from '../../faults/proxy';
import { documentedSnippet } from '../../fleet/proxy';
import { eventPages } from '../../../scripts/docs/events';
import { ROOT } from '../../../scripts/docs/document';
import {
	commandsIn,
	commandsOfWorkflows,
	RUN_BY_TESTS,
	SPOKEN_OF,
	stepsOf,
} from '../../support/documentedCommands';
import { allPages, blocksOf, commandsOf, type Code } from '../../support/pages';
import { samplesOf } from '../../support/samples';
import { sendByShell, startReceiver } from './snippets';

/** Pages of a text that is not ours. */
const LICENCES = /LICENSE/;

const pages = allPages().filter(({ path }) => !LICENCES.test(path));

const TEST_FILES = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' }).filter(
	(file) => file.endsWith('.test.ts'),
);

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

/** How a kind of block is run or checked. */
interface Check {
	/** The pages that it is for. */
	readonly page: RegExp;
	readonly language: string;
	readonly what: string;
	check(code: string): Promise<void> | void;
}

/** Every kind of block that a page may have. The first one that fits a block is its check. */
const CHECKS: readonly Check[] = [
	{
		page: /^docs\/receiving\.md$/,
		language: 'sh',
		what: 'starts the workflow of a trigger',
		check: async (code) => expect((await sendByShell(code)).items).toHaveLength(1),
	},
	{
		page: /^docs\/sending\.md$/,
		language: 'js',
		what: 'takes what the node sends',
		check: async (code) => {
			const receiver = await startReceiver(code);
			try {
				const delivered = [[{ json: { delivery: { status: 'delivered' } } }]];
				expect(await receiver.deliver({ order: 81 })).toMatchObject(delivered);
			} finally {
				await receiver.close();
			}
		},
	},
	{ page: /./, language: 'sh', what: 'has commands that are run', check: expectRun },
	{ page: /./, language: 'ts', what: 'stands in a source that tests run', check: expectInSource },
	{ page: /./, language: 'mermaid', what: 'is a flowchart', check: expectFlowchart },
	{
		page: /^docs\/events\//,
		language: 'json',
		what: 'is what a trigger puts out',
		check: async (code) => {
			expect(await madeEvents()).toContain(`\`\`\`json\n${code}\`\`\``);
		},
	},
	{
		page: /^docs\/RELIABILITY\.md$/,
		language: 'nginx',
		what: 'is the proxy of the fault runs',
		check: (code) => expect(snippetOfPage()).toBe(code),
	},
	...(['haproxy', 'nginx'] as const).map((language) => ({
		page: /^docs\/SCALING\.md$/,
		language,
		what: 'is the proxy of the fleet runs',
		check: (code: string) => expect(documentedSnippet(language)).toBe(code),
	})),
	{
		page: /^README\.md$/,
		language: 'json',
		what: 'is a part of what the OpenWork Trigger puts out',
		check: async (code) => {
			const { events } = await samplesOf('openwork');
			const { item } = events.find((each) => each.eventType === 'app:health_warning') ?? {};
			expect(notIn(item, JSON.parse(code))).toEqual([]);
		},
	},
];

let made: Promise<string> | undefined;

/** The pages of sample events, as the triggers make them now. */
async function madeEvents(): Promise<string> {
	made ??= eventPages().then((each) => each.map(({ text }) => text).join(''));
	return await made;
}

const checkOf = (code: Code) =>
	CHECKS.find(({ page, language }) => language === code.language && page.test(code.page));

/** The commands that no workflow and no test runs. */
function neverRun(script: string): string[] {
	const byWorkflows = [...commandsOfWorkflows()];
	return commandsIn(script).filter((whole) => {
		const command = withoutSelection(whole);
		if (/^(cd|mkdir) /.test(command) || command in RUN_BY_TESTS || command in SPOKEN_OF)
			return false;
		return !byWorkflows.some((run) => runs(run, command));
	});
}

/** The command that runs all tests, for one that runs those of some files. */
function withoutSelection(command: string): string {
	const [, all = '', pattern = ''] = /^(.*) -- --testPathPatterns (\S+)$/.exec(command) ?? [];
	return pattern !== '' && TEST_FILES.some((file) => file.includes(pattern)) ? all : command;
}

/**
 * Whether one command does what the other one does. A workflow may say more: `npm run test:fuzz -- --requests 2000` runs
 * `npm run test:fuzz`. And it may name more parts, or all by naming none, and no option that shortens them:
 * `npm run bench` runs `npm run bench -- seen --quick`.
 */
function runs(run: string, command: string): boolean {
	const [script = '', parts = ''] = run.split(' -- ');
	const [wantedScript = '', wanted = ''] = command.split(' -- ');
	if (script !== wantedScript) return run.startsWith(`${command} `);
	const named = parts.split(' ');
	const [wantedParts = ''] = wanted.split(/ ?--/);
	return (
		parts === '' || wantedParts.split(' ').every((part) => part === '' || named.includes(part))
	);
}

function expectRun(script: string): void {
	expect(neverRun(script)).toEqual([]);
}

function expectInSource(code: string): void {
	const sources = ['nodes', 'test/acme'].flatMap((folder) =>
		readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
			.filter((path) => path.endsWith('.ts'))
			.map((path) => read(join(folder, path))),
	);
	const indented = code.replace(/^(?=.)/gm, '\t');
	expect(sources.some((source) => source.includes(code) || source.includes(indented))).toBe(true);
}

/** The lines of Mermaid's flowcharts that ours are made of. */
const FLOWCHART = {
	head: /^flowchart (LR|TD)$/,
	box: /^\w+\["[^"]+"\]$/,
	group: /^(subgraph \w+|end)$/,
	arrows: /^(\w+(\["[^"]+"\])?)( (-->|-\.->)(\|"?[^|"]+"?\|)? \w+(\["[^"]+"\])?)+$/,
};

function expectFlowchart(code: string): void {
	const [head = '', ...lines] = code.trimEnd().split('\n');
	expect(head).toMatch(FLOWCHART.head);
	const { box, group, arrows } = FLOWCHART;
	const strange = lines
		.map((line) => line.trim())
		.filter((line) => ![box, group, arrows].some((form) => form.test(line)));
	expect(strange).toEqual([]);
	expect(lines.filter((line) => line.trim().startsWith('subgraph'))).toHaveLength(
		lines.filter((line) => line.trim() === 'end').length,
	);
}

/** The paths of what is shown and not there, or of another kind. `…` stands for anything. */
function notIn(there: unknown, shown: unknown, path = ''): string[] {
	if (shown === '…') return [];
	if (typeof shown !== 'object' || shown === null) {
		return typeof shown === typeof there ? [] : [path];
	}
	return Object.entries(shown).flatMap(([name, value]) =>
		name === '…' ? [] : notIn((there as Record<string, unknown>)?.[name], value, `${path}.${name}`),
	);
}

describe.each(pages)('$path', (page) => {
	const blocks = blocksOf(page);

	test('has only blocks that something runs or checks', async () => {
		for (const block of blocks) {
			const check = checkOf(block);
			expect([block.at, block.language, check?.what]).toEqual([
				block.at,
				block.language,
				expect.any(String),
			]);
			await at(block, async () => await check?.check(block.code));
		}
	});

	test('tells its reader to run only what is run', async () => {
		for (const command of commandsOf(page)) await at(command, () => expectRun(command.code));
	});
});

/** Says of a failure where the code stands. */
async function at(code: Code, run: () => Promise<void> | void): Promise<void> {
	try {
		await run();
	} catch (error) {
		throw new Error(`${code.at}: ${(error as Error).message}`);
	}
}

describe('the inventory', () => {
	const code = (language: string, text: string): Code => ({
		at: 'README.md:1',
		page: 'README.md',
		language,
		code: text,
	});

	test('finds the blocks and commands of a page, with their lines', () => {
		const text = 'Run `npm test`, or `npm run\nbench`.\n\n```sh\nnpm run `x`\n```\n\n`not this`\n';
		const page = { path: 'a.md', text };
		expect(commandsOf(page)).toMatchObject([
			{ at: 'a.md:1', code: 'npm test' },
			{ at: 'a.md:1', code: 'npm run bench' },
		]);
		expect(blocksOf(page)).toMatchObject([{ at: 'a.md:4', language: 'sh', code: 'npm run `x`\n' }]);
	});

	test('knows no block of a language that nobody runs', () => {
		expect(checkOf(code('python', 'print(1)'))).toBeUndefined();
		expect(checkOf(code('', 'npm test'))).toBeUndefined();
		expect(checkOf({ ...code('json', '{}'), page: 'docs/sending.md' })).toBeUndefined();
	});

	test('says where a command stands that nobody runs', async () => {
		const run = at(code('sh', 'npm run nothing'), () => expectRun('npm run nothing'));
		await expect(run).rejects.toThrow(/^README\.md:1: [^]*npm run nothing/);
	});

	test('finds source that stands nowhere, and a picture that is none', () => {
		expect(() => expectInSource('export const nowhere = "to be found";')).toThrow();
		expect(() => expectFlowchart('flowchart TD\n  a["A] --> b\n')).toThrow();
		expect(notIn({ a: 1 }, { a: '…', b: 2, c: { '…': '…' } })).toEqual(['.b']);
		expect(notIn({ a: 1 }, { a: 'text' })).toEqual(['.a']);
	});
});

describe('commands', () => {
	test.each(Object.entries({ ...RUN_BY_TESTS, ...SPOKEN_OF }))(
		'%s is run by %s, or what can be of it',
		(command, file) => {
			expect(existsSync(join(ROOT, file))).toBe(true);
			const words = command.split(' ').slice(1);
			for (const word of words) expect(read(file)).toContain(word);
		},
	);

	test('of a workflow are found in its steps', () => {
		const text = [
			'jobs:',
			'  a:',
			'    steps:',
			'      - uses: actions/checkout@v4',
			'      - name: One',
			'        run: npm ci',
			'      - name: Two',
			'        if: always()',
			'        run: |',
			'          npm run a # why',
			'          sudo timeout --signal=INT 9 npm run b -- --c &&',
			'            npm run d',
			'  b:',
			'    steps:',
			'      - run: npm test',
		].join('\n');
		expect(stepsOf('w.yml', text)).toMatchObject([
			{ job: 'a', name: 'One', run: 'npm ci' },
			{ job: 'a', name: 'Two', run: expect.stringContaining('npm run a') },
			{ job: 'b', name: '', run: 'npm test' },
		]);
		const [, two] = stepsOf('w.yml', text);
		expect(commandsIn(two?.run ?? '')).toEqual(['npm run a', 'npm run b -- --c', 'npm run d']);
	});

	test('of scripts that are made of others count as run with them', () => {
		const commands = commandsOfWorkflows();
		expect([...commands]).toEqual(
			expect.arrayContaining([
				'npm test',
				'npm run typecheck',
				'tsc --noEmit -p test/tsconfig.json',
			]),
		);
	});
});
