import type { LoadOptionsContext } from 'n8n-core';

import { listSearch } from '../../../nodes/Missive/listSearch';
import { MISSIVE_HOOK_TYPES } from '../../simulators/missiveHooks';
import { startMissive } from '../../simulators';
import { ManualClock } from '../../simulators/shared/clock';
import { type MissivePair, restarted, startPair } from './setup';

let pair: MissivePair;
beforeEach(async () => {
	pair = await startPair();
});
afterEach(async () => await pair.close());

const hooks = () => [...pair.vendor.hooks.values()];
const types = () => hooks().map(({ type }) => type);
const isCreation = ({ method }: { method: string }) => method === 'POST';

describe('registering through the API of Missive ends with exactly the wanted hooks', () => {
	it('on the first activation: one a type, all with the same secret token', async () => {
		await pair.host.activate();
		expect(types()).toEqual(['label_change', 'new_comment', 'new_message']);
		const urls = new Set(hooks().map(({ url }) => url));
		expect([...urls]).toEqual([
			expect.stringMatching(/^http:.*\/webhook\/hook-1\/webhook\?token=[0-9a-f]{64}$/),
		]);
	});

	it('when activated twice, although Missive shows no hooks: they are replaced', async () => {
		await pair.host.activate();
		const before = hooks().map(({ id }) => id);
		await pair.host.activate();
		expect(types()).toEqual(['label_change', 'new_comment', 'new_message']);
		expect(before).not.toContain(hooks()[0]?.id);
	});

	it('when n8n restarts: they are left alone', async () => {
		await pair.host.activate();
		const before = hooks();
		await pair.host.activate('init');
		expect(hooks()).toEqual(before);
	});

	it('when a hook was deleted at Missive', async () => {
		await pair.host.activate();
		pair.vendor.hooks.delete(hooks()[1]?.id ?? '');
		await pair.host.activate();
		expect(types()).toEqual(['label_change', 'new_comment', 'new_message']);
	});

	it('when types and filters were changed in the node', async () => {
		await pair.host.activate();
		pair.set({
			eventTypes: ['new_comment', 'incoming_email'],
			otherEventTypes: 'conversation_closed, new_comment',
			filters: {
				organization: { __rl: true, mode: 'id', value: '93e5e5d5-11a2-4c9b-80b8-94f3c08068cf' },
				isTask: false,
				author: 'a',
				mention: 'm',
				contentContains: 'c',
				contentStartsWith: 's',
				contentEndsWith: 'e',
				fromEq: 'sam@fellowship.org',
				subjectContains: 'Mordor',
			},
		});
		await pair.host.activate('init');
		const common = {
			id: expect.any(String),
			url: expect.any(String),
			organization: '93e5e5d5-11a2-4c9b-80b8-94f3c08068cf',
			content_contains: 'c',
			content_starts_with: 's',
			content_ends_with: 'e',
		};
		expect(hooks()).toEqual([
			{ ...common, type: 'new_comment', is_task: false, author: 'a', mention: 'm' },
			{
				...common,
				type: 'incoming_email',
				from_eq: 'sam@fellowship.org',
				subject_contains: 'Mordor',
			},
			{ ...common, type: 'conversation_closed' },
		]);
	});

	it('when n8n has moved to another URL', async () => {
		await pair.host.activate();
		pair.host.baseUrl = 'http://127.0.0.1:9';
		await pair.host.activate('init');
		expect(types()).toEqual(['label_change', 'new_comment', 'new_message']);
		expect(hooks().every(({ url }) => url.startsWith(pair.host.url))).toBe(true);
	});

	it('with All Events: every type that the API is known to take, and what was typed in', async () => {
		const six = [...MISSIVE_HOOK_TYPES['as found']].sort();
		pair.set({ eventTypes: ['*'], otherEventTypes: '' });
		await pair.host.activate();
		expect(types().sort()).toEqual(six);
		pair.set({ otherEventTypes: 'label_change' });
		await pair.host.activate('init');
		expect(types().sort()).toEqual([...six, 'label_change'].sort());
	});

	it('and filters set for one type are not sent with another, which Missive would refuse', async () => {
		await pair.close();
		const filters = { isTask: true, fromEq: 'sam@fellowship.org', contentContains: 'ring' };
		const found = { dialect: 'as found' } as const;
		pair = await startPair({ eventTypes: ['*'], filters }, found);
		await pair.host.activate();
		expect(types().sort()).toEqual([...MISSIVE_HOOK_TYPES['as found']].sort());
		await pair.host.deactivate();
		expect(hooks()).toEqual([]);
	});

	it('and with none after deactivation, also when one is gone already', async () => {
		await pair.host.activate();
		pair.vendor.hooks.delete(hooks()[0]?.id ?? '');
		await pair.host.deactivate();
		expect(hooks()).toEqual([]);
	});

	it('and with none when the third of three cannot be created', async () => {
		let creations = 0;
		const isThird = (request: { method: string }) => isCreation(request) && ++creations === 3;
		pair.vendor.failNext({ status: 403, body: { error: 'plan' }, match: isThird });
		await expect(pair.host.activate()).rejects.toThrow('could not create the webhook for');
		expect(hooks()).toEqual([]);
		expect(pair.host.stored.production).toBeUndefined();
	});

	it('separately for listening to a test event', async () => {
		pair.set({ eventTypes: ['new_comment'] });
		await pair.host.activate();
		const [production] = hooks();
		await pair.host.activate('manual');
		expect(hooks()).toHaveLength(2);
		await pair.host.deactivate({ listening: true });
		expect(hooks()).toEqual([production]);
	});

	it('a hook that a crash left behind has the same URL: it brings copies, which are dropped', async () => {
		pair.set({ eventTypes: ['new_comment'] });
		await pair.host.activate();
		pair.host.database.staticData = '{}';
		pair.host.nodeType = restarted();
		await pair.host.activate();
		const [leftover, current] = hooks();
		expect(leftover?.url).toBe(current?.url);
		const body = { rule: { type: 'new_comment' }, conversation: { id: '1' } };
		for (const url of [current?.url, leftover?.url]) {
			expect(await pair.host.post(body, {}, url)).toMatchObject({ status: 200 });
		}
		expect(pair.host.executions).toHaveLength(1);
	});
});

