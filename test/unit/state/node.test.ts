import type { NodeState } from '../../../nodes/shared/state/node';
import type { RegistrationDraft } from '../../../nodes/shared/state/registration';
import { StateStore } from '../../../nodes/shared/state/store';
import { type Place, SavedContext } from '../../support/stateContext';

const DAY_MS = 24 * 60 * 60 * 1000;
const TOKEN = 'the API token';

let nowMs: number;
let database: string;
let store: StateStore;

beforeEach(() => {
	nowMs = 1_700_000_000_000;
	database = '{}';
	store = newProcess();
});

const newProcess = () => new StateStore(() => nowMs);

/** A request or a registration: n8n loads what the database holds, and the node is asked for. */
function open(place: Place = {}, process = store) {
	const context = new SavedContext(database, place);
	return { context, state: process.of(context) };
}

/** n8n saves a context where something in it was changed. */
function save(context: SavedContext): void {
	if (context.isChanged) database = context.text;
}

function draft(secret: string, id = secret): RegistrationDraft {
	return { url: 'https://n8n.example.com/', secret, hooks: { a: { id, fingerprint: 'a' } } };
}

/** Registers, and has n8n save it. */
function register(secret: string, place: Place = {}, process = store): void {
	const { context, state } = open(place, process);
	state.keep(context, 'production', draft(secret));
	save(context);
}

function takeBack(place: Place = {}, process = store): void {
	const { context, state } = open(place, process);
	state.forget(context, 'production');
	save(context);
}

/** The event is taken, and n8n saves. */
async function takeEvent(
	id: string,
	place: Place = {},
	process = store,
	size?: number,
): Promise<void> {
	const { context, state } = open(place, process);
	const event = await admit(state, id, size);
	event.taken(nowMs / 1000);
	state.write(context, event);
	save(context);
}

async function admit(state: NodeState, id: string, size?: number) {
	const admission = await ask(state, id, size);
	if (admission.kind !== 'new') throw new Error(`${id} is ${admission.kind}, not new`);
	return admission.event;
}

const ask = async (state: NodeState, id: string, size = 1000) =>
	await state.duplicates.admit(id, {
		size,
		nowSeconds: nowMs / 1000,
		maxWaitMs: 10_000,
		sleep: async () => await new Promise(() => {}),
	});

const idOf = ({ state }: { state: NodeState }) => state.registration('production')?.hooks.a?.id;
const entries = () =>
	(
		JSON.parse(database) as {
			global?: { signedWebhooks?: Record<string, Record<string, unknown>> };
		}
	).global?.signedWebhooks ?? {};

describe('a registration', () => {
	it('is known at once in the process, and in others once n8n has saved it', () => {
		const { context, state } = open();
		state.keep(context, 'production', draft('s'));
		expect(idOf(open())).toBe('s');
		expect(idOf(open({}, newProcess()))).toBeUndefined();
		save(context);
		expect(idOf(open({}, newProcess()))).toBe('s');
	});

	it('comes back from the database whole', () => {
		const { context, state } = open();
		const leftovers = [{ id: 'left', fingerprint: 'f', account: 'acc' }];
		state.keep(context, 'test', { ...draft('s'), leftovers, unknown: 2 });
		save(context);
		expect(open({}, newProcess()).state.registration('test')).toEqual({
			...draft('s'),
			leftovers,
			unknown: 2,
			generation: nowMs,
		});
	});

	it('is never replaced by an older one, in whichever order texts are written', () => {
		register('old');
		const late = open();
		const old = database;
		register('new');
		database = old;
		expect(idOf(open())).toBe('new');
		late.state.keep(late.context, 'test', draft('t'));
		save(late.context);
		expect(idOf(open({}, newProcess()))).toBe('new');
	});

	it('is newer than those before it also when the clock was set back, or when they are not known', () => {
		register('first');
		nowMs -= DAY_MS;
		register('second');
		expect(idOf(open({}, newProcess()))).toBe('second');
		const old = database;
		database = '{}';
		nowMs += 2 * DAY_MS;
		register('third', {}, newProcess());
		const newest = database;
		database = old;
		const other = newProcess();
		open({}, other);
		database = newest;
		expect(idOf(open({}, other))).toBe('third');
	});

	it('that was taken back does not come back with an older text, in this process or another', () => {
		register('s');
		const old = database;
		const other = newProcess();
		expect(idOf(open({}, other))).toBe('s');
		takeBack();
		expect(idOf(open())).toBeUndefined();
		expect(idOf(open({}, other))).toBeUndefined();
		database = old;
		expect([idOf(open()), idOf(open({}, other))]).toEqual([undefined, undefined]);
	});

	it('that was never made can be taken back, and nothing is written', () => {
		takeBack();
		expect(database).toBe('{}');
	});

	it.each([
		['no generation', { generation: undefined }],
		['a generation that nothing could follow', { generation: 1e300 }],
		['no secret', { secret: undefined }],
		['no URL', { url: 5 }],
		['no hooks', { hooks: [] }],
	])('is not believed with %s', (_what, damage) => {
		register('s');
		const damaged = entries();
		Object.assign(damaged['node-1']?.production as object, damage);
		database = JSON.stringify({ global: { signedWebhooks: damaged } });
		expect(idOf(open({}, newProcess()))).toBeUndefined();
	});

	it('is believed without those of its parts that are damaged', () => {
		register('s');
		const damaged = entries();
		const hooks = { a: 5, b: { id: 'b' }, c: { id: 5 } };
		const rest = { hooks, leftovers: [null, { id: 'l' }], unknown: 'many', earlier: { secret: 5 } };
		Object.assign(damaged['node-1']?.production as object, rest);
		database = JSON.stringify({ global: { signedWebhooks: damaged } });
		expect(open({}, newProcess()).state.registration('production')).toMatchObject({
			hooks: { b: { id: 'b', fingerprint: '' } },
			leftovers: [{ id: 'l', fingerprint: '' }],
			unknown: 0,
		});
	});
});

