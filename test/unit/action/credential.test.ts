import type { IExecuteFunctions } from 'n8n-workflow';

import { credentialReader } from '../../../nodes/shared/action/credential';

/** A context of so many items whose credential n8n resolves like this. */
function contextOf(count: number, resolve: (itemIndex: number) => object) {
	const getCredentials = jest.fn(async (_type: string, itemIndex: number) => resolve(itemIndex));
	const getInputData = () => Array.from({ length: count }, () => ({ json: {} }));
	return {
		getCredentials,
		context: { getCredentials, getInputData } as unknown as IExecuteFunctions,
	};
}

const readAll = async (count: number, resolve: (itemIndex: number) => object) => {
	const { context, getCredentials } = contextOf(count, resolve);
	const read = credentialReader(context, 'someApi');
	const indexes = Array.from({ length: count }, (_, index) => index);
	const results = await Promise.all(indexes.map(async (index) => await read(index).catch(String)));
	return { results, reads: getCredentials.mock.calls.length };
};

describe('the credential of many items', () => {
	it('is read three times in all where it is the same for each', async () => {
		const { results, reads } = await readAll(300, () => ({ secret: 's', now: 1 }));
		expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
		expect(reads).toBe(3);
	});

	it.each<[string, (index: number) => object]>([
		['differs', (index) => ({ secret: `s-${index}` })],
		['differs only for one in the middle', (index) => ({ secret: itemOf(index, 7) ? 'a' : 'b' })],
	])('is read for each where it %s', async (_, resolve) => {
		const { results } = await readAll(9, resolve);
		expect(results).toEqual(results.map((__, index) => resolve(index)));
	});

	it('is read for each of a few', async () => {
		expect((await readAll(3, () => ({}))).reads).toBe(3);
		expect((await readAll(1, () => ({}))).reads).toBe(1);
	});

	it('that cannot be read is an error of each', async () => {
		const { results } = await readAll(5, () => {
			throw new Error('No credential');
		});
		expect(results).toEqual(Array.from({ length: 5 }, () => 'Error: No credential'));
	});
});

/** As n8n resolves an expression that goes by the item: it throws where there is none. */
function itemOf(index: number, special: number): boolean {
	if (index > 8) throw new Error("you're trying to access item 9");
	return index === special;
}
