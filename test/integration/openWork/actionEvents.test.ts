import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { OpenWorkApi } from '../../../credentials/OpenWorkApi.credentials';
import { WebhookSigningSecretApi } from '../../../credentials/WebhookSigningSecretApi.credentials';
import { OpenWork } from '../../../nodes/OpenWork/OpenWork.node';
import { openWorkActions } from '../../../nodes/OpenWork/resources';
import { openWorkEvent } from '../../fixtures';
import {
	ManualClock,
	type OpenWorkOptions,
	type OpenWorkSimulator,
	type SinkSimulator,
	startOpenWork,
	startSink,
} from '../../simulators';
import { runActionNode } from '../../support/runAction';

const SECRET = 'secret-that-openwork-signs-with';

let vendor: OpenWorkSimulator;
let sink: SinkSimulator;
beforeEach(async () => (sink = await startSink()));
afterEach(async () => {
	await vendor.close();
	await sink.close();
});

async function start(options: OpenWorkOptions): Promise<void> {
	vendor = await startOpenWork({ clock: new ManualClock(Date.UTC(2026, 0, 1)), ...options });
}

const asFound = async () => await start({ dialect: 'as found' });
const documented = async () => await start({});

async function run(parameters: INodeParameters): Promise<IDataObject[]> {
	const items = await runActionNode({
		table: openWorkActions,
		nodeType: new OpenWork(),
		parameters,
		credentials: [
			{ type: new OpenWorkApi(), data: { baseUrl: vendor.baseUrl, token: vendor.token } },
			{ type: new WebhookSigningSecretApi(), data: { secret: SECRET } },
		],
	});
	return items.map(({ json }) => json);
}

const events = async (parameters: INodeParameters = {}) =>
	await run({ resource: 'event', operation: 'getAll', ...parameters });
const webhook = async (operation: string, parameters: INodeParameters = {}) =>
	await run({ resource: 'webhook', operation, ...parameters });

async function created(url: string): Promise<string> {
	const [hook] = await webhook('create', { name: url, url, eventTypes: ['*'] });
	return String(hook?.id);
}

const last = () => vendor.requests.at(-1);
const lastBody = () => JSON.parse(String(last()?.body)) as unknown;
const byId = (value: string) => ({ webhookId: { __rl: true, mode: 'id', value } });

describe('the last events', () => {
	const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();

	beforeEach(async () => {
		await asFound();
		for (let minute = 0; minute < 60; minute++) {
			const type = minute % 2 ? 'message:sent' : 'app:connected';
			const source = minute % 3 ? 'whatsapp' : 'google';
			const id = `evt-${minute}`;
			await vendor.emit({ ...openWorkEvent(), id, type, source, timestamp: at(minute) });
		}
	});

	const ids = (found: IDataObject[]) => found.map(({ id }) => Number(String(id).slice(4)));

	it('come newest first, as OpenWork shows them, all or so many', async () => {
		const found = await events();
		expect(ids(found)).toEqual([...Array(50).keys()].map((i) => 59 - i));
		const { payload } = openWorkEvent();
		const event = { id: 'evt-59', type: 'message:sent', timestamp: at(59), source: 'whatsapp' };
		expect(found[0]).toEqual({ ...event, payload });
		expect(last()?.url).toBe('/api/hooks/events?limit=50');
		expect(await events({ returnAll: true })).toHaveLength(60);
		expect(last()?.url).toBe('/api/hooks/events?limit=1000');
	});

	it('are chosen by the server, by one type and the source', async () => {
		const filters = { eventTypes: ['message:sent'], source: 'google' };
		expect(ids(await events({ filters, limit: 3 }))).toEqual([57, 51, 45]);
		expect(Object.fromEntries(last()?.query ?? [])).toEqual({
			limit: '3',
			eventType: 'message:sent',
			source: 'google',
		});
	});

	it('are chosen by time and by several types from all that OpenWork keeps', async () => {
		const both = ['message:sent', 'app:connected'];
		const filters = { after: at(10), before: at(13), eventTypes: both };
		expect(ids(await events({ filters }))).toEqual([12, 11, 10]);
		expect(last()?.url).toBe('/api/hooks/events?limit=1000');
		const of = { filters: { eventTypes: '={{ "message:sent, thread:created" }}' }, limit: 2 };
		expect(ids(await events(of))).toEqual([59, 57]);
		expect(ids(await events({ filters: { after: at(58) } }))).toEqual([59, 58]);
	});

	it('are not held back when their time cannot be read', async () => {
		vendor.failNext({ status: 200, body: [{ id: 'evt-1', timestamp: 'yesterday' }] });
		expect(await events({ filters: { after: at(58) } })).toHaveLength(1);
	});

	it.each([
		[{ after: 'soon' }, 'After is not a date and time: soon'],
		[{ before: 'late' }, 'Before is not a date and time: late'],
	])('cannot be chosen by %j', async (filters, message) => {
		await expect(events({ filters })).rejects.toThrow(message);
		expect(vendor.requests).toEqual([]);
	});

	it('that the answer does not hold are an error', async () => {
		vendor.failNext({ status: 200, body: {} });
		await expect(events()).rejects.toThrow('holds no list of events');
	});
});