describe('the owner of what is kept', () => {
	it.each([
		['another instance', { instanceId: 'other' }],
		['another workflow', { workflowId: 'other' }],
	])('on %s does not believe, use or delete it', async (_what, place) => {
		register('s');
		await takeEvent('e');
		const copy = newProcess();
		const { context, state } = open(place, copy);
		expect(state.registration('production')).toBeUndefined();
		expect(state.acceptedSecrets('', 'production')).toEqual([]);
		expect(await ask(state, 'e')).toMatchObject({ kind: 'new' });

		const before = entries()['node-1'];
		state.forget(context, 'production');
		await takeEvent('another', { ...place, nodeId: 'node-2' }, copy);
		expect(entries()['node-1']).toEqual(before);
	});

	it('does not believe what stands under its node id and was made for another node', () => {
		register('s');
		database = JSON.stringify({ global: { signedWebhooks: { 'node-2': entries()['node-1'] } } });
		expect(idOf(open({ nodeId: 'node-2' }, newProcess()))).toBeUndefined();
	});

	it('puts its own in its place', () => {
		register('s');
		const place = { instanceId: 'other' };
		register('mine', place);
		expect(idOf(open(place, newProcess()))).toBe('mine');
		expect(idOf(open({}, newProcess()))).toBeUndefined();
	});
});

describe('the secrets that are accepted', () => {
	const accepted = (token: string, process = store) =>
		open({}, process).state.acceptedSecrets(token, 'production');
	const derived = (token: string) => open().state.derivedSecret(token, 'production');

	it('need nothing that was kept: every process makes the same', () => {
		expect(accepted(TOKEN)).toEqual([derived(TOKEN)]);
		expect(accepted(TOKEN, newProcess())).toEqual([derived(TOKEN)]);
	});

	it('are of the mode that they were made for', () => {
		const { state } = open();
		expect(state.derivedSecret(TOKEN, 'test')).not.toBe(state.derivedSecret(TOKEN, 'production'));
		register('s');
		expect(state.acceptedSecrets('', 'test')).toEqual([]);
	});

	it('go on with what is kept when the API token is replaced', () => {
		register(derived(TOKEN) ?? '');
		expect(accepted('new token', newProcess())).toEqual([derived('new token'), derived(TOKEN)]);
	});

	it('go on with the one before for 24 hours after another was registered', () => {
		register(derived(TOKEN) ?? '');
		register(derived('new token') ?? '');
		const both = [derived('new token'), derived(TOKEN)];
		expect(accepted('new token')).toEqual(both);
		nowMs += DAY_MS - 1;
		expect(accepted('new token', newProcess())).toEqual(both);
		register(derived('new token') ?? '');
		expect(accepted('new token')).toEqual(both);
		nowMs += 1;
		expect(accepted('new token')).toEqual([derived('new token')]);
	});

	it('are none where nothing is kept and there is no token', () =>
		expect(accepted('')).toEqual([]));

	it('are not those of a registration that was taken back', () => {
		register('s');
		takeBack();
		expect(accepted('')).toEqual([]);
	});
});

