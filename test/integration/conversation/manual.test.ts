import { afterMs } from '../../support/afterMs';
import {
	attemptFrom,
	type ConversationPair,
	conversationsOf,
	createByHand,
	startPair,
	verifiedOf,
} from './setup';

const CURRENT = 'current-callback-token';
const PREVIOUS = 'previous-callback-token';

let pair: ConversationPair;
afterEach(async () => await pair.close());

const loads = () => pair.host.credentialsHelper.loads;

describe('registration by hand', () => {
	beforeEach(async () => {
		pair = await startPair({ registration: 'manual' });
		pair.filled.api.callbackToken = CURRENT;
		await pair.host.activate();
	});

	/** Delivers a message of a conversation that was created with this callback URL. */
	const statusFrom = async (callbackUrl: string) => {
		const id = await createByHand(pair, callbackUrl);
		return (await attemptFrom(pair, id)).status;
	};

	it('creates nothing, and nothing is left after it', async () => {
		expect(pair.vendor.requests).toEqual([]);
		expect(await pair.host.checkExists()).toBe(true);
		await pair.host.deactivate();
		expect(pair.vendor.requests).toEqual([]);
	});

	it('takes the messages of every conversation that has the credential’s token', async () => {
		expect(await statusFrom(`${pair.host.url}?token=${CURRENT}`)).toBe(200);
		expect(await statusFrom(`${pair.host.url}?token=${CURRENT}`)).toBe(200);
		expect(verifiedOf(pair)).toEqual(['token', 'token']);
	});

	it.each([
		['without a token', () => ''],
		['with an empty token', () => '?token='],
		['with another token', () => `?token=${PREVIOUS}`],
		['with the token twice', () => `?token=${CURRENT}&token=${CURRENT}`],
	])('refuses a callback URL %s', async (_how, query) => {
		expect(await statusFrom(pair.host.url + query())).toBe(401);
		expect(pair.host.executions).toEqual([]);
	});

	it('takes the previous token as long as the credential names it, and 10 seconds more', async () => {
		pair.filled.api.previousCallbackToken = PREVIOUS;
		expect(await statusFrom(`${pair.host.url}?token=${PREVIOUS}`)).toBe(200);
		expect(await statusFrom(`${pair.host.url}?token=${CURRENT}`)).toBe(200);
		pair.filled.api.previousCallbackToken = '';
		afterMs(10_000);
		expect(await statusFrom(`${pair.host.url}?token=${PREVIOUS}`)).toBe(401);
		expect(await statusFrom(`${pair.host.url}?token=`)).toBe(401);
	});

	it('refuses everything once the credential has lost its token', async () => {
		pair.filled.api.callbackToken = '';
		expect(await statusFrom(`${pair.host.url}?token=`)).toBe(401);
		expect(await statusFrom(`${pair.host.url}?token=${CURRENT}`)).toBe(401);
	});

	it('looks at the credential once a message', async () => {
		const before = loads();
		await statusFrom(`${pair.host.url}?token=${CURRENT}`);
		expect(loads() - before).toBe(1);
	});

	it('does not take the token of a conversation that the node has created before', async () => {
		pair.set({ registration: 'create' });
		await pair.host.activate();
		pair.set({ registration: 'manual' });
		await pair.host.activate();
		const [created] = conversationsOf(pair);
		expect(await attemptFrom(pair, created?.id ?? '')).toMatchObject({ status: 401 });
	});
});