it('says that a server made after the guide keeps no events and sends no test event', async () => {
	await documented();
	for (const attempt of [events(), webhook('sendTestEvent')]) {
		await expect(attempt).rejects.toMatchObject({
			message: expect.stringContaining('does not have that call'),
			httpCode: '404',
		});
	}
});

describe('a test event', () => {
	beforeEach(asFound);

	it('goes to the webhooks that subscribe to its type', async () => {
		await created(`${sink.url}/hook`);
		const event = { eventType: 'app:connected', source: 'n8n', payload: '{"appType":"whatsapp"}' };
		expect(await webhook('sendTestEvent', event)).toEqual([
			{ success: true, message: 'Test event emitted' },
		]);
		expect(lastBody()).toEqual({ ...event, payload: { appType: 'whatsapp' } });
		expect(JSON.parse(String(sink.requests[0]?.body))).toMatchObject({
			event: { type: 'app:connected', source: 'n8n', payload: { appType: 'whatsapp' } },
		});
		expect(await events()).toMatchObject([{ type: 'app:connected', source: 'n8n' }]);
	});

	it('needs a type, and an object as its payload', async () => {
		await expect(webhook('sendTestEvent', { eventType: '' })).rejects.toThrow(
			'Event Type is empty',
		);
		for (const payload of ['[1]', 'text', '={{ 7 }}']) {
			const sending = webhook('sendTestEvent', { payload });
			await expect(sending).rejects.toThrow('Payload has to be a JSON object');
		}
		expect(vendor.requests).toEqual([]);
		await webhook('sendTestEvent', { source: '', payload: '={{ { "a": 1 } }}' });
		expect(lastBody()).toEqual({ eventType: 'app:health_warning', payload: { a: 1 } });
	});
});

describe('updating a webhook', () => {
	const URL_OF_HOOK = 'https://my-server.com/webhook';

	it('changes how it is called, and its secret', async () => {
		await asFound();
		const id = await created(URL_OF_HOOK);
		Object.assign(vendor.hooks.get(id) ?? {}, { secret: 'old' });
		const updateFields = { retryCount: 7, timeoutMs: 20_000, url: 'https://new.example.com/' };
		const [hook] = await webhook('update', { ...byId(id), updateFields, signDeliveries: true });
		expect(hook).toMatchObject({ ...updateFields, hasSecret: true });
		expect(vendor.hooks.get(id)).toMatchObject({ ...updateFields, secret: SECRET });
	});

	it('can replace nothing but the secret, and leaves it alone otherwise', async () => {
		await asFound();
		const id = await created(URL_OF_HOOK);
		await webhook('update', { ...byId(id), signDeliveries: true });
		expect(lastBody()).toEqual({ secret: SECRET });
		await webhook('update', { ...byId(id), updateFields: { name: 'x' } });
		expect(lastBody()).toEqual({ name: 'x' });
	});

	it.each([
		['secret', { signDeliveries: true }],
		['URL', { updateFields: { url: 'https://new.example.com/' } }],
	])('by the guide cannot change the %s, and says so', async (name, change) => {
		await documented();
		const id = await created(URL_OF_HOOK);
		const updating = webhook('update', { ...byId(id), ...change });
		await expect(updating).rejects.toThrow(`about the ${name}, delete the webhook`);
	});

	it('finds that the server ignored how the webhook is to be called', async () => {
		await documented();
		const id = await created(URL_OF_HOOK);
		const updateFields = { retryCount: 7, timeoutMs: 20_000 };
		await expect(webhook('update', { ...byId(id), updateFields })).rejects.toThrow(
			'OpenWork left the Retry Count and the Timeout as it was',
		);
	});

	it('never shows the secret, and wants to see that it was taken', async () => {
		await asFound();
		const id = await created(URL_OF_HOOK);
		vendor.failNext({ status: 200, body: { id, secret: SECRET } });
		const updating = webhook('update', { ...byId(id), signDeliveries: true });
		await expect(updating).rejects.toThrow('OpenWork left the secret as it was');
		vendor.failNext({ status: 400, body: { error: `No ${SECRET}` } });
		const error: unknown = await webhook('update', { ...byId(id), signDeliveries: true }).catch(
			(caught: unknown) => caught,
		);
		expect(JSON.stringify(error)).not.toContain(SECRET);
	});

	it.each([
		[{ retryCount: 0 }, 'Retry Count must be a whole number from 1'],
		[{ timeoutMs: 1.5 }, 'Timeout (Ms) must be a whole number from 1'],
	])('is refused with %j', async (updateFields, message) => {
		await asFound();
		await expect(webhook('update', { ...byId('1'), updateFields })).rejects.toThrow(message);
		expect(vendor.requests).toEqual([]);
	});
});