describe('publishing as n8n does', () => {
	const isDeletion = ({ method }: { method: string }) => method === 'DELETE';
	const published = async () => await pair.host.publish().then(() => '', String);
	const creations = () => pair.vendor.requests.filter(isCreation);

	it('has no more than five calls under way at once', async () => {
		await pair.close();
		const networkClock = new ManualClock();
		pair = await startPair({ eventTypes: ['*'] }, { networkClock });
		pair.vendor.failNext({ delayMs: 1_000, times: Infinity });
		const done = pair.host.publish();
		await networkClock.untilSleeping(5);
		pair.vendor.clearFaults();
		networkClock.advance(1_000);
		await done;
		expect(pair.vendor.mostAtOnce).toBe(5);
		expect(hooks().length).toBeGreaterThan(5);
	});

	it('keeps in mind what it made and could not take back', async () => {
		let calls = 0;
		pair.vendor.failNext({ drop: true, times: Infinity, match: () => ++calls > 2 });
		const text = await published();
		expect(text).toContain('2 webhooks could not be removed yet: ');
		expect(text).toContain('Missive may have made up to 1 webhook all the same');
		expect(text).toContain('Look in Missive under Settings > Rules');
		expect(hooks()).toHaveLength(2);
		pair.vendor.clearFaults();
		pair.host.nodeType = restarted();
		await pair.host.publish();
		expect(types().sort()).toEqual(['label_change', 'new_comment', 'new_message']);
	});

	it.each([
		['500', { status: 500 }],
		['503', { status: 503 }],
		['a dropped connection', { drop: true }],
		['a page', { status: 200, body: '<html>Welcome</html>' }],
	])('asks for each hook once, whatever n8n tries, after %s', async (_what, fault) => {
		pair.vendor.failNext({ ...fault, times: Infinity });
		expect(await published()).toContain('up to 3 webhooks all the same');
		expect(creations()).toHaveLength(3);
	});

	it('does not take a page for a deletion', async () => {
		await pair.host.publish();
		const page = { status: 200, body: '<html>Welcome</html>', match: isDeletion };
		pair.vendor.failNext({ ...page, times: Infinity });
		expect((await pair.host.unpublish())?.message).toMatch(
			/^Missive could not delete the webhook: The answer is not JSON\..*Missive answered: Welcome/,
		);
		pair.vendor.clearFaults();
		await pair.host.publish();
		expect(types().sort()).toEqual(['label_change', 'new_comment', 'new_message']);
		expect(await pair.host.unpublish()).toBeUndefined();
		expect(hooks()).toEqual([]);
	});

	it('leaves no time without a hook', async () => {
		await pair.host.publish();
		let fewest = Infinity;
		pair.vendor.failNext({
			delayMs: 0,
			times: Infinity,
			match: () => {
				fewest = Math.min(fewest, hooks().length);
				return false;
			},
		});
		await pair.host.publish();
		expect(fewest).toBe(3);
		expect(hooks()).toHaveLength(3);
	});

	it('takes an event that Missive sends while it creates the hook', async () => {
		pair.vendor.eventWhileCreating = true;
		await pair.host.publish();
		expect(pair.vendor.whileCreating.map(({ delivered }) => delivered)).toEqual([true, true, true]);
		expect(pair.host.executions).toHaveLength(3);
	});

	it('tells of hooks that the token of another account does not reach', async () => {
		await pair.host.publish();
		const ids = hooks().map(({ id }) => id);
		const others = await startMissive({ token: 'missive_pat-other' });
		try {
			Object.assign(pair.credential, { baseUrl: others.baseUrl, token: others.token });
			await pair.host.unpublish();
			const text = await published();
			for (const id of ids) expect(text).toContain(id);
			expect(text).toContain('does not reach 3 webhooks, made with another token');
			await pair.host.publish();
			expect(others.hooks.size).toBe(3);
		} finally {
			await others.close();
		}
	});

	it('names the type that is refused, and leaves nothing behind', async () => {
		pair.set({ otherEventTypes: 'no_such_type' });
		const text = await published();
		expect(text).toContain('Missive could not create the webhook for no_such_type: ');
		expect(text).toContain('Missive answered: {"error":"type no_such_type is not supported"}');
		expect(hooks()).toEqual([]);
	});
});

