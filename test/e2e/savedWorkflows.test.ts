/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { INode, INodeType } from 'n8n-workflow';

import { isReleased, type Saved, savedBy, versions } from '../savedWorkflows/files';
import { meaningOf } from '../savedWorkflows/fill';
import {
	keyOf,
	missing,
	record,
	recordedOf,
	type Result,
	shapeOfItems,
} from '../savedWorkflows/results';
import { nodeTypes } from '../savedWorkflows/types';
import { startSavedVendors, type SavedVendors } from '../savedWorkflows/vendors';
import { startSink } from '../simulators';
import { standardWebhooks } from '../../nodes/shared/signature/schemes';
import { itemsOf, untilExecutions } from '../support/executions';
import { type Lane, laneStarters } from '../support/lanes';
import type { RestClient } from '../support/rest';
import type { Credential, NewWorkflow } from '../support/rest.types';
import { signedHeaders } from '../support/signed';
import { byType, node, NODES, PACKAGE } from '../support/workflows';
import { closeLanes, openLane } from './lane';
import { signInToShared } from './shared';
import { Stage } from './stage';

/** `SAVED_RESULTS=write` writes down what a version gives that is not released. */
const IS_WRITING = process.env.SAVED_RESULTS === 'write';

const changelog = readFileSync(join(__dirname, '../../CHANGELOG.md'), 'utf8');

const types = nodeTypes();

/** The saved action nodes of a version: each one with every field set, and with every choice made. */
const actionsOf = (version: string) =>
	savedBy(version).filter(([, { nodes }]) => {
		const [first] = nodes.filter(({ type }) => type.startsWith(PACKAGE));
		return first !== undefined && types.get(first.type)?.execute !== undefined;
	});

const settingsOf = (version: string) =>
	actionsOf(version).filter(([file]) => file.startsWith('every-'));

let rest: RestClient;
let stage: Stage | undefined;
let vendors: SavedVendors | undefined;
let credentials: Credential[];
let receiver: string;

beforeAll(async () => {
	// While the node types were loaded n8n has hung up, which is to be heard of before the next request.
	await setImmediate();
	await setImmediate();
	rest = await signInToShared();
	const opened = new Stage(rest);
	stage = opened;
	vendors = await startSavedVendors();
	// Which of so many messages Slack would have to wait is a matter of the moment.
	const { credential: slack } = await opened.slackChannel({ perSecond: 1_000 });
	receiver = (await opened.overHttps(opened.keep(await startSink()))).of('https://sink/');
	const filledIn = Object.entries(vendors.credentials).map(
		async ([type, data]) => await opened.credential(type, data),
	);
	credentials = [slack, ...(await Promise.all(filledIn))];
});

afterAll(async () => {
	await stage?.close();
	await vendors?.close();
});

afterEach(closeLanes);

/** How much is set in a node; all event types make as many hooks as there are types. */
function effortOf({ parameters }: INode): number {
	return Object.keys(parameters).length + (JSON.stringify(parameters).includes('"*"') ? 10 : 0);
}

/** The saved trigger with the fewest settings that takes the event of a lane. */
function fitting(version: string, { trigger, expected }: Lane): INode {
	const nodes = savedBy(version).flatMap(([, saved]) => saved.nodes);
	const [found] = nodes
		.filter(({ type }) => type === `${PACKAGE}.${trigger.type}`)
		.filter((each) => {
			const { description } = types.get(each.type) as INodeType;
			const meaning = meaningOf(each.parameters, description);
			const { registration, eventTypes, options, filters } = meaning;
			const wanted = [eventTypes].flat() as string[];
			return (
				registration === trigger.parameters.registration &&
				(wanted.includes(expected.eventType) || wanted.includes('*') || wanted[0] === '') &&
				[options, filters].every((group) => Object.keys(group ?? {}).length === 0)
			);
		})
		.sort((a, b) => effortOf(a) - effortOf(b));
	if (!found) throw new Error(`${version} saved no ${trigger.type} for ${expected.eventType}`);
	return found;
}

/** A sender that signs by Standard Webhooks: what the Signed Webhook Trigger takes as it is added. */
async function standardWebhooksLane(): Promise<Lane> {
	let url = '';
	const secret = `whsec_${Buffer.from('signing secret of the tests').toString('base64')}`;
	return {
		title: 'Standard Webhooks',
		slug: 'standard-webhooks',
		expected: { eventType: 'order.paid', verified: 'Standard Webhooks' },
		credential: { type: 'webhookSigningSecretApi', data: { secret }, mistake: {} },
		trigger: { type: 'signedWebhookTrigger', parameters: {} },
		setUp: async (productionUrl) => void (url = productionUrl),
		hooks: () => [url],
		async deliver() {
			const body = Buffer.from('{"type":"order.paid","total":"49.90"}');
			const timestamp = String(Math.floor(Date.now() / 1000));
			const message = { body, id: `msg_${timestamp}`, timestamp };
			const headers = signedHeaders(standardWebhooks, secret, message);
			const { status } = await fetch(url, {
				method: 'POST',
				headers: { 'content-type': 'application/json', ...headers },
				body,
			});
			return { delivered: status === 200, attempts: [] } as never;
		},
		forgery: () => ({}),
		close: async () => undefined,
	};
}

