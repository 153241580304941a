import { InventedPair, type Misbehaviour, type Offer } from '../../support/fakeApi';

let pair: InventedPair;
afterEach(async () => await pair.close());

const start = async (offer?: Offer) => (pair = await InventedPair.start(offer));
const publishing = async (activation?: Parameters<typeof pair.host.publish>[0]) =>
	await pair.host.publish(activation).then(
		() => '',
		(error: Error) => error.message,
	);
/** Every call whose name begins so goes wrong, until the script is changed. */
const spoil = (misbehaviour: Misbehaviour, ...calls: string[]) => {
	pair.api.script = (call) =>
		calls.some((name) => call.startsWith(name)) ? misbehaviour : undefined;
};
const creations = () => pair.changes().filter((call) => call.startsWith('POST'));

describe.each([[true], [false]])('a vendor that lists its hooks: %s', (lists) => {
	beforeEach(async () => {
		await start({ lists });
		pair.configs = ['a', 'b', 'c'];
	});

	it('has what was made and could not be taken back removed when it is well again', async () => {
		pair.api.script = (_call, nth) => (nth > (lists ? 3 : 2) ? 'a refused connection' : undefined);
		const text = await publishing();
		expect(text).toMatch(/^Vendor could not .*: The server could not be reached/);
		expect(text).toContain('2 webhooks could not be removed yet: h1, h2.');
		expect(pair.registered).toEqual(['a', 'b']);
		expect(pair.host.isRouted).toBe(false);

		pair.api.script = () => undefined;
		pair.restart();
		await pair.host.publish();
		expect(pair.registered).toEqual(['a', 'b', 'c']);
		expect(await pair.host.unpublish()).toBeUndefined();
		expect(pair.registered).toEqual([]);
		expect(pair.host.stored).toEqual({});
	});

	it('has it removed by the cleaning up between two tries, too', async () => {
		// The third creation fails, and so does every call until n8n cleans up.
		const from = lists ? 5 : 3;
		pair.api.script = (_call, nth) =>
			nth >= from && nth < from + 3 ? 'a refused connection' : undefined;
		await pair.host.publish();
		expect(pair.registered).toEqual(['a', 'b', 'c']);
		expect(pair.api.hooks.size).toBe(3);
	});

	it('is not made to have more hooks by publishing again', async () => {
		await pair.host.publish();
		for (let n = 0; n < 3; n++) {
			expect(await pair.host.unpublish()).toBeUndefined();
			await pair.host.publish();
		}
		expect(pair.registered).toEqual(['a', 'b', 'c']);
	});

	it('that cannot be reached lets a workflow be unpublished, and its hooks are removed with the next publishing', async () => {
		await pair.host.publish();
		spoil('500', 'GET', 'DELETE');
		const warning = await pair.host.unpublish();
		expect(warning?.message).toContain('Vendor could not');
		pair.api.script = () => undefined;
		pair.restart();
		pair.configs = ['d'];
		await pair.host.publish();
		expect(pair.registered).toEqual(['d']);
	});
});

describe('a creation whose outcome is not known, where hooks cannot be listed', () => {
	beforeEach(async () => {
		await start({ lists: false });
		pair.configs = ['a', 'b', 'c'];
	});

	it.each<[Misbehaviour, number]>([
		['500', 0],
		['500 after acting', 3],
		['503', 0],
		['200 with HTML after acting', 3],
		['no answer after acting', 3],
		['a dropped connection', 0],
	])(
		'is asked for once in a publishing, with all of n8n’s tries: %s',
		async (misbehaviour, left) => {
			spoil(misbehaviour, 'POST');
			const text = await publishing();
			expect(creations()).toEqual(['POST a', 'POST b', 'POST c']);
			expect(text).toContain('Vendor may have made up to 3 webhooks all the same');
			expect(text).toContain('Look in Vendor under Hooks.');
			expect(pair.api.hooks.size).toBe(left);
		},
	);

	it('does not keep others from being taken back', async () => {
		pair.api.script = (call) => (call === 'POST c' ? '500' : undefined);
		const text = await publishing();
		expect(text).toContain('up to 1 webhook all the same');
		expect(pair.registered).toEqual([]);
	});

	it('is asked for again when a person publishes again, and counted again', async () => {
		spoil('500', 'POST');
		await publishing();
		expect(await publishing()).toContain('up to 6 webhooks');
		expect(creations()).toHaveLength(6);
		pair.api.script = () => undefined;
		await pair.host.publish();
		expect(pair.registered).toEqual(['a', 'b', 'c']);
		spoil('500', 'POST a');
		expect(await publishing()).toContain('up to 1 webhook all');
	});

	it('is told with its number after a restart', async () => {
		spoil('500', 'POST');
		await publishing();
		pair.restart();
		expect(await publishing()).toContain('up to 6 webhooks');
	});

	it('is not asked for by the tries that n8n makes after a restart, while they follow each other closely', async () => {
		const tries = async () => {
			await pair.host.activate('init').catch(() => undefined);
			await pair.time.sleep(2_000);
		};
		spoil('500', 'POST');
		for (let n = 0; n < 4; n++) await tries();
		expect(creations()).toHaveLength(3);
		await pair.time.sleep(16_000);
		await tries();
		expect(creations()).toHaveLength(3);
	});
});

