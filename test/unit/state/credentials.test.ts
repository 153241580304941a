import type { IWebhookFunctions } from 'n8n-workflow';

import { CredentialCache } from '../../../nodes/shared/state/credentials';
import { deferred, type Deferred } from '../../support/sleeps';

let nowMs: number;
let cache: CredentialCache;
/** What each read is answered with, in order; what is not listed is answered with its number at once. */
let answers: Array<Deferred<{ value: string }>>;
let reads: string[];

beforeEach(() => {
	nowMs = 1_700_000_000_000;
	cache = new CredentialCache(() => nowMs);
	answers = [];
	reads = [];
});

const context: Pick<IWebhookFunctions, 'getCredentials'> = {
	async getCredentials<T extends object>(type: string) {
		const number = reads.push(type) - 1;
		return (await (answers[number]?.promise ?? { value: String(number) })) as T;
	},
};
const read = async (type = 'api') =>
	(await cache.for(context).getCredentials<{ value: string }>(type)).value;

it('are read once in 10 seconds', async () => {
	expect(await read()).toBe('0');
	nowMs += 9_999;
	expect(await read()).toBe('0');
	nowMs += 1;
	expect(await read()).toBe('1');
});

it('are read again after the clock was set back', async () => {
	await read();
	nowMs -= 1;
	expect(await read()).toBe('1');
});

it('are kept by their types', async () => {
	await read('api');
	await read('signing');
	await read('api');
	expect(reads).toEqual(['api', 'signing']);
});

it('are read once for requests that come at once', async () => {
	answers = [deferred()];
	const all = [read(), read(), read()];
	answers[0]?.resolve({ value: 'secret' });
	expect(await Promise.all(all)).toEqual(['secret', 'secret', 'secret']);
	expect(reads).toHaveLength(1);
});

it('that cannot be read are read again by the next request', async () => {
	answers = [deferred()];
	const all = [read(), read()];
	answers[0]?.reject(new Error('The database is gone'));
	for (const each of all) await expect(each).rejects.toThrow('The database is gone');
	expect(await read()).toBe('1');
});

describe('a request that did not prove who sent it', () => {
	it('is checked again with what stands in the database, once for all that come at once', async () => {
		await read();
		const requests = [cache.for(context), cache.for(context)];
		for (const request of requests) await request.getCredentials('api');
		const again = requests.map(async (request) => {
			expect(request.outdated()).toBe(true);
			return await request.getCredentials('api');
		});
		expect(await Promise.all(again)).toEqual([{ value: '1' }, { value: '1' }]);
		expect(reads).toHaveLength(2);
		expect(await read()).toBe('1');
	});

	it('is not checked again with what it has read itself', async () => {
		const request = cache.for(context);
		await request.getCredentials('api');
		expect(request.outdated()).toBe(false);
	});

	it('is checked again once, not for ever', async () => {
		await read();
		const request = cache.for(context);
		await request.getCredentials('api');
		expect(request.outdated()).toBe(true);
		await request.getCredentials('api');
		expect(request.outdated()).toBe(false);
	});

	it('is not checked again where nothing was read', () =>
		expect(cache.for(context).outdated()).toBe(false));
});