/** What a user changes in an imported node: its credentials, records of their own, and an address that exists. */
function withAccess(saved: INode, { description }: INodeType): INode {
	const wanted = (description.credentials ?? []).map(({ name }) => name);
	const parameters = vendors?.filled(saved) ?? {};
	const isSender = saved.type.endsWith('.signedWebhook');
	return {
		...saved,
		parameters: isSender ? { ...parameters, url: receiver } : parameters,
		credentials: byType(credentials.filter(({ type }) => wanted.includes(type))),
		// What a node refuses is a result, too, and does not keep the others from running.
		onError: 'continueRegularOutput',
	};
}

/** One workflow that runs each of the nodes once, on an event. */
function runningEach({ name, nodes }: Saved): NewWorkflow {
	const start = node(NODES.trigger, 'n8n-nodes-base.manualTrigger', 1, {}, [-600, 0]);
	const event = node('Event', 'n8n-nodes-base.set', 3.4, EVENT, [-300, 0]);
	const main = (targets: readonly INode[]) => ({
		main: [targets.map((each) => ({ node: each.name, type: 'main' as const, index: 0 }))],
	});
	const run = nodes.map((each) => withAccess(each, types.get(each.type) as INodeType));
	return {
		name,
		nodes: [start, event, ...run],
		connections: { [start.name]: main([event]), [event.name]: main(run) },
		settings: { executionOrder: 'v1' },
	};
}

const EVENT = {
	mode: 'raw',
	jsonOutput: JSON.stringify({
		event: 'ticket.created',
		id: 'evt_1',
		text: 'A text',
		customerId: 'c1',
		orderNumber: 'o1',
	}),
};

/** Runs every node of a saved workflow in n8n; gives what each put out. */
async function run(saved: Saved): Promise<Map<string, Result>> {
	const { id } = await rest.createWorkflow(runningEach(saved));
	await rest.executeWorkflow(id, NODES.trigger);
	const [execution] = await untilExecutions(rest, id, 1, 120_000);
	const { runData, error } = execution?.data.resultData ?? {};
	expect(error).toBeUndefined();
	return new Map(
		saved.nodes.map((each) => {
			const [ran] = runData?.[each.name] ?? [];
			expect([each.name, ran === undefined]).toEqual([each.name, false]);
			const outputs = ran?.data?.main ?? [];
			return [
				keyOf(each),
				outputs.map((items) => shapeOfItems((items ?? []).map(({ json }) => json))),
			];
		}),
	);
}

describe.each(versions())('what version %s saved', (version) => {
	const recorded = recordedOf(version);
	const found = new Map<string, Result>();

	test.each(settingsOf(version))('%s runs and gives what it gave', async (_file, saved) => {
		const results = await run(saved);
		for (const [key, result] of results) found.set(key, result);
		const problems = saved.nodes.flatMap((each) => {
			const before = recorded.results[recorded.nodes[keyOf(each)] ?? -1];
			const now = results.get(keyOf(each));
			return before && now ? missing(before, now).map((text) => `${each.name}: ${text}`) : [];
		});
		if (!IS_WRITING) expect(problems).toEqual([]);
	});

	test.each([...laneStarters, standardWebhooksLane].map((start) => [start.name, start] as const))(
		'a trigger takes a signed event and gives what it gave: %s',
		async (_name, start) => {
			let saved: INode | undefined;
			const withSaved = async () => {
				const lane = await start();
				saved = fitting(version, lane);
				return { ...lane, trigger: { ...lane.trigger, parameters: saved.parameters } };
			};
			const { lane, workflowId } = await openLane(withSaved, rest);
			expect(await lane.deliver({ maxAttempts: 1 })).toMatchObject({ delivered: true });
			const [execution] = await untilExecutions(rest, workflowId, 1);
			const items = execution ? itemsOf(execution, NODES.trigger) : [];
			expect(items).toHaveLength(1);
			const key = keyOf(saved as INode);
			const result = [shapeOfItems(items)];
			found.set(key, result);
			const before = recorded.results[recorded.nodes[key] ?? -1];
			if (!IS_WRITING) expect(missing(before ?? [], result)).toEqual([]);
		},
	);

	test('is written down: SAVED_RESULTS=write npm run test:e2e -- --testPathPatterns e2e/savedWorkflows', () => {
		if (IS_WRITING && !isReleased(version, changelog)) record(version, found);
		const unknown = [...found.keys()].filter((key) => !(key in recordedOf(version).nodes));
		// A version that is not released may have got new fields since.
		const allowed = isReleased(version, changelog) ? 0 : found.size / 5;
		expect(unknown.length).toBeLessThanOrEqual(allowed);
	});
});
