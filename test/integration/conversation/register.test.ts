import {
	attemptFrom,
	type ConversationPair,
	conversationsOf,
	onlyId,
	restarted,
	startPair,
	tokenIn,
} from './setup';

let pair: ConversationPair;
beforeEach(async () => {
	pair = await startPair();
});
afterEach(async () => await pair.close());

const conversations = () => conversationsOf(pair);
const callbackUrls = () => conversations().map(({ config }) => config.callback_url);
const creations = () => pair.vendor.requests.filter(({ method }) => method === 'POST');
/** The status of a delivery from a conversation. */
const statusFrom = async (id: string) => (await attemptFrom(pair, id)).status;

describe('activation creates a conversation', () => {
	it('that calls the node with a token of 32 random bytes', async () => {
		await pair.host.activate();
		expect(callbackUrls()).toEqual([
			expect.stringMatching(/\/webhook\/hook-1\/webhook\?token=[0-9a-f]{64}$/),
		]);
		expect(callbackUrls()[0]).toBe(`${pair.host.url}?token=${tokenIn(callbackUrls()[0])}`);
		expect(await pair.host.checkExists()).toBe(true);
		expect(await statusFrom(onlyId(pair))).toBe(200);
	});

	it('and logs its id, which n8n shows nowhere, but not its token', async () => {
		await pair.host.activate();
		expect(pair.logged()).toContain(onlyId(pair));
		expect(pair.logged()).not.toContain(tokenIn(callbackUrls()[0]));
	});

	it('without what was left empty', async () => {
		await pair.host.activate();
		expect(JSON.parse(creations()[0]?.body.toString() ?? '')).toEqual({
			channel: 'API',
			usecase: 'DEFAULT',
			config: { callback_url: callbackUrls()[0] },
		});
	});

	it('with everything that was filled in', async () => {
		pair.set({
			channel: 'WHATSAPP',
			useCase: 'WORKFLOW_EXECUTION',
			workflowId: ' 123 ',
			additionalFields: { metadata: '{"order": {"id": "A-1001"}}', teamId: 'team-7' },
		});
		await pair.host.activate();
		expect(JSON.parse(creations()[0]?.body.toString() ?? '')).toEqual({
			channel: 'WHATSAPP',
			usecase: 'WORKFLOW_EXECUTION',
			config: { workflow_id: '123', callback_url: callbackUrls()[0] },
			metadata: { order: { id: 'A-1001' } },
			team_id: 'team-7',
		});
	});

	it('with metadata that an expression gives as an object', async () => {
		pair.set({ additionalFields: { metadata: '={{ { order: "A-1001" } }}' } });
		await pair.host.activate();
		expect(conversations()).toEqual([expect.objectContaining({ metadata: { order: 'A-1001' } })]);
	});
});

describe('the conversation is used again', () => {
	let id: string;
	beforeEach(async () => {
		await pair.host.activate();
		id = onlyId(pair);
	});
	afterEach(async () => {
		expect(onlyId(pair)).toBe(id);
		expect(creations()).toHaveLength(1);
		expect(await statusFrom(id)).toBe(200);
	});

	it('when activated twice', async () => {
		await pair.host.activate();
	});

	it('when n8n restarts', async () => {
		await pair.host.activate('init');
	});

	it('after a deactivation, which leaves it and its token in place', async () => {
		await pair.host.deactivate();
		expect(onlyId(pair)).toBe(id);
		await pair.host.activate();
	});

	it('when something else than its configuration changed', async () => {
		pair.set({ filters: { channels: ['SMS'] }, options: { maxBodyKb: 10 } });
		await pair.host.activate();
	});

	it('when metadata is only written differently', async () => {
		pair.set({ additionalFields: { metadata: ' ' } });
		await pair.host.activate();
	});

	it('when the trigger is renamed', async () => {
		pair.host.name = 'Messages of customers';
		expect(await pair.host.unpublish()).toBeUndefined();
		await pair.host.publish();
	});

	it('when the trigger is renamed while n8n is down', async () => {
		pair.host.name = 'Messages of customers';
		pair.host.nodeType = restarted();
		await pair.host.publish();
	});

	it('when the API key is replaced: it goes on with the token that it has', async () => {
		pair.vendor.apiKey = 'a new key';
		pair.filled.api.apiKey = 'a new key';
		pair.host.nodeType = restarted();
		await pair.host.publish();
	});

	it('after a time of manual registration', async () => {
		pair.filled.api.callbackToken = 'a token of one’s own';
		pair.set({ registration: 'manual' });
		await pair.host.activate();
		await pair.host.deactivate();
		pair.set({ registration: 'create' });
		await pair.host.activate();
	});

	it('after an activation that failed', async () => {
		pair.vendor.failNext({ status: 401 });
		await expect(pair.host.activate()).rejects.toThrow('The credential was refused');
		await pair.host.activate();
	});
});

