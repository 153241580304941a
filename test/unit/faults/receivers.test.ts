import { manners, Receiver } from '../../faults/receivers';

const never = () => 0.99;

async function started(what: string): Promise<Receiver> {
	const manner = manners.find((each) => each.what === what);
	if (!manner) throw new Error(`There is no ${what}`);
	return await Receiver.start(manner, never);
}

async function post(url: string, body: string): Promise<number | 'broken'> {
	try {
		const response = await fetch(url, { method: 'POST', body, redirect: 'manual' });
		await response.text();
		return response.status;
	} catch {
		return 'broken';
	}
}

describe('receivers that misbehave', () => {
	it('have names of their own', () => {
		expect(new Set(manners.map(({ what }) => what)).size).toBe(manners.length);
	});

	it('spoil the first attempt of each message, and know which they accepted', async () => {
		const receiver = await started('429 with Retry-After at first');
		const statuses = [];
		for (const body of ['a', 'b', 'a', 'b']) statuses.push(await post(receiver.url, body));
		await receiver.close();
		expect(statuses).toEqual([429, 429, 200, 200]);
		expect(receiver.requestsOf('a').map((request) => receiver.accepted(request))).toEqual([
			false,
			true,
		]);
		expect(receiver.mostInAMinute()).toBe(4);
	});

	it.each([
		['closes mid-answer at first', true],
		['closes without an answer at first', false],
	])('%s: taken once they have said so (%s)', async (what, isTaken) => {
		const receiver = await started(what);
		expect(await post(receiver.url, 'a')).toBe('broken');
		await receiver.close();
		expect(receiver.requestsOf('a').map((request) => receiver.accepted(request))).toEqual([
			isTaken,
		]);
	});

	it('redirect every request to where requests are counted', async () => {
		const receiver = await started('redirects');
		expect(await post(receiver.url, 'a')).toBe(307);
		expect(receiver.redirected).toBe(0);
		await receiver.close();
	});

	it('count how many are under way, and accept what is only slow', async () => {
		const receiver = await started('limit of 3 at once');
		expect(
			await Promise.all(['a', 'b'].map(async (body) => await post(receiver.url, body))),
		).toEqual([200, 200]);
		await receiver.close();
		expect(receiver.mostAtOnce).toBe(2);
		expect(receiver.requestsOf('a').map((request) => receiver.accepted(request))).toEqual([true]);
	});
});
