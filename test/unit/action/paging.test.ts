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

	it('takes what a vendor without pages gives at once for all that there is', async () => {
		const { entries } = vendor(12);
		const read = jest.fn(async () => entries);
		expect(await readPages(offsetPaging(10), Infinity, read)).toEqual(entries);
		expect(read).toHaveBeenCalledTimes(2);
	});

	it('reads every entry, also where there are more of one second than a page holds', async () => {
		// As Missive documents it: a page may hold more than its limit, so that those of one second stay together.
		const entries = Array.from({ length: 26 }, (_, id) => ({
			id,
			time: id < 12 ? 9 : 8 - (id % 2),
		}));
		entries.sort((a, b) => b.time - a.time);
		const read = async ({ limit, until = Infinity }: IDataObject) => {
			const older = entries.filter(({ time }) => time <= Number(until));
			const last = older[Number(limit) - 1]?.time ?? 0;
			return older.filter(({ time }) => time >= last);
		};
		const paging = untilPaging(5, ({ time }) => time);
		expect(await readPages(paging, Infinity, read)).toEqual(entries);
	});

	describe('says why it cannot read on', () => {
		const many = (count: number, more: object = {}) =>
			Array.from({ length: count }, (_, id) => ({ id, ...more }));
		const reading = async (
			paging: Parameters<typeof readPages>[0],
			read: (query: IDataObject) => IDataObject[],
			limit = Infinity,
		) => await readPages(paging, limit, async (query) => read(query));

		it('at an entry without a time', async () => {
			const paging = untilPaging(10, ({ time }) => time);
			const entries = many(26).map((entry) => (entry.id === 9 ? entry : { ...entry, time: 7 }));
			await expect(reading(paging, () => entries.slice(0, 10))).rejects.toMatchObject({
				message: 'The list could not be read to its end after 10 entries',
				description: expect.stringMatching(/no time .* Limit to 10 or less/),
			});
			expect(await reading(paging, () => entries.slice(0, 10), 10)).toHaveLength(10);
		});

		it('at more entries of one second than a page holds', async () => {
			const entries = many(30, { time: 7 });
			const read = ({ limit }: IDataObject) => entries.slice(0, Number(limit));
			await expect(reading(byTime, read)).rejects.toMatchObject({
				description: expect.stringContaining('10 or more of one second'),
			});
		});

		it('at a server that ignores the time', async () => {
			const entries = many(30).map(({ id }) => ({ id, time: 100 - id }));
			let call = 0;
			const read = () => (call++ === 1 ? entries.slice(0, 10) : entries.slice(10, 20));
			await expect(reading(byTime, read)).rejects.toMatchObject({
				description: expect.stringContaining('whatever is asked for'),
			});
		});

		it.each([
			['with ids', many(10)],
			['without', many(10).map(() => ({ a: 1 }))],
		])('at a server that ignores the offset, entries %s', async (_, entries) => {
			await expect(reading(offsetPaging(10), () => entries)).rejects.toMatchObject({
				message: 'The list could not be read to its end after 10 entries',
				description: expect.stringContaining('the same 10 entries whatever the offset is'),
			});
		});

		it('at a server that has new entries for ever', async () => {
			let id = 0;
			await expect(reading(offsetPaging(1), () => [{ id: id++ }])).rejects.toMatchObject({
				description: expect.stringContaining('It went on for 10000 pages'),
			});
		});
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
