import fc from 'fast-check';

import {
	InventedPair,
	type Misbehaviour,
	MISBEHAVIOURS,
	type Offer,
	type Script,
} from '../../support/fakeApi';

/** What happens to a trigger. */
const ACTS = ['publish', 'unpublish', 'change', 'restart', 'lose the text'] as const;

const misbehaviour = fc.constantFrom(...(Object.keys(MISBEHAVIOURS) as Misbehaviour[]));

/** Calls that go wrong, counted from the beginning of an act: one alone, or all from one on. */
const failing = fc.record({
	misbehaviour,
	from: fc.integer({ min: 1, max: 10 }),
	lasting: fc.boolean(),
});
type Failing = typeof failing extends fc.Arbitrary<infer T> ? T : never;

const step = fc.record({
	act: fc.constantFrom(...ACTS),
	configs: fc.subarray(['a', 'b', 'c', 'd', 'e', 'f', 'g'], { minLength: 1 }),
	failing: fc.option(failing, { nil: undefined }),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function scriptOf(given: Failing | undefined, begun: number): Script {
	if (!given) return () => undefined;
	const { misbehaviour: kind, from, lasting } = given;
	return (_call, nth) => {
		const isDue = lasting ? nth - begun >= from : nth - begun === from;
		return isDue ? kind : undefined;
	};
}

async function take(pair: InventedPair, { act, configs, failing: given }: Step): Promise<void> {
	const { host, api } = pair;
	api.script = scriptOf(given, api.calls.length);
	const begun = pair.time.passedMs;
	const publish = async () => await host.publish().catch(() => undefined);
	if (act === 'change') {
		// n8n takes the changed trigger down, then publishes it.
		await host.unpublish();
		pair.configs = configs;
		await publish();
	}
	if (act === 'publish') await publish();
	if (act === 'unpublish') await host.unpublish();
	// After 84 s n8n gives up, and its own text is what the user gets.
	expect(pair.time.passedMs - begun).toBeLessThan(80_000);
	if (act === 'restart') pair.restart();
	if (act === 'lose the text') host.database.staticData = '{}';
	await pair.time.sleep(20_000);
}

/** Hooks that nobody can know of, or of which the vendor said time and again that they are not there. */
function excused({ api }: InventedPair, lists: boolean): string[] {
	if (lists) return [];
	const denied = [...api.denied].filter(([, times]) => times > 1).map(([id]) => id);
	return [...api.untold, ...denied].filter((id) => api.hooks.has(id));
}

async function expectWhole(
	offer: Required<Pick<Offer, 'lists' | 'shows'>>,
	steps: readonly Step[],
): Promise<void> {
	const { lists } = offer;
	const pair = await InventedPair.start(offer);
	try {
		for (const each of steps) await take(pair, each);
		pair.api.script = () => undefined;

		expect(await pair.host.unpublish()).toBeUndefined();
		await pair.host.publish();
		const lost = excused(pair, lists);
		const left = [...pair.api.hooks].filter(([id]) => !lost.includes(id));
		expect(left.map(([, { config }]) => config).sort()).toEqual(pair.configs);
		expect(pair.host.stored.production).toMatchObject({
			hooks: Object.fromEntries(left.map(([id, { config }]) => [config, { id }])),
			unknown: 0,
		});

		expect(await pair.host.unpublish()).toBeUndefined();
		expect([...pair.api.hooks.keys()]).toEqual(lost);
		expect(pair.host.stored).toEqual({});
	} finally {
		await pair.close();
	}
}

describe.each([
	[true, true],
	[true, false],
	[false, false],
])('a vendor that lists its hooks (%s) and shows what they are (%s)', (lists, shows) => {
	it('misbehaving once or lastingly in one publishing or unpublishing, then well, has exactly the wanted hooks', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(step, { maxLength: 2 }), step, async (before, last) => {
				const quiet = before.map((each) => ({ ...each, failing: undefined }));
				// What stood only in the text is lost with it, where the vendor lists nothing.
				const steps = [...quiet, last].filter(({ act }) => lists || act !== 'lose the text');
				await expectWhole({ lists, shows }, steps);
			}),
			{ numRuns: 300 },
		);
	}, 60_000);

	it('misbehaving time and again, then well, has exactly the wanted hooks', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 5 }), async (drawn) => {
				const steps = drawn.filter(({ act }) => lists || act !== 'lose the text');
				await expectWhole({ lists, shows }, steps);
			}),
			{ numRuns: 300 },
		);
	}, 60_000);
});

it.each<[Misbehaviour, string]>(
	(Object.keys(MISBEHAVIOURS) as Misbehaviour[]).flatMap((kind) =>
		['POST', 'DELETE', 'GET'].map((method): [Misbehaviour, string] => [kind, method]),
	),
)('%s to every %s ends in an error that names the vendor and the call', async (kind, method) => {
	const pair = await InventedPair.start();
	try {
		if (method === 'DELETE') {
			await pair.host.publish();
			pair.configs = ['b'];
		}
		pair.api.script = (call) => (call.startsWith(method) ? kind : undefined);
		const text = await pair.host.publish().then(
			() => '',
			(error: Error) => error.message,
		);
		const acts = 'acts' in MISBEHAVIOURS[kind];
		const isBelieved = method === 'DELETE' && (kind === '404' || kind === '200 without an id');
		const published = (acts && method !== 'GET') || isBelieved;
		expect(text).toMatch(
			published ? /^$/ : /^Vendor could not (create the hook|delete the webhook|list the webhooks)/,
		);
		expect(text).not.toMatch(/\bbelow\b|\n/);
	} finally {
		await pair.close();
	}
});