describe('an error of Missive says what to do', () => {
	it('a type that Missive refuses points to rules, and nothing stays behind', async () => {
		pair.set({ otherEventTypes: 'no_such_type' });
		await expect(pair.host.activate()).rejects.toThrow(
			/no_such_type.*set Registration to By a Rule/,
		);
		expect(hooks()).toEqual([]);
	});

	it('also when it is one of several, of which Missive takes the others', async () => {
		await pair.close();
		pair = await startPair(
			{ eventTypes: ['new_comment', 'label_change'] },
			{ dialect: 'as found' },
		);
		await expect(pair.host.activate()).rejects.toThrow(
			/if label_change is none of them, remove it here/,
		);
		expect(hooks()).toEqual([]);
	});

	it('no event type', async () => {
		pair.set({ eventTypes: [], otherEventTypes: ' , ' });
		await expect(pair.host.activate()).rejects.toThrow('Select at least one event type');
	});

	it('a wrong token', async () => {
		await pair.close();
		pair = await startPair({}, { credential: { token: 'missive_pat-wrong' } });
		await expect(pair.host.activate()).rejects.toThrow('The credential was refused');
	});

	it('an answer without an id', async () => {
		pair.vendor.failNext({ status: 201, body: {} });
		await expect(pair.host.activate()).rejects.toThrow('holds no id');
	});

	it('an allow list that cannot be read', async () => {
		pair.set({ options: { allowedIps: '192.0.2.1, 10.1' } });
		await expect(pair.host.activate()).rejects.toThrow('“10.1” is neither an IP address nor');
	});
});

