import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';
import type { Browser } from 'playwright-core';

import { descriptions } from '../../support/descriptions';
import { until } from '../../support/poll';
import type { RestClient } from '../../support/rest';
import type { Credential } from '../../support/rest.types';
import { byType, node, PACKAGE } from '../../support/workflows';
import { type Choice, choicesOf, shownFields } from '../choices';
import type { Editor, NodePanel } from '../editor';
import { mustBeFilled } from '../mustBeFilled';
import { NodeForm } from '../nodeForm';
import { openSession } from '../session';

const NAME = 'Under Test';

/** With that of the editor, a form in which nothing can be filled in would take half an hour to say so. */
const PATIENCE_MS = 15_000;

/** What nobody may read: values that are missing, tags, and keys of n8n's translations. */
const UNRENDERED =
	/undefined|\[object |<\/?[a-z]+[^>]*>|\b(?:ndv|generic|node|nodeView|parameterInput|collectionParameter)\.\w+\.?\w*/;

/** What a user is told to enter is not an expression that n8n left as it is. */
const TO_ENTER = /the expression \{\{ .*? \}\}/;

let rest: RestClient;
let browser: Browser;
let editor: Editor;
let form: NodeForm;
let credentials: Credential[];

beforeAll(async () => {
	({ rest, browser, editor } = await openSession());
	const types = new Set(
		descriptions.flatMap((description) => (description.credentials ?? []).map(({ name }) => name)),
	);
	credentials = await Promise.all(
		[...types].map(async (type) => await rest.createCredential(type, CREDENTIALS)),
	);
	editor.page.setDefaultTimeout(PATIENCE_MS);
	form = new NodeForm(editor.page);
});

afterAll(async () => {
	await browser.close();
	// n8n would choose them for nodes that other walks add.
	for (const { id } of credentials) await rest.deleteCredential(id);
});

/** Enough for n8n to call each of them complete. */
const CREDENTIALS = {
	baseUrl: 'http://127.0.0.1:1',
	token: 'token-of-the-walk',
	apiKey: 'key-of-the-walk',
	secret: 'signing-secret-of-the-walk',
	webhookSecret: 'webhook-secret-of-the-walk',
	webhookUrl: 'https://hooks.slack.com/services/T0/B0/x',
};

/** Enters what the field itself gives as an example. */
async function fillIn(field: INodeProperties): Promise<void> {
	const { name, type, placeholder = 'e.g. 1', options = [], modes = [] } = field;
	const [, expression] = /^e\.g\. \{\{ (.*) \}\}$/.exec(placeholder) ?? [];
	if (type === 'resourceLocator') {
		const [typed] = modes.filter((mode) => mode.type === 'string') as [INodePropertyMode];
		const example = (typed.placeholder ?? '1').replace(/^e\.g\. /, '');
		return await form.locate(name, typed.name, example);
	}
	if (type === 'multiOptions') return await form.tick(name, String(options[0]?.name));
	if (expression !== undefined) return await form.express(name, expression);
	await form.type(name, placeholder.replace(/^e\.g\. /, ''));
}

function isEmpty({ default: value }: INodeProperties): boolean {
	if (Array.isArray(value)) return value.length === 0;
	return (
		value === '' || (typeof value === 'object' && value !== null && value['value' as never] === '')
	);
}

const names = (fields: readonly INodeProperties[]) => fields.map(({ name }) => name).sort();

describe.each(descriptions.map((description) => [description.displayName, description] as const))(
	'the form of %s',
	(title, description) => {
		const filled = new Set<string>();
		let panel: NodePanel;

		beforeAll(async () => {
			const version = description.version as number;
			const wanted = (description.credentials ?? []).map(({ name }) => name);
			const { id } = await rest.createWorkflow({
				name: 'Forms',
				nodes: [
					{
						...node(NAME, `${PACKAGE}.${description.name}`, version, {}, [0, 0]),
						credentials: byType(credentials.filter(({ type }) => wanted.includes(type))),
					},
				],
				connections: {},
				settings: {},
			});
			await editor.openWorkflow(id);
			panel = await editor.openNode(NAME);
		});

		test.each(choicesOf(description).map((choice) => [choice.title, choice] as const))(
			'%s',
			async (choice: string, { steps, parameters }: Choice) => {
				for (const [field, option] of steps) await form.choose(field, option);
				const shown = shownFields(description, parameters);
				const labelled = names(shown.filter(({ type }) => type !== 'notice'));
				await until(
					async () => {
						const seen = (await form.names()).sort();
						if (seen.join() !== labelled.join()) throw new Error(`shown are ${seen.join(', ')}`);
						return true;
					},
					{ what: `the fields ${labelled.join(', ')}`, deadlineMs: 10_000 },
				);
				const notices = await form.notices();
				expect(notices).toHaveLength(shown.length - labelled.length);
				for (const text of [...notices, ...(await form.labels())]) {
					expect(text).not.toMatch(UNRENDERED);
					expect(text.replace(TO_ENTER, '')).not.toContain('{{');
				}

				const required = shown.filter((field) => field.required && isEmpty(field));
				expect(names(required)).toEqual(mustBeFilled(title, choice));
				const marked = await form.issues();
				expect(names(required)).toEqual(expect.arrayContaining(marked));
				const missing = required.filter(({ name }) => !filled.has(name));
				expect(marked).toEqual(expect.arrayContaining(names(missing)));

				for (const field of required) {
					if (!marked.includes(field.name)) continue;
					await fillIn(field);
					filled.add(field.name);
				}
				await until(async () => (await form.issues()).length === 0, {
					what: 'no field to be marked',
					deadlineMs: 10_000,
				});
			},
		);

		test('leaves nothing to complain about once it is filled in', async () => {
			await panel.close();
			expect(await editor.issuesOf(NAME)).toBeUndefined();
		});
	},
);