describe('what n8n saves', () => {
	it('holds the newest of every trigger of the workflow, whichever had it saved', async () => {
		const early = open();
		register('b', { nodeId: 'node-2' });
		await takeEvent('e', { nodeId: 'node-3' });
		early.state.keep(early.context, 'production', draft('a'));
		save(early.context);
		const restarted = newProcess();
		expect(idOf(open({}, restarted))).toBe('a');
		expect(idOf(open({ nodeId: 'node-2' }, restarted))).toBe('b');
		const { state } = open({ nodeId: 'node-3' }, restarted);
		expect(await ask(state, 'e')).toEqual({ kind: 'duplicate' });
	});

	it('is the newest also when others than the trigger have it saved', () => {
		const early = open();
		register('s');
		early.context.changeElsewhere();
		save(early.context);
		expect(idOf(open({}, newProcess()))).toBe('s');
		expect(JSON.parse(database)).toMatchObject({ 'node:Other': { lastId: 5 } });
	});

	it('is nothing for who only asked', () => {
		register('s');
		expect(open().context.isChanged).toBe(false);
		expect(open({}, newProcess()).context.isChanged).toBe(false);
	});

	it('keeps what other nodes and versions have stored there', async () => {
		database = JSON.stringify({
			global: { theirs: 1, signedWebhooks: { old: { owner: 'o', x: [1] }, odd: 5 } },
		});
		await takeEvent('e');
		expect(JSON.parse(database)).toMatchObject({
			global: { theirs: 1, signedWebhooks: { old: { owner: 'o', x: [1] }, odd: 5 } },
		});
	});

	it('keeps the events of a trigger that got none in this process, as they stand', async () => {
		await takeEvent('e');
		const { seen } = entries()['node-1'] ?? {};
		await takeEvent('f', { nodeId: 'node-2' }, newProcess());
		expect(entries()['node-1']?.seen).toEqual(seen);
	});

	it('keeps the events that another process took of a trigger that this one knows too', async () => {
		await takeEvent('e');
		const other = newProcess();
		await takeEvent('f', {}, other);
		await takeEvent('g', { nodeId: 'node-2' });
		const { state } = open({}, newProcess());
		for (const id of ['e', 'f']) expect(await ask(state, id)).toEqual({ kind: 'duplicate' });
	});

	it.each([
		['text', '"text"'],
		['a number', '5'],
		['a list', '[1]'],
		['null', 'null'],
	])('is ours again where %s stood', async (_what, value) => {
		database = `{"global":{"signedWebhooks":${value}}}`;
		await takeEvent('e');
		expect(await ask(open({}, newProcess()).state, 'e')).toEqual({ kind: 'duplicate' });
	});
});

describe('a trigger without a registration', () => {
	it('is forgotten when it got no event for 30 days', async () => {
		await takeEvent('e');
		register('s', { nodeId: 'node-2' });
		nowMs += 30 * DAY_MS;
		await takeEvent('f', { nodeId: 'node-3' });
		expect(Object.keys(entries()).sort()).toEqual(['node-1', 'node-2', 'node-3']);
		nowMs += 1000;
		await takeEvent('g', { nodeId: 'node-3' });
		expect(Object.keys(entries()).sort()).toEqual(['node-2', 'node-3']);
	});

	it('is forgotten 30 days after its registration was taken back', async () => {
		register('s');
		takeBack();
		expect(Object.keys(entries())).toEqual(['node-1']);
		nowMs += 30 * DAY_MS + 2;
		await takeEvent('f', { nodeId: 'node-3' });
		expect(Object.keys(entries())).toEqual(['node-3']);
	});
});

describe('a burst of events', () => {
	it('is written by the last of those that run at once', async () => {
		const requests = [open(), open(), open()];
		const events = [];
		for (const [id, { state }] of requests.entries()) events.push(await admit(state, String(id)));
		for (const index of [0, 2, 1]) {
			const { context, state } = requests[index] as (typeof requests)[0];
			const event = events[index] as (typeof events)[0];
			event.taken(nowMs / 1000);
			state.write(context, event);
			expect(context.isChanged).toBe(index !== 2);
			save(context);
		}
		const { state } = open({}, newProcess());
		for (const id of ['0', '1', '2']) expect(await ask(state, id)).toEqual({ kind: 'duplicate' });
	});

	it('is written every 50 ms while one of them takes longer, also when the clock is set back', async () => {
		await admit(open().state, 'slow');
		const isWritten = async (id: string) => {
			const before = database;
			await takeEvent(id);
			return database !== before;
		};
		expect(await isWritten('a')).toBe(true);
		nowMs += 49;
		expect(await isWritten('b')).toBe(false);
		nowMs += 1;
		expect(await isWritten('c')).toBe(true);
		nowMs -= 5000;
		expect(await isWritten('d')).toBe(true);
	});

	it.each([
		[1_000, 50],
		[3_000, 150],
		[25_000, 1_000],
	])('is written the more rarely the more events are known: %i', async (known, delayMs) => {
		const { state } = open();
		for (let id = 0; id < known - 1; id++) {
			const event = await admit(state, `known ${id}`, known);
			event.taken(nowMs / 1000);
		}
		await admit(state, 'slow', known);
		await takeEvent('last', {}, store, known);
		const before = database;
		nowMs += delayMs - 1;
		await takeEvent('a', {}, store, known);
		expect(database === before).toBe(true);
		nowMs += 1;
		await takeEvent('b', {}, store, known);
		expect(database === before).toBe(false);
	});

	it('is written with each of them where the user wants it', async () => {
		await admit(open().state, 'slow');
		for (const id of ['a', 'b']) {
			const { context, state } = open();
			const event = await admit(state, id);
			event.taken(nowMs / 1000);
			state.write(context, event, true);
			expect(context.isChanged).toBe(true);
		}
	});
});

it('knows whether hooks are being changed', async () => {
	const { state } = open();
	expect(state.isChanging).toBe(false);
	const result = await state.whileChanging(async () => {
		await expect(
			state.whileChanging(async () => await Promise.reject(new Error('no'))),
		).rejects.toThrow('no');
		expect(state.isChanging).toBe(true);
		return 5;
	});
	expect([result, state.isChanging]).toEqual([5, false]);
});
