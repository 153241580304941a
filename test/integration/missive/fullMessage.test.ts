import { missivePayload } from '../../fixtures';
import { type MissivePair, startPair } from './setup';

const DIALECTS = ['documented', 'as found'] as const;

let pair: MissivePair;
afterEach(async () => await pair.close());

const payload = () => {
	const event = missivePayload();
	return { event, id: String(event.latest_message?.id) };
};

async function start(dialect: (typeof DIALECTS)[number], fetchFullMessage = true): Promise<string> {
	pair = await startPair(
		{ eventTypes: ['new_comment'], options: { fetchFullMessage } },
		{ dialect },
	);
	await pair.host.activate();
	const [hook] = [...pair.vendor.hooks.values()];
	return hook?.url ?? '';
}

const hold = (id: string) => {
	const { account } = pair.vendor.api;
	account.messages[account.conversations[0]?.id ?? ''] = [
		{ id, delivered_at: 1, body: '<p>Whole <b>text</b></p>' },
	];
};

const items = () => pair.host.executions.map(([events]) => events?.[0]?.json);
const calls = () => pair.vendor.requests.filter(({ path }) => path.startsWith('/v1/messages/'));

describe.each(DIALECTS)('Fetch Full Message, as %s', (dialect) => {
	it('adds the message under its own key', async () => {
		const url = await start(dialect);
		const { event, id } = payload();
		hold(id);
		expect(await pair.host.post(event, {}, url)).toMatchObject({ status: 200 });
		expect(items()).toMatchObject([
			{ ...event, full_message: { id, body: '<p>Whole <b>text</b></p>', body_text: 'Whole text' } },
		]);
		expect(calls()).toHaveLength(1);
	});

	it.each([
		['Missive does not have it', {}, 'status 404'],
		['the token is refused', { status: 401 }, 'The credential was refused'],
		['Missive hangs up', { drop: true }, 'could not get the full message'],
		['the answer holds none', { status: 200, body: { messages: [] } }, 'holds no message'],
	])('runs and says so when %s', async (_what, fault, problem) => {
		const url = await start(dialect);
		if (Object.keys(fault).length > 0) pair.vendor.failNext(fault);
		expect(await pair.host.post(payload().event, {}, url)).toMatchObject({ status: 200 });
		expect(items()).toMatchObject([{ full_message: { error: expect.stringContaining(problem) } }]);
		expect(JSON.stringify(items())).not.toContain(pair.vendor.token);
	});
});

it('asks for nothing for copies, for what is refused, without a message and when it is off', async () => {
	const url = await start('documented');
	const { event, id } = payload();
	hold(id);
	await pair.host.post(event, {}, url);
	await pair.host.post(event, {}, url);
	await pair.host.post(event, {}, `${pair.host.url}?token=${'0'.repeat(64)}`);
	await pair.host.post({ ...event, latest_message: null }, {}, url);
	expect(calls()).toHaveLength(1);
	expect(items()).toHaveLength(2);
	expect(items()[1]).not.toHaveProperty('full_message');

	pair.set({ options: {} });
	await pair.host.post({ ...event, other: 1 }, {}, url);
	expect(calls()).toHaveLength(1);
	expect(items()[2]).not.toHaveProperty('full_message');
});