describe('an address of n8n that Missive cannot reach', () => {
	const THE_API = 'https://public.missiveapp.com/v1';
	const LOCAL = [
		'http://localhost:5678',
		'http://127.0.0.1:5678',
		'http://[::1]',
		'http://n8n:5678',
	];

	it.each(LOCAL)('%s is refused before anything is created, or listened to', async (address) => {
		pair.host.baseUrl = address;
		pair.credential.baseUrl = THE_API;
		for (const mode of ['activate', 'manual'] as const) {
			const published = pair.host.activate(mode);
			const message = await published.catch(({ message }: Error) => message);
			expect(message).toContain(`Missive cannot reach ${address}/webhook`);
			expect(message).toContain('. Set WEBHOOK_URL to the public address of n8n');
		}
		expect(pair.vendor.requests).toEqual([]);
		expect(pair.host.stored).toEqual({});
	});

	it('is taken where the base URL of the API is local too, for what is there can reach it', async () => {
		expect(pair.vendor.baseUrl).toContain('//127.0.0.1:');
		for (const address of LOCAL) {
			pair.host.baseUrl = address;
			await pair.host.activate();
			expect(hooks()[0]?.url).toContain(`${address}/webhook/hook-1`);
		}
	});

	it('is not asked about by a rule, which may have another address', async () => {
		pair.host.baseUrl = 'http://localhost:5678';
		pair.credential.baseUrl = THE_API;
		pair.set({ registration: 'rule' });
		await pair.host.activate();
		expect(pair.vendor.requests).toEqual([]);
	});
});

describe('registering by a rule', () => {
	it('calls no API', async () => {
		pair.set({ registration: 'rule' });
		await pair.host.activate();
		await pair.host.deactivate();
		expect(pair.vendor.requests).toEqual([]);
	});

	it('removes the hooks of the API that an unfinished deactivation left behind', async () => {
		await pair.host.activate();
		pair.vendor.failNext({ status: 403, times: Infinity });
		await expect(pair.host.deactivate()).rejects.toThrow('could not delete the webhook');
		pair.vendor.clearFaults();
		pair.set({ registration: 'rule' });
		await pair.host.activate();
		expect(hooks()).toEqual([]);
		expect(await pair.host.checkExists()).toBe(true);
	});

	it.each([[''], [' \n']])('needs a signature secret, and not %j', async (signatureSecret) => {
		await pair.close();
		pair = await startPair({ registration: 'rule' }, { credential: { signatureSecret } });
		await expect(pair.host.activate()).rejects.toThrow(
			'The credential has no signature secret. Enter the signature secret of the Missive rule',
		);
	});

	it('needs none when the user says so', async () => {
		await pair.close();
		pair = await startPair({ registration: 'rule' }, { credential: { signatureSecret: '' } });
		pair.set({ options: { acceptUnsigned: true } });
		await pair.host.activate();
	});
});

describe('the picker for organizations', () => {
	it('lists them by name, page by page', async () => {
		const names = Array.from({ length: 201 }, (_, index) => `Organization ${index}`);
		const organizations = names.map((name) => ({ id: name, name }));
		await pair.close();
		pair = await startPair({}, { organizations });
		const context = pair.host.loadOptionsContext() as unknown as LoadOptionsContext;
		const first = await listSearch.searchOrganizations.call(context);
		expect(first.results).toHaveLength(200);
		const second = await listSearch.searchOrganizations.call(
			context,
			'',
			first.paginationToken as string,
		);
		expect(second).toEqual({
			results: [{ name: 'Organization 200', value: 'Organization 200' }],
			paginationToken: undefined,
		});
		const found = await listSearch.searchOrganizations.call(context, 'zation 199');
		expect(found.results.map(({ name }) => name)).toEqual(['Organization 199']);
	});
});
