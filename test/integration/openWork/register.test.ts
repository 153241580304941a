import { freshOpenWorkEvent } from '../../fixtures';
import { hookSignature } from '../../simulators';
import { type OpenWorkPair, restarted, startPair } from './setup';

let pair: OpenWorkPair;
beforeEach(async () => {
	pair = await startPair();
});
afterEach(async () => await pair.close());

const hooks = () => [...pair.vendor.hooks.values()];

/** The one hook that has to be there, whatever happened before. */
function expectWanted(changes: Record<string, unknown> = {}): void {
	expect(hooks()).toEqual([
		expect.objectContaining({
			name: 'n8n',
			url: pair.host.url,
			eventTypes: ['app:health_warning', 'app:health_cleared'],
			enabled: true,
			...changes,
		}),
	]);
}

describe('registering with OpenWork ends with exactly the wanted webhook', () => {
	it('on the first activation, with a secret of 32 random bytes', async () => {
		await pair.host.activate();
		expectWanted({ secret: expect.stringMatching(/^[0-9a-f]{64}$/) });
		expect(await pair.host.checkExists()).toBe(true);
	});

	it('when activated twice, without changing anything', async () => {
		await pair.host.activate();
		const [before] = hooks();
		await pair.host.activate();
		expect(hooks()).toEqual([before]);
	});

	it('when n8n restarts', async () => {
		await pair.host.activate();
		const [before] = hooks();
		await pair.host.activate('init');
		expect(hooks()).toEqual([before]);
	});

	it('when the webhook was deleted at OpenWork', async () => {
		await pair.host.activate();
		pair.vendor.hooks.clear();
		await pair.host.activate('init');
		expectWanted();
	});

	it('when the webhook was disabled at OpenWork: it is mended, not replaced', async () => {
		await pair.host.activate();
		const [hook] = hooks();
		Object.assign(hook as object, { enabled: false });
		await pair.host.activate('init');
		expectWanted({ id: hook?.id });
	});

	it('when name and event types were changed in the node: it is mended', async () => {
		await pair.host.activate();
		const [hook] = hooks();
		pair.host.parameters = { ...pair.host.parameters, hookName: 'New', eventTypes: ['*', 'x'] };
		await pair.host.activate();
		expectWanted({ id: hook?.id, name: 'New', eventTypes: ['*'] });
	});

	it('when n8n has moved to another URL', async () => {
		await pair.host.activate();
		pair.host.baseUrl = 'http://127.0.0.1:9';
		await pair.host.activate('init');
		expectWanted();
	});

	it('when n8n crashed between the answer and saving the id', async () => {
		await pair.host.activate();
		pair.host.database.staticData = '{}';
		await pair.host.activate();
		expectWanted();
	});

	it('when the answer to the creation got lost', async () => {
		pair.vendor.failNext({
			status: 502,
			afterHandling: true,
			match: ({ method }) => method === 'POST',
		});
		await pair.host.activate();
		expectWanted();
		expect(pair.vendor.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
	});

	it('and with none after deactivation, also when it is gone already', async () => {
		await pair.host.activate();
		await pair.host.deactivate();
		expect(hooks()).toEqual([]);
		expect(pair.host.stored.production).toBeUndefined();

		await pair.host.activate();
		pair.vendor.hooks.clear();
		await pair.host.deactivate();
		expect(hooks()).toEqual([]);
	});

	it('leaving the webhooks of others alone', async () => {
		await pair.host.activate();
		const other = { name: 'Other', url: 'https://other.example.com/', eventTypes: ['*'] };
		const response = await fetch(`${pair.vendor.baseUrl}/api/hooks/webhooks`, {
			method: 'POST',
			headers: { authorization: `Bearer ${pair.vendor.token}`, 'content-type': 'application/json' },
			body: JSON.stringify(other),
		});
		expect(response.status).toBe(201);
		await pair.host.activate();
		await pair.host.deactivate();
		expect(hooks()).toEqual([expect.objectContaining(other)]);
	});

	it('separately for listening to a test event', async () => {
		await pair.host.activate();
		const [production] = hooks();
		await pair.host.activate('manual');
		expect(hooks().map(({ url }) => url)).toEqual([pair.host.url, pair.host.testUrl]);
		await pair.host.deactivate({ listening: true });
		expect(hooks()).toEqual([production]);
	});
});

/** What was sent to change webhooks. */
const sent = (method: string) =>
	pair.vendor.requests
		.filter((request) => request.method === method)
		.map(({ body }) => JSON.parse(body.toString()) as Record<string, unknown>);
const only = () => {
	const [hook, ...others] = hooks();
	if (!hook || others.length > 0) throw new Error('There is not exactly one webhook');
	return hook;
};
/** Whether the node takes what the webhook's secret signs. */
const takes = async (secret = only().secret ?? '') => {
	const body = JSON.stringify({ event: freshOpenWorkEvent() });
	const { status } = await pair.host.post(body, {
		'x-hook-signature': hookSignature(secret, Buffer.from(body)),
	});
	return status === 200;
};

describe('a webhook with another URL or secret', () => {
	let before: string;
	const start = async (options: Parameters<typeof startPair>[1]) => {
		await pair.close();
		pair = await startPair({}, options);
		await pair.host.activate();
		before = only().id;
	};
	const replaceToken = () => {
		pair.vendor.token = 'a new token';
		pair.credential.token = 'a new token';
	};

	it('is changed by the open server, and keeps its ID: n8n has moved', async () => {
		await start({ dialect: 'as found' });
		pair.host.baseUrl = 'http://127.0.0.1:9';
		await pair.host.publish();
		expectWanted({ id: before });
		expect(sent('PATCH')).toEqual([expect.objectContaining({ url: pair.host.url })]);
	});

	it('is changed by the open server, and keeps its ID: the API token was replaced', async () => {
		await start({ dialect: 'as found' });
		const oldSecret = only().secret;
		replaceToken();
		await pair.host.publish();
		expectWanted({ id: before });
		expect(only().secret).not.toBe(oldSecret);
		expect(await takes()).toBe(true);
		// What was signed before the change, and comes after it.
		expect(await takes(oldSecret)).toBe(true);
	});

	it.each(['n8n has moved', 'the API token was replaced'])(
		'is replaced where the server refuses to change it: %s',
		async (reason) => {
			await start({ dialect: 'documented' });
			if (reason === 'n8n has moved') pair.host.baseUrl = 'http://127.0.0.1:9';
			else replaceToken();
			await pair.host.publish();
			expectWanted();
			expect(only().id).not.toBe(before);
		},
	);

	it.each([
		['n8n has moved', 'the URL as it was'],
		['the API token was replaced', 'nothing of the secret'],
	])('is replaced where the server ignores it: %s, and it answers %s', async (reason) => {
		await start({ dialect: 'documented' });
		const { url } = only();
		if (reason === 'n8n has moved') pair.host.baseUrl = 'http://127.0.0.1:9';
		else replaceToken();
		pair.vendor.failNext({
			status: 200,
			body: { id: before, name: 'n8n', url },
			match: ({ method }) => method === 'PATCH',
		});
		await pair.host.publish();
		expectWanted();
		expect(only().id).not.toBe(before);
	});

	it('of which the token alone was replaced is taken as it is after a restart', async () => {
		await start({ dialect: 'as found' });
		replaceToken();
		pair.host.nodeType = restarted();
		expect(await takes()).toBe(true);
	});
});

describe('attempts and their timeout', () => {
	const ASKED = { retryCount: 5, timeoutMs: 15_000 };

	it('are asked for, where the open server takes them', async () => {
		await pair.close();
		pair = await startPair({}, { dialect: 'as found' });
		await pair.host.activate();
		expectWanted(ASKED);
	});

	it('are those of the options, also of a webhook that is there', async () => {
		await pair.close();
		pair = await startPair({ options: { retryCount: 2 } }, { dialect: 'as found' });
		await pair.host.activate();
		expectWanted({ ...ASKED, retryCount: 2 });
		const { id } = only();
		pair.host.parameters = { ...pair.host.parameters, options: { timeoutMs: 60_000 } };
		await pair.host.publish();
		expectWanted({ id, retryCount: 5, timeoutMs: 60_000 });
	});

	it('are asked for in vain at a server that ignores them, which works, and stays as it is', async () => {
		await pair.host.activate();
		expect(sent('POST')).toEqual([expect.objectContaining(ASKED)]);
		pair.host.parameters = { ...pair.host.parameters, options: { retryCount: 2 } };
		expect(await pair.host.checkExists()).toBe(true);
	});

	it('are left out for a server that refuses them', async () => {
		await pair.close();
		pair = await startPair({}, { retrySettings: 'refused' });
		await pair.host.activate();
		expectWanted();
		expect(sent('POST')).toEqual([
			expect.objectContaining(ASKED),
			expect.not.objectContaining({ retryCount: 5 }),
		]);
	});

	it('are not what a server is asked about twice that answers otherwise', async () => {
		pair.vendor.failNext({ status: 403, match: ({ method }) => method === 'POST' });
		await expect(pair.host.activate()).rejects.toThrow('may not do this');
		expect(sent('POST')).toHaveLength(1);
	});
});

it('an event that OpenWork sends while it creates the webhook is taken', async () => {
	await pair.close();
	pair = await startPair({ eventTypes: ['*'] }, { eventWhileCreating: true });
	await pair.host.activate();
	expect(pair.vendor.whileCreating).toEqual([expect.objectContaining({ delivered: true })]);
	expect(pair.host.executions).toHaveLength(1);
});

describe('an error of OpenWork says what to do', () => {
	const activate = async () => await pair.host.activate();

	it.each([
		[401, 'The credential was refused'],
		[403, 'may not do this'],
		[404, 'Check the base URL'],
		[409, 'conflicts with something'],
		[422, 'The settings were refused'],
		[400, 'Correct the node’s fields'],
	])('status %i', async (status, advice) => {
		pair.vendor.failNext({ status, body: { error: 'because' } });
		const error: unknown = await activate().catch((caught: unknown) => caught);
		expect(error).toMatchObject({ message: expect.stringContaining(advice) });
		expect(error).toMatchObject({ message: expect.stringContaining('because') });
		expect(hooks()).toEqual([]);
	});

	it('an answer that is not JSON', async () => {
		pair.vendor.failNext({ status: 200, body: '<html>Welcome</html>' });
		await expect(activate()).rejects.toThrow('The answer is not JSON');
	});

	it('an answer without the list', async () => {
		pair.vendor.failNext({ status: 200, body: { hello: 'world' } });
		await expect(activate()).rejects.toThrow('holds no list of webhooks');
	});

	it('an answer without an id is none: the webhook is found by its URL', async () => {
		pair.vendor.failNext({
			status: 201,
			body: {},
			afterHandling: true,
			match: ({ method }) => method === 'POST',
		});
		await activate();
		expectWanted();
		await pair.host.deactivate();
		expect(hooks()).toEqual([]);
	});

	it('a dropped connection', async () => {
		pair.vendor.failNext({ drop: true });
		await expect(activate()).rejects.toThrow('could not be reached');
	});

	it('the limit of 10 webhooks', async () => {
		await pair.close();
		pair = await startPair({}, { limits: { webhooks: 0 } });
		await expect(activate()).rejects.toThrow('OpenWork allows at most 10 webhooks per user');
	});

	it('no event type', async () => {
		pair.host.parameters = { ...pair.host.parameters, eventTypes: [] };
		await expect(activate()).rejects.toThrow('Select at least one event type');
	});

	it('never with the token or the secret in it', async () => {
		pair.vendor.failNext({ status: 422, match: ({ method }) => method === 'POST' });
		const error = await activate().catch((caught: unknown) => caught);
		const text = JSON.stringify(error) + String(error);
		expect(text).not.toContain(pair.vendor.token);
		expect(text).not.toMatch(/[0-9a-f]{64}/);
	});
});