describe('each item tells the ID of the conversation that the node created', () => {
	const told = () =>
		pair.host.executions.map(
			([events, invalid]) =>
				(events?.[0] ?? invalid?.[0])?.json.delivery as { registration?: unknown },
		);

	it('also after a restart, and where its payload is not as documented', async () => {
		await pair.host.activate();
		pair.host.nodeType = restarted();
		await statusFrom(onlyId(pair));
		await attemptFrom(pair, onlyId(pair), { body: '{"a": 1}' });
		const registration = { conversationId: onlyId(pair) };
		expect(told()).toEqual([
			expect.objectContaining({ registration }),
			expect.objectContaining({ registration }),
		]);
	});

	it('which is the newest one, while the one before goes on calling', async () => {
		await pair.host.activate();
		const first = onlyId(pair);
		pair.set({ channel: 'SMS' });
		await pair.host.activate();
		await statusFrom(first);
		expect(told()).toEqual([
			expect.objectContaining({ registration: { conversationId: conversations()[1]?.id } }),
		]);
	});

	it('which is another one while listening for a test event', async () => {
		await pair.host.activate();
		await pair.host.activate('manual');
		const [production, test] = conversations().map(({ id }) => id);
		await statusFrom(test ?? '');
		await statusFrom(production ?? '');
		expect(told()).toEqual([
			expect.objectContaining({ registration: { conversationId: test } }),
			expect.objectContaining({ registration: { conversationId: production } }),
		]);
	});

	it('but none where conversations are made elsewhere', async () => {
		await pair.host.activate();
		pair.filled.api.callbackToken = 'a token of one’s own';
		pair.set({ registration: 'manual' });
		const url = `${pair.host.url}?token=${encodeURIComponent('a token of one’s own')}`;
		await attemptFrom(pair, onlyId(pair), { url });
		expect(told()).toEqual([expect.not.objectContaining({ registration: expect.anything() })]);
	});
});

describe('another conversation takes its place', () => {
	let first: string;
	beforeEach(async () => {
		await pair.host.activate();
		first = onlyId(pair);
	});
	const newest = () => conversations().at(-1);

	it('when it is gone at the vendor', async () => {
		pair.vendor.hooks.clear();
		await pair.host.activate('init');
		expect(onlyId(pair)).not.toBe(first);
		expect(await statusFrom(onlyId(pair))).toBe(200);
	});

	it.each([
		['channel', { channel: 'SMS' }, { channel: 'SMS' }],
		[
			'use case',
			{ useCase: 'WORKFLOW_EXECUTION', workflowId: '7' },
			{ usecase: 'WORKFLOW_EXECUTION', config: expect.objectContaining({ workflow_id: '7' }) },
		],
		['metadata', { additionalFields: { metadata: '{"a": 1}' } }, { metadata: { a: 1 } }],
		['team', { additionalFields: { teamId: 'team-7' } }, { team_id: 'team-7' }],
	])('when the %s was changed; the first goes on calling', async (_what, changes, expected) => {
		pair.set(changes);
		expect(await pair.host.checkExists()).toBe(false);
		await pair.host.activate();
		expect(conversations()).toHaveLength(2);
		expect(newest()).toMatchObject(expected);
		for (const { id } of conversations()) expect(await statusFrom(id)).toBe(200);

		await pair.host.activate();
		expect(conversations()).toHaveLength(2);
	});

	it('when n8n has moved to another URL', async () => {
		pair.host.baseUrl = 'https://127.0.0.1:9';
		await pair.host.activate('init');
		expect(conversations()).toHaveLength(2);
		expect(newest()?.config.callback_url).toContain(`${pair.host.url}?token=`);
		await pair.host.activate('init');
		expect(conversations()).toHaveLength(2);
	});

	it('when n8n crashed before saving its id; messages of the lost one are still taken', async () => {
		pair.host.database.staticData = '{}';
		pair.host.nodeType = restarted();
		await pair.host.activate();
		expect(conversations()).toHaveLength(2);
		expect(await statusFrom(newest()?.id ?? '')).toBe(200);
		expect(await statusFrom(first)).toBe(200);
	});

	it('for listening to a test event, and disturbs it in nothing', async () => {
		await pair.host.activate('manual');
		expect(conversations()).toHaveLength(2);
		expect(newest()?.config.callback_url).toContain(`${pair.host.testUrl}?token=`);
		expect(tokenIn(newest()?.config.callback_url)).not.toBe(tokenIn(callbackUrls()[0]));
		expect(await statusFrom(newest()?.id ?? '')).toBe(200);
		await pair.host.deactivate({ listening: true });
		expect(await pair.host.checkExists()).toBe(true);
		expect(await statusFrom(first)).toBe(200);
	});
});
