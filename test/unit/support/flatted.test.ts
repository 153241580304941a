import { unflatten } from '../../support/flatted';

describe('unflatten', () => {
	it('reads values, nested and shared, as n8n stores them', () => {
		const text = '[{"list":"1","text":"2","n":3,"no":null},["4","4",true],"0",{},{"a":"2"}]';

		expect(unflatten(text)).toEqual({
			list: [{ a: '0' }, { a: '0' }, true],
			text: '0',
			n: 3,
			no: null,
		});
	});

	it('reads an object that contains itself', () => {
		const root = unflatten('[{"self":"0"}]') as { self: unknown };

		expect(root.self).toBe(root);
	});
});
