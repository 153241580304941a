import type { IDataObject } from 'n8n-workflow';

import { freshOpenWorkEvent } from '../../fixtures';
import {
	type Dialect,
	hookSignature,
	type OpenWorkSimulator,
	startOpenWork,
	startSink,
} from '../../simulators';
import { nodeNamed } from '../../support/examples';
import { itemsOf, untilExecutions } from '../../support/executions';
import { NODES, type Step, stepsWorkflow } from '../../support/workflows';
import { type ActionStage, byId, SECRET, stepsOf } from './setup';

const NEW_SECRET = 'another secret of the tests, as long';
const HOUR_MS = 60 * 60 * 1000;

const at = (hoursAgo: number) => new Date(Date.now() - hoursAgo * HOUR_MS).toISOString();

/** An OpenWork, and steps with credentials for it. */
async function openWorkOf(stage: ActionStage, dialect: Dialect) {
	const openWork = stage.keep(await startOpenWork({ dialect }));
	const account = await stage.credential('openWorkApi', {
		baseUrl: openWork.url,
		token: openWork.token,
	});
	const secret = await stage.credential('webhookSigningSecretApi', { secret: SECRET });
	const newSecret = await stage.credential('webhookSigningSecretApi', { secret: NEW_SECRET });
	return {
		openWork,
		step: stepsOf('openWork', [account, secret]),
		stepWithNewSecret: stepsOf('openWork', [account, newSecret]),
	};
}

/** The connections, and webhooks as far as the guide tells of them: the same on every server. */
async function documentedOperations(stage: ActionStage, dialect: Dialect): Promise<void> {
	const { openWork, step } = await openWorkOf(stage, dialect);

	const items = await stage.run(`OpenWork, ${dialect}`, [
		step('Apps', 'connection', 'getAll', { limit: 1 }),
		step('Check', 'connection', 'runHealthCheck', { appType: byId('={{ $json.appType }}') }),
		step('App', 'connection', 'get', { appType: byId('whatsapp') }),
		step('Log', 'connection', 'getHealthEvents', { appType: byId('whatsapp'), limit: 5 }),
		step('Create', 'webhook', 'create', {
			name: 'Of the test',
			url: `${stage.publicUrl}/webhook/of-the-test`,
			eventTypes: ['message:received'],
		}),
		step('Pause', 'webhook', 'update', {
			webhookId: byId('={{ $json.id }}'),
			updateFields: { enabled: false, eventTypes: ['message:sent'] },
		}),
		step('Repair', 'webhook', 'repair'),
		step('Get', 'webhook', 'get', { webhookId: byId('={{ $json.id }}') }),
		step('List', 'webhook', 'getAll', { returnAll: true }),
		step('Delete', 'webhook', 'delete', { webhookId: byId('={{ $json.id }}') }),
	]);

	expect(items.Apps).toEqual([expect.objectContaining({ appType: 'whatsapp' })]);
	expect(items.Check).toEqual([expect.objectContaining({ healthy: true })]);
	expect(items.App).toEqual([expect.objectContaining({ healthStatus: 'healthy' })]);
	expect(items.Log).toEqual([expect.objectContaining({ eventType: 'health_check' })]);
	expect(items.Pause).toEqual([expect.objectContaining({ enabled: false })]);
	expect(items.Repair).toEqual([expect.objectContaining({ enabled: true, repaired: ['enabled'] })]);
	const shown = { name: 'Of the test', enabled: true, eventTypes: ['message:sent'] };
	expect(items.Get).toEqual([expect.objectContaining(shown)]);
	expect(items.List).toEqual([expect.objectContaining(shown)]);
	expect(items.Delete).toEqual([{ deleted: true }]);
	expect(openWork.hooks.size).toBe(0);
	expect(JSON.stringify(items)).not.toContain(SECRET);
}

/** What a node that continues on errors says about a step that cannot succeed; n8n's log tells of the others. */
async function failureOf(stage: ActionStage, step: Step): Promise<string> {
	const workflow = stepsWorkflow(`End to end: ${step.name}`, [step]);
	nodeNamed(workflow, step.name).onError = 'continueRegularOutput';
	const { id } = await stage.rest.createWorkflow(workflow);
	await stage.rest.executeWorkflow(id, NODES.trigger);
	const [execution] = await untilExecutions(stage.rest, id, 1);
	const [item] = execution ? itemsOf(execution, step.name) : [];
	return `${String(item?.error)} ${String(item?.description)}`;
}

const types = (items: IDataObject[] = []) => items.map(({ type }) => type);

function addHook(openWork: OpenWorkSimulator, id: string, url: string): void {
	const times = { createdAt: at(1), updatedAt: at(1) };
	const delivering = { enabled: false, retryCount: 3, timeoutMs: 5_000, failing: false };
	openWork.hooks.set(id, { id, name: id, url, eventTypes: ['*'], ...delivering, ...times });
}

