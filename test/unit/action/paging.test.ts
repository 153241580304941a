import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { offsetPaging, readPages, untilPaging } from '../../../nodes/shared/vendorApi/pages';

/** A vendor with so many entries, three of each second, that pages by offset or by time. */
function vendor(count: number) {
	const entries = Array.from({ length: count }, (_, index) => ({
		id: `id-${index}`,
		time: 1_000 - Math.floor(index / 3),
	}));
	const queries: IDataObject[] = [];
	return {
		entries,
		queries,
		async read(query: IDataObject) {
			queries.push(query);
			const until = Number(query.until ?? Infinity);
			const offset = Number(query.offset ?? 0);
			const page = entries.filter(({ time }) => time <= until);
			return page.slice(offset, offset + Number(query.limit));
		},
	};
}

const byTime = untilPaging(10, ({ time }) => Number(time));

describe('reading pages', () => {
	it('by offset asks on until a page is not full', async () => {
		const { entries, queries, read } = vendor(25);
		expect(await readPages(offsetPaging(10), Infinity, read)).toEqual(entries);
		expect(queries).toEqual([
			{ limit: 10, offset: 0 },
			{ limit: 10, offset: 10 },
			{ limit: 10, offset: 20 },
		]);
	});

	it('by time drops what comes again', async () => {
		const { entries, queries, read } = vendor(25);
		expect(await readPages(byTime, Infinity, read)).toEqual(entries);
		expect(queries[0]).toEqual({ limit: 10 });
		expect(queries[1]).toEqual({ limit: 10, until: 997 });
	});

	it('asks for no more than is wanted', async () => {
		const { entries, queries, read } = vendor(25);
		expect(await readPages(offsetPaging(10), 4, read)).toEqual(entries.slice(0, 4));
		expect(queries).toEqual([{ limit: 4, offset: 0 }]);
		expect(await readPages(byTime, 14, read)).toEqual(entries.slice(0, 14));
		expect(queries).toHaveLength(3);
	});

	it('reads a vendor that knows no pages once more at most', async () => {
		const { entries } = vendor(10);
		const read = jest.fn(async () => entries);
		expect(await readPages(offsetPaging(10), Infinity, read)).toEqual(entries);
		expect(read).toHaveBeenCalledTimes(2);
	});

	it('ends with the page whose entries have no time', async () => {
		const read = jest.fn(async () => [{ id: 1 }]);
		const paging = untilPaging(1, () => undefined);
		expect(await readPages(paging, Infinity, read)).toEqual([{ id: 1 }]);
		expect(read).toHaveBeenCalledTimes(1);
	});

	it('ends where more entries than a page holds have the same time, which the vendor could not page', async () => {
		const entries = Array.from({ length: 30 }, (_, id) => ({ id, time: 7 }));
		const read = async ({ limit }: IDataObject) => entries.slice(0, Number(limit));
		expect(await readPages(byTime, Infinity, read)).toHaveLength(10);
	});

	it('keeps entries without an id', async () => {
		const read = async ({ offset }: IDataObject) => (offset === 0 ? [{ a: 1 }, { a: 1 }] : []);
		expect(await readPages(offsetPaging(2), Infinity, read)).toEqual([{ a: 1 }, { a: 1 }]);
	});

	it('gives every entry once and in order, whatever the numbers', async () => {
		const sizes = { count: fc.nat(60), limit: fc.integer({ min: 1, max: 70 }) };
		const pageSizes = fc.integer({ min: 4, max: 20 });
		await fc.assert(
			fc.asyncProperty(fc.record(sizes), pageSizes, async ({ count, limit }, pageSize) => {
				const { entries, read } = vendor(count);
				const paging = untilPaging(pageSize, ({ time }) => Number(time));
				expect(await readPages(offsetPaging(pageSize), limit, read)).toEqual(
					entries.slice(0, limit),
				);
				expect(await readPages(paging, limit, read)).toEqual(entries.slice(0, limit));
			}),
		);
	});
});
