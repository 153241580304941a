import { parseJson, textAt, valuesAt } from '../../../nodes/shared/lib/json';

const body = { list: [{ id: 'a' }, { id: 'b' }, {}], deep: [{ in: [{ n: 1 }] }, { in: [] }], n: 0 };

describe('valuesAt', () => {
	it.each([
		['list.*.id', ['a', 'b', undefined]],
		['list.1.id', ['b']],
		['list.*', body.list],
		['deep.*.in.*.n', [1]],
		['n', [0]],
		['none', [undefined]],
		['none.*', []],
		['n.*', []],
	])('%s', (path, values) => expect(valuesAt(body, path)).toEqual(values));

	it('takes a body that is a list', () => expect(valuesAt(body.list, '*.id')).toHaveLength(3));
});

describe('textAt', () => {
	it.each([
		['list.0.id', 'a'],
		['n', '0'],
		['list', undefined],
		['none.at.all', undefined],
		['constructor.name', undefined],
	])('%s: %s', (path, text) => expect(textAt(body, path)).toBe(text));

	it('takes an empty text for none', () => expect(textAt({ a: '' }, 'a')).toBeUndefined());
});

describe('parseJson', () => {
	it.each([
		['{"a":1}', { a: 1 }],
		['\uFEFF[1]', [1]],
		['null', null],
		['', undefined],
		['{', undefined],
	])('%j', (text, value) => expect(parseJson(Buffer.from(text))).toEqual(value));
});