describe('repairing webhooks', () => {
	const HERE = 'https://n8n.example.com';
	const repair = async (parameters: INodeParameters = {}) =>
		await webhook('repair', { baseUrl: `${HERE}/`, ...parameters });
	const enabledOf = (id: string) => vendor.hooks.get(id)?.enabled;

	it.each([
		['documented', documented],
		['as found', asFound],
	] as const)('enables all of this n8n again, and no others (%s)', async (_dialect, starting) => {
		await starting();
		const urls = [
			`${HERE}/webhook/1/webhook`,
			`${HERE}/webhook/2/webhook`,
			`${HERE}/webhook-test/3/webhook`,
			'https://n8n.example.com.evil.example/webhook/4/webhook',
			'https://other.example.com/webhook/5/webhook',
		];
		const ids: string[] = [];
		for (const url of urls) ids.push(await created(url));
		for (const id of ids.slice(1)) Object.assign(vendor.hooks.get(id) ?? {}, { enabled: false });
		// What the server shows as enabled may be marked as failing, which it does not show.
		Object.assign(vendor.hooks.get(ids[0] ?? '') ?? {}, { failing: true });
		const repaired = await repair();
		expect(repaired.map(({ id, repaired: fields }) => [id, fields])).toEqual([
			[ids[0], []],
			[ids[1], ['enabled']],
		]);
		expect(ids.map(enabledOf)).toEqual([true, true, false, false, false]);
		expect(vendor.hooks.get(ids[0] ?? '')?.failing).toBe(false);
	});

	it('goes by the address of this n8n by itself', async () => {
		await asFound();
		const id = await created('http://127.0.0.1/webhook/1/webhook');
		expect(await webhook('repair')).toMatchObject([{ id }]);
	});

	it('sets how they are called, and moves those of an earlier address', async () => {
		await asFound();
		const id = await created('https://old.example.com/webhook/1/webhook?a=b');
		const options = { previousUrl: 'https://old.example.com', retryCount: 9, timeoutMs: 9000 };
		expect(await repair({ options })).toMatchObject([
			{ id, repaired: ['retryCount', 'timeoutMs', 'url'] },
		]);
		expect(vendor.hooks.get(id)).toMatchObject({
			url: `${HERE}/webhook/1/webhook?a=b`,
			retryCount: 9,
			timeoutMs: 9000,
		});
	});

	it('does not ask a server by the guide for what it does not show', async () => {
		await start({ retrySettings: 'refused' });
		await created(`${HERE}/webhook/1/webhook`).catch(() => undefined);
		expect(await repair({ options: { retryCount: 9 } })).toMatchObject([{ repaired: [] }]);
		expect(lastBody()).toEqual({ enabled: true });
	});

	it('says what cannot be moved, and repairs the others first', async () => {
		await start({ urlChange: 'ignored' });
		await created('https://old.example.com/webhook/1/webhook');
		const other = await created(`${HERE}/webhook/2/webhook`);
		Object.assign(vendor.hooks.get(other) ?? {}, { enabled: false });
		const repairing = repair({ options: { previousUrl: 'https://old.example.com' } });
		await expect(repairing).rejects.toThrow(
			'OpenWork left the webhook https://old.example.com/webhook/1/webhook as it was: url',
		);
		expect(enabledOf(other)).toBe(true);
	});

	it('gives nothing where nothing points at this n8n', async () => {
		await asFound();
		await created('https://other.example.com/');
		expect(await repair()).toEqual([]);
	});

	it.each([
		[{ baseUrl: ' ' }, 'Base URL is empty'],
		[{ baseUrl: 'n8n.example.com' }, 'Base URL is not a web address'],
		[{ options: { previousUrl: 'old' } }, 'Previous Base URL is not a web address'],
		[{ options: { retryCount: 0 } }, 'Retry Count must be a whole number from 1'],
	])('is refused with %j', async (parameters, message) => {
		await asFound();
		await expect(repair(parameters)).rejects.toThrow(message);
		expect(vendor.requests).toEqual([]);
	});
});
