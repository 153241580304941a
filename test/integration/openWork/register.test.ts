import { type OpenWorkPair, startPair } from './setup';

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
