import { randomUUID } from 'node:crypto';

import type { Browser } from 'playwright-core';

import { untilExecutions } from '../../support/executions';
import {
	conversationLane,
	type Lane,
	missiveApiLane,
	openWorkLane,
	supportAutoresponderLane,
} from '../../support/lanes';
import { until } from '../../support/poll';
import type { RestClient } from '../../support/rest';
import { triggerLanes } from '../../support/triggerLanes';
import { stepsWorkflow, triggerWorkflow } from '../../support/workflows';
import type { Editor } from '../editor';
import { NodeForm } from '../nodeForm';
import { openSession } from '../session';

/** An operation of a vendor, filled in by hand. */
interface Run {
	readonly type: string;
	readonly vendor: () => Promise<Lane>;
	readonly choices: Readonly<Record<string, string>>;
	readonly fields: Readonly<Record<string, string>>;
	/** What the credential has to hold beside what gives access. */
	readonly secrets?: Readonly<Record<string, string>>;
	/** What the item has to hold. */
	readonly shows: string;
}

const RUNS: readonly Run[] = [
	{
		type: 'missive',
		vendor: missiveApiLane,
		choices: { resource: 'Organization', operation: 'Get Many' },
		fields: {},
		shows: 'name',
	},
	{
		type: 'openWork',
		vendor: openWorkLane,
		choices: { resource: 'App Connection', operation: 'Get Many' },
		fields: {},
		shows: 'status',
	},
	{
		type: 'conversation',
		vendor: conversationLane,
		choices: { resource: 'Conversation', operation: 'Create' },
		secrets: { callbackToken: randomUUID() },
		fields: { callbackUrl: 'https://n8n.example.com/webhook/1' },
		shows: 'id',
	},
	{
		type: 'supportAutoresponder',
		vendor: supportAutoresponderLane,
		choices: { resource: 'Ticket', operation: 'Create' },
		fields: {
			subject: 'Unable to log in',
			message: 'It says "Oops"',
			customerEmail: 'customer@example.com',
		},
		shows: 'Unable to log in',
	},
];

let rest: RestClient;
let browser: Browser;
let editor: Editor;

beforeAll(async () => {
	({ rest, browser, editor } = await openSession());
});

afterAll(async () => await browser.close());

test.each(RUNS)(
	'an operation of $type is filled in and run, and its item is pinned',
	async (run) => {
		const vendor = await run.vendor();
		try {
			const { type, data } = vendor.credential;
			const credentials = [await rest.createCredential(type, { ...data, ...run.secrets })];
			const step = { name: 'Run', type: run.type, parameters: {}, credentials };
			const { id } = await rest.createWorkflow(stepsWorkflow('Runs', [step]));
			await editor.openWorkflow(id);
			const panel = await editor.openNode('Run');
			const form = new NodeForm(editor.page);
			for (const [field, option] of Object.entries(run.choices)) await form.choose(field, option);
			for (const [field, value] of Object.entries(run.fields)) await form.type(field, value);

			await panel.execute();
			await panel.untilShown(run.shows);
			await panel.pin();
			const [execution] = await untilExecutions(rest, id, 1);
			expect(execution?.status).toBe('success');
		} finally {
			await vendor.close();
		}
	},
);

/** OpenWork is in the walk to the first automation. */
const PUBLISHED = ['missive', 'conversation', 'support-autoresponder', 'signed-webhook'] as const;

test.each(PUBLISHED)(
	'a trigger of %s is published, and its production execution is listed',
	async (name) => {
		const lane = await triggerLanes[name]();
		try {
			const { type, data } = lane.credential;
			const credentials = [await rest.createCredential(type, data)];
			const built = triggerWorkflow('Published in the editor', { ...lane.trigger, credentials });
			const { id } = await rest.createWorkflow(built.workflow);
			await editor.openWorkflow(id);
			await editor.publish();
			await until(async () => (await rest.publicationStatus(id)).status === 'published', {
				what: 'the workflow to be published',
			});
			expect(await lane.send(rest.url + built.productionPath)).toBe(200);

			const listed = await editor.executions();
			await until(async () => /Succeeded in/.test(await listed.innerText()), {
				what: 'the execution in the list',
			});
			const [execution] = await untilExecutions(rest, id, 1);
			expect([execution?.mode, execution?.status]).toEqual(['webhook', 'success']);
			await rest.deactivate(id);
		} finally {
			await lane.close();
		}
	},
);