/** By what each shows. */
export const openWorkActions: Record<string, (stage: ActionStage) => Promise<void>> = {
	async 'OpenWork: checks a connection, and makes, repairs and deletes a webhook, by the guide'(
		stage,
	) {
		await documentedOperations(stage, 'documented');
	},

	async 'OpenWork: checks a connection, and makes, repairs and deletes a webhook, on the open server'(
		stage,
	) {
		await documentedOperations(stage, 'as found');
	},

	async 'OpenWork: gets events by type, source and time'(stage) {
		const { openWork, step } = await openWorkOf(stage, 'as found');
		const happened = [
			{ ...freshOpenWorkEvent('message:received'), source: 'whatsapp', timestamp: at(5) },
			{ ...freshOpenWorkEvent('message:sent'), source: 'slack', timestamp: at(3) },
			{ ...freshOpenWorkEvent('app:health_warning'), source: 'whatsapp', timestamp: at(1) },
		];
		for (const event of happened) await openWork.emit(event);
		const [received, sent, warning] = happened.map(({ id }) => id);
		// Each step runs once for each item that it gets.
		const one = async (name: string, filters: IDataObject) => {
			const fields = { returnAll: true, filters };
			const items = await stage.run(`OpenWork, ${name}`, [step(name, 'event', 'getAll', fields)]);
			return items[name]?.map(({ id }) => id);
		};

		expect(await one('All', {})).toEqual([warning, sent, received]);
		expect(await one('By Type', { eventTypes: ['message:sent'] })).toEqual([sent]);
		const messages = ['message:received', 'message:sent'];
		expect(await one('By Types', { eventTypes: messages })).toEqual([sent, received]);
		expect(await one('By Source', { source: 'whatsapp' })).toEqual([warning, received]);
		expect(await one('By Time', { after: at(4), before: at(2) })).toEqual([sent]);
	},

	async 'OpenWork: changes where, how and with which secret it delivers, and sends a test event'(
		stage,
	) {
		const { step, stepWithNewSecret } = await openWorkOf(stage, 'as found');
		const [before, after] = [stage.keep(await startSink()), stage.keep(await startSink())];
		const event = {
			eventType: 'app:health_warning',
			source: 'whatsapp',
			payload: { healthStatus: 'warning' },
		};

		const items = await stage.run('OpenWork, deliveries', [
			step('Create', 'webhook', 'create', {
				name: 'Of the test',
				url: before.url,
				eventTypes: ['*'],
			}),
			step('Send', 'webhook', 'sendTestEvent', event),
			stepWithNewSecret('Update', 'webhook', 'update', {
				webhookId: byId("={{ $('Create').item.json.id }}"),
				signDeliveries: true,
				updateFields: { url: after.url, retryCount: 7, timeoutMs: 20_000 },
			}),
			step('Send Again', 'webhook', 'sendTestEvent', event),
			step('Events', 'event', 'getAll', { returnAll: true }),
		]);

		expect(items.Update).toEqual([
			expect.objectContaining({ url: after.url, retryCount: 7, timeoutMs: 20_000 }),
		]);
		expect(types(items.Events)).toEqual(['app:health_warning', 'app:health_warning']);
		for (const [sink, secret] of [
			[before, SECRET],
			[after, NEW_SECRET],
		] as const) {
			const [request, ...others] = sink.requests;
			expect(others).toEqual([]);
			expect(JSON.parse(String(request?.body))).toMatchObject({
				event: { type: event.eventType, source: 'whatsapp', payload: event.payload },
			});
			const signature = hookSignature(secret, request?.body ?? '');
			expect(request?.headers['x-webhook-signature']).toBe(signature);
		}
		expect(JSON.stringify(items)).not.toContain(NEW_SECRET);
	},

	async 'OpenWork: repairs the webhooks of this n8n after it has moved, and no others'(stage) {
		const { openWork, step } = await openWorkOf(stage, 'as found');
		addHook(openWork, 'here', `${stage.publicUrl}/webhook/1/webhook`);
		addHook(openWork, 'moved', 'https://old.example.com/webhook/2/webhook');
		addHook(openWork, 'listening', `${stage.publicUrl}/webhook-test/3/webhook`);
		addHook(openWork, 'elsewhere', 'https://elsewhere.example.com/webhook/4/webhook');

		const { Repair: repaired } = await stage.run('OpenWork, repair', [
			step('Repair', 'webhook', 'repair', {
				options: { previousUrl: 'https://old.example.com', retryCount: 6, timeoutMs: 12_000 },
			}),
		]);

		const correct = { enabled: true, retryCount: 6, timeoutMs: 12_000 };
		expect(repaired).toEqual([
			expect.objectContaining({ id: 'here', ...correct }),
			expect.objectContaining({ id: 'moved', ...correct }),
		]);
		expect(openWork.hooks.get('moved')?.url).toBe(`${stage.publicUrl}/webhook/2/webhook`);
		expect(openWork.hooks.get('listening')?.enabled).toBe(false);
		expect(openWork.hooks.get('elsewhere')?.enabled).toBe(false);
	},

	async 'OpenWork: says what a server that goes by the guide does not have'(stage) {
		const { openWork, step } = await openWorkOf(stage, 'documented');
		addHook(openWork, 'here', 'https://hooks.example.com/openwork');
		const update = (name: string, fields: IDataObject) =>
			step(name, 'webhook', 'update', { webhookId: byId('here'), ...fields });

		const events = await failureOf(stage, step('Events', 'event', 'getAll'));
		const test = await failureOf(stage, step('Send', 'webhook', 'sendTestEvent'));
		const retries = await failureOf(stage, update('Retries', { updateFields: { retryCount: 7 } }));
		const secret = await failureOf(stage, update('Secret', { signDeliveries: true }));
		const url = await failureOf(
			stage,
			update('URL', { updateFields: { url: 'https://hooks.example.com/new' } }),
		);

		for (const text of [events, test]) expect(text).toContain('does not have that call');
		expect(retries).toContain('OpenWork left the Retry Count as it was');
		expect(`${secret} ${url}`).not.toContain(SECRET);
		for (const text of [secret, url]) expect(text).toContain('The change was refused');
		expect(openWork.hooks.get('here')).not.toHaveProperty('secret');
	},
};
