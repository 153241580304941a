/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Browser } from 'playwright-core';

import type { RestClient } from '../../support/rest';
import type { Credential } from '../../support/rest.types';
import { NODES, triggerWorkflow } from '../../support/workflows';
import type { Editor } from '../editor';
import { INVALID_BODY, type TriggerLane, triggerLanes } from '../../support/triggerLanes';
import { OpenWorkflow } from '../openWorkflow';
import { openSession } from '../session';

const ONE_INVALID = {
	events: [],
	invalid: [
		expect.objectContaining({
			delivery: expect.objectContaining({ problems: expect.any(Array) as unknown[] }) as object,
		}),
	],
};

const pages = Object.keys(triggerLanes) as Array<keyof typeof triggerLanes>;

/** What a reader copies from a page. */
function firstSample(page: string): object[] {
	const text = readFileSync(join(__dirname, `../../../docs/events/${page}.md`), 'utf8');
	const [, sample = ''] = /```json\n(.*?)```/s.exec(text) ?? [];
	return JSON.parse(sample) as object[];
}

let rest: RestClient;
let browser: Browser;
let editor: Editor;

beforeAll(async () => {
	({ rest, browser, editor } = await openSession());
});

afterAll(async () => await browser.close());

describe.each(pages)('data of the trigger of %s in the editor', (page) => {
	let lane: TriggerLane;
	let credential: Credential;
	let workflow: OpenWorkflow;

	beforeAll(async () => {
		lane = await triggerLanes[page]();
		credential = await rest.createCredential(lane.credential.type, lane.credential.data);
	});

	beforeEach(async () => {
		const built = triggerWorkflow('Data in the editor', {
			...lane.trigger,
			credentials: [credential],
		});
		const { id } = await rest.createWorkflow(built.workflow);
		workflow = new OpenWorkflow(rest, id, built);
		await editor.openWorkflow(id);
	});

	afterAll(async () => await lane.close());

	test('is a sample that was copied, is edited and run', async () => {
		const sample = firstSample(page);
		const panel = await editor.openNode(NODES.trigger);
		expect(await panel.linkInHint('sample events')).toMatch(
			new RegExp(`/docs/events/${page}\\.md$`),
		);
		await panel.setMockData(sample);
		await panel.close();
		await editor.execute();
		expect(await workflow.ran()).toEqual({ events: sample, invalid: [] });

		const again = await editor.openNode(NODES.trigger);
		await again.edit([{ made: 'up by hand' }, { made: 'once more' }]);
		await again.close();
		await editor.execute();
		expect(await workflow.ran()).toEqual({
			events: [{ made: 'up by hand' }, { made: 'once more' }],
			invalid: [],
		});
	});

	test('is that of a test event, which is pinned and run, and is let go', async () => {
		await editor.listen();
		expect(await lane.send(workflow.testUrl)).toBe(200);
		const real = {
			events: [expect.objectContaining({ delivery: expect.anything() })],
			invalid: [],
		};
		const first = await workflow.ran();
		expect(first).toEqual(real);

		const panel = await editor.openNode(NODES.trigger);
		expect(await panel.outputs()).toEqual(['Events Branch (1 item)', 'Invalid Branch']);
		await panel.pin();
		await panel.close();
		await editor.execute();
		expect(await workflow.ran()).toEqual(first);

		const pinned = await editor.openNode(NODES.trigger);
		await pinned.unpin();
		await pinned.close();
		await editor.listen();
		expect(await lane.send(workflow.testUrl)).toBe(200);
		const second = await workflow.ran();
		expect(second).toEqual(real);
		expect(second).not.toEqual(first);
	});

	test('is on Invalid, and cannot be pinned there, when a test event is not as documented', async () => {
		await editor.listen();
		expect(await lane.send(workflow.testUrl, INVALID_BODY)).toBe(200);
		expect(await workflow.ran()).toEqual(ONE_INVALID);

		const panel = await editor.openNode(NODES.trigger);
		await panel.chooseOutput('Invalid');
		await panel.untilShown('problems');
		expect(await panel.canBePinned()).toBe(false);
	});

	test('is that of real events once it is published, whatever is pinned', async () => {
		const panel = await editor.openNode(NODES.trigger);
		await panel.setMockData([{ made: 'up by hand' }]);
		await panel.close();
		await workflow.untilPinnedDataIsSaved();
		await rest.activate(workflow.id);

		expect(await lane.send(workflow.productionUrl)).toBe(200);
		expect(await workflow.ran()).toEqual({
			events: [expect.objectContaining({ delivery: expect.anything() })],
			invalid: [],
		});
		expect(await lane.send(workflow.productionUrl, INVALID_BODY)).toBe(200);
		expect(await workflow.ran()).toEqual(ONE_INVALID);
		await rest.deactivate(workflow.id);
	});
});