describe('a creation whose outcome is not known, where hooks can be listed', () => {
	beforeEach(async () => await start());

	it.each<Misbehaviour>(['500 after acting', 'a dropped connection after acting'])(
		'is found: %s',
		async (misbehaviour) => {
			spoil(misbehaviour, 'POST');
			await pair.host.publish();
			expect(pair.registered).toEqual(['a']);
			expect(creations()).toEqual(['POST a']);
			expect(pair.host.stored.production).toMatchObject({ hooks: { a: { id: 'h1' } } });
		},
	);

	it('that comes late leaves one hook', async () => {
		const { request } = pair.api;
		pair.api.script = (call, nth) => (call.startsWith('POST') && nth < 5 ? '500' : undefined);
		await pair.host.publish();
		// What was answered 500 is done after all.
		const body = { url: pair.host.url, config: 'a' };
		await request({ method: 'POST', url: 'https://vendor.example/v1/hooks', body });
		expect(pair.registered).toEqual(['a', 'a']);
		await pair.host.publish();
		expect(pair.registered).toEqual(['a']);
	});
});

describe('the budget of a publishing', () => {
	it('is enough for ten hooks at 9 seconds a call, five at once', async () => {
		await start({ lists: false, atOnce: 5 });
		pair.configs = [...'abcdefghij'];
		pair.api.delayMs = 9_000;
		await pair.host.publish();
		expect(pair.registered).toHaveLength(10);
		expect(pair.api.mostAtOnce).toBe(5);
		expect(pair.time.passedMs).toBe(18_000);
	});

	it('is enough for ten hooks of which each is answered 429 once, with Retry-After: 10', async () => {
		await start({ lists: false, atOnce: 5 });
		pair.configs = [...'abcdefghij'];
		const seen = new Set<string>();
		pair.api.script = (call) => {
			if (seen.has(call)) return undefined;
			seen.add(call);
			return '429, Retry-After 10';
		};
		await pair.host.publish();
		expect(pair.registered).toHaveLength(10);
		expect(pair.time.passedMs).toBe(10_000 + 10_000);
	});

	it.each([[true], [false]])(
		'ends with our own text before n8n gives up, when the vendor hangs (lists: %s)',
		async (lists) => {
			await start({ lists });
			pair.configs = [...'abcdefghij'];
			pair.api.script = () => 'no answer';
			const text = await publishing();
			expect(text).toContain(
				lists ? 'Vendor could not list the webhooks' : 'Vendor could not create',
			);
			expect(text).toContain('No answer came in time');
			expect(pair.time.passedMs).toBeLessThan(78_000);
			expect(pair.host.isRouted).toBe(false);
		},
	);

	it.each([[true], [false]])(
		'holds the removal of what was there before, too (lists: %s)',
		async (lists) => {
			await start({ lists });
			pair.configs = [...'abcdefghij'];
			await pair.host.publish();
			const before = pair.time.passedMs;
			pair.api.script = () => 'no answer';
			expect(await pair.host.unpublish()).toBeDefined();
			expect(pair.time.passedMs - before).toBeLessThanOrEqual(33_000);
			expect(await publishing()).toContain('No answer came in time');
			expect(pair.time.passedMs - before).toBeLessThan(78_000);
			pair.api.script = () => undefined;
			pair.restart();
			await pair.host.publish();
			expect(pair.registered).toEqual(pair.configs);
		},
	);

	it('leaves time to take back what was made', async () => {
		await start({ lists: false, atOnce: 1 });
		pair.configs = [...'abcdefgh'];
		pair.api.delayMs = 9_000;
		pair.api.script = (call) => {
			if (call.startsWith('DELETE')) pair.api.delayMs = 100;
			return undefined;
		};
		const text = await publishing();
		expect(text).toMatch(
			/Vendor could not create the hook for .: The calls before it took so long/,
		);
		expect(pair.registered).toEqual([]);
		expect(pair.time.passedMs).toBeLessThan(78_000);
	});

	it('is given up by a call that waits for its turn', async () => {
		await start({ lists: false, atOnce: 1 });
		pair.configs = ['a', 'b', 'c', 'd'];
		pair.api.script = (call) => (call.startsWith('POST') ? '429, Retry-After 10' : undefined);
		pair.api.delayMs = 19_000;
		const text = await publishing();
		expect(text).toMatch(/The calls before it took so long|The rate limit is reached/);
		expect(pair.time.passedMs).toBeLessThan(78_000);
		expect(pair.registered).toEqual([]);
	});

	it('is a new one when a person publishes again', async () => {
		await start({ lists: false });
		pair.api.script = () => 'no answer';
		await publishing();
		pair.api.script = () => undefined;
		await pair.host.publish();
		expect(pair.registered).toEqual(['a']);
	});

	it('is a new one when a person publishes after an unpublishing that took long', async () => {
		await start({ lists: false });
		await pair.host.publish();
		pair.api.script = () => 'no answer';
		expect(await pair.host.unpublish()).toBeDefined();
		pair.api.script = () => undefined;
		await pair.time.sleep(8_000);
		await pair.host.publish();
		expect(pair.registered).toEqual(['a']);
	});
});

