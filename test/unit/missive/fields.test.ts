import fc from 'fast-check';

import {
	readAddresses,
	readJson,
	textList,
	unixSeconds,
} from '../../../nodes/Missive/resources/apiFields';
import { snakeCase } from '../../../nodes/shared/lib/text';

describe('addresses', () => {
	it.each([
		['customer@example.com', [{ address: 'customer@example.com' }]],
		['John <customer@example.com>', [{ name: 'John', address: 'customer@example.com' }]],
		['<customer@example.com>', [{ address: 'customer@example.com' }]],
		[
			'"Doe, John" <support@example.com>; test@example.com ,',
			[{ name: 'Doe, John', address: 'support@example.com' }, { address: 'test@example.com' }],
		],
		[
			'John 5" <test@example.com>, support@example.com',
			[{ name: 'John 5"', address: 'test@example.com' }, { address: 'support@example.com' }],
		],
		[
			['a@b.c', 'd@e.f'],
			[{ address: 'a@b.c' }, { address: 'd@e.f' }],
		],
		[{ address: 'a@b.c', name: null }, [{ address: 'a@b.c', name: null }]],
		['', undefined],
		[' , ', undefined],
		[null, undefined],
		[[], undefined],
	])('are read from %j', (value, addresses) => {
		expect(readAddresses(value)).toEqual(addresses);
	});

	it('come back as they were written', () => {
		const word = fc.stringMatching(/^[A-Za-z][A-Za-z .]{0,8}[A-Za-z]$/);
		const person = fc.record({ name: word, local: fc.stringMatching(/^[a-z0-9.+-]{1,12}$/) });
		fc.assert(
			fc.property(fc.array(person, { minLength: 1, maxLength: 5 }), (people) => {
				const written = people.map(({ name, local }) => `"${name}, Dr" <${local}@example.com>`);
				expect(readAddresses(written.join(', '))).toEqual(
					people.map(({ name, local }) => ({
						name: `${name}, Dr`,
						address: `${local}@example.com`,
					})),
				);
			}),
		);
	});
});

describe('times', () => {
	it.each([
		[1692371867, 1692371867],
		['1692371867', 1692371867],
		['2023-08-18T15:17:47Z', 1692371867],
		['2023-08-18T15:17:47.900Z', 1692371867],
		['2023-08-18T11:17:47', 1692371867],
		[new Date(1692371867_500), 1692371867],
	])('are read from %j', (value, seconds) => {
		expect(unixSeconds(value, 'America/Montreal')).toBe(seconds);
	});

	it.each(['soon', '', null, {}])('are not read from %j', (value) => {
		expect(() => unixSeconds(value, 'UTC')).toThrow('is not a date and time');
	});
});

it('reads lists from texts with commas', () => {
	expect(textList('a, b,,c ')).toEqual(['a', 'b', 'c']);
	expect(textList(['a', ' b ', ''])).toEqual(['a', 'b']);
	expect(textList(undefined)).toEqual([]);
});

it('names fields as the API does', () => {
	expect(snakeCase('phoneticFirstName')).toBe('phonetic_first_name');
	expect(snakeCase('body')).toBe('body');
});

describe('JSON', () => {
	const read = readJson('Attachments');

	it('may be written or given', () => {
		expect(read('[{"text": "a"}]')).toEqual([{ text: 'a' }]);
		expect(read({ text: 'a' })).toEqual({ text: 'a' });
		expect(read('[]')).toBeUndefined();
		expect(read({})).toBeUndefined();
	});

	it.each(['', '{', '"text"', '1', 'null', null, 5])('is not %j', (value) => {
		expect(() => read(value)).toThrow('Attachments has to be JSON');
	});
});