describe('the cleaning up after a failed try', () => {
	it('does not fail, so that n8n gives the address back and publishes the trigger the next time', async () => {
		await start();
		pair.api.script = () => '503';
		await publishing();
		expect(pair.host.isRouted).toBe(false);
	});

	it('of a workflow that a person unpublishes fails, so that they are told', async () => {
		await start();
		await pair.host.publish();
		pair.api.script = () => '503';
		expect((await pair.host.unpublish())?.message).toMatch(
			/^Vendor could not list the webhooks: The server has a problem\. .* \(status 503\) Vendor answered: {"error":"Out of order"}/,
		);
	});

	it('before the credential can be read is left alone', async () => {
		await start();
		pair.token = '';
		expect(await publishing()).toContain('The Vendor credential holds no token');
		expect(pair.host.isRouted).toBe(false);
	});
});

describe('a token of another account', () => {
	it.each([[true], [false]])(
		'is told with the ids, and publishing again works (lists: %s)',
		async (lists) => {
			await start({ lists });
			pair.configs = ['a', 'b'];
			await pair.host.publish();
			pair.token = 'the token of another account';
			pair.api.account = 'another';
			expect(await pair.host.unpublish()).toBeUndefined();
			const text = await publishing();
			expect(text).toContain(
				'The token in the credential does not reach 2 webhooks, made with another token: h1, h2.',
			);
			expect(pair.api.hooks.size).toBe(2);
			await pair.host.publish();
			expect(pair.api.hooks.size).toBe(4);
			expect(await pair.host.unpublish()).toBeUndefined();
			expect(pair.api.hooks.size).toBe(2);

			pair.token = 'the API token';
			pair.api.account = '';
			pair.restart();
			await pair.host.publish();
			expect(pair.registered).toEqual(['a', 'b']);
		},
	);

	it.each<Misbehaviour>(['403', '404'])(
		'is told as well where the vendor answers %s of hooks that are another’s',
		async (misbehaviour) => {
			await start({ lists: false });
			await pair.host.publish();
			pair.token = 'the token of another account';
			spoil(misbehaviour, 'DELETE');
			expect(await pair.host.unpublish()).toBeUndefined();
			expect(await publishing()).toContain('made with another token: h1.');
		},
	);

	it('is not told of hooks of this account that may not be removed', async () => {
		await start({ lists: false });
		await pair.host.publish();
		spoil('403', 'DELETE');
		expect((await pair.host.unpublish())?.message).toContain('may not do this');
	});

	it('that is another of the same account is told nothing', async () => {
		await start({ lists: false });
		await pair.host.publish();
		pair.token = 'a new token';
		await pair.host.publish();
		expect(pair.registered).toEqual(['a']);
		expect([...pair.api.hooks.keys()]).toEqual(['h2']);
	});
});

it('an exported copy of the workflow leaves the hooks of the first alone', async () => {
	await start({ lists: false });
	await pair.host.publish();
	const { staticData } = pair.host.database;
	const copy = await InventedPair.start({ lists: false }, { instanceId: 'another instance' });
	try {
		copy.host.database.staticData = staticData;
		await copy.host.publish();
		await copy.host.unpublish();
		expect(copy.changes()).toEqual(['POST a', 'DELETE h1']);
		// Of the same ids, in an account of its own: only its own hook was removed.
		copy.host.database.staticData = staticData;
		copy.restart();
		await copy.host.unpublish();
		expect(copy.changes()).toEqual([]);
	} finally {
		await copy.close();
	}
	expect(pair.registered).toEqual(['a']);
});

it('at a restart hooks that were kept are believed to be there, whatever the vendor answers', async () => {
	await start();
	await pair.host.publish();
	const misbehaviours: Misbehaviour[] = ['503', 'no answer', '401', '404 with HTML'];
	for (const misbehaviour of misbehaviours) {
		pair.restart();
		spoil(misbehaviour, 'GET', 'POST', 'DELETE');
		await pair.host.publish('init');
	}
	expect(pair.registered).toEqual(['a']);
	expect(pair.changes()).toEqual(['POST a']);
});

it('at a restart a hook that is not there is not believed in', async () => {
	await start();
	await pair.host.publish();
	pair.api.hooks.clear();
	pair.restart();
	spoil('500', 'POST');
	expect(await publishing('init')).toContain('Vendor could not create the hook for a');
});
