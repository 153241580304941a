import fc from 'fast-check';

import { extraHeaders } from '../../../nodes/SignedWebhook/send/headers';
import { assertHeaderName, assertHeaderValue } from '../../../nodes/shared/lib/headers';

const taken = new Map([['x-hook-signature', 'the signature']]);
const one = (name: string, value = 'x') => extraHeaders([{ name, value }], taken);

describe('extra headers', () => {
	it('are sent as they are entered', () => {
		const entries = [
			{ name: 'X-Tenant', value: 'näme' },
			{ name: 'x-empty', value: '' },
		];
		expect(extraHeaders(entries, taken)).toEqual({ 'X-Tenant': 'näme', 'x-empty': '' });
	});

	it.each(['', ' ', 'X Tenant', 'X:Tenant', 'X\r\nEvil', 'Grüße'])(
		'refuse the name "%s"',
		(name) => {
			expect(() => one(name)).toThrow(/is not a header name/);
		},
	);

	it.each(['a\r\nX-Evil: 1', 'a\nb', 'a\rb', 'a\0b', '€'])(
		'refuse a value that could break out: %j',
		(value) => {
			expect(() => one('X-Tenant', value)).toThrow(
				'The extra header "X-Tenant" holds a line break or another character that no header may hold',
			);
		},
	);

	it('refuse what the node sets itself, whatever its case', () => {
		expect(() => one('X-HOOK-signature')).toThrow(
			'The extra header "X-HOOK-signature" is already set by the signature',
		);
	});

	it.each(['Host', 'content-length', 'Transfer-Encoding', 'Connection'])(
		'refuse %s, which belongs to the connection',
		(name) => expect(() => one(name)).toThrow(/cannot be set/),
	);

	it('refuse the same header twice', () => {
		const twice = [
			{ name: 'X-A', value: '1' },
			{ name: 'x-a', value: '2' },
		];
		expect(() => extraHeaders(twice, taken)).toThrow('The extra header "x-a" is there twice');
	});
});

describe('a header', () => {
	it('that is accepted is accepted by Node.js too', () => {
		fc.assert(
			fc.property(fc.string(), fc.string({ unit: 'binary' }), (name, value) => {
				const accepted = () => {
					assertHeaderName('Name', name);
					assertHeaderValue('Value', value);
				};
				try {
					accepted();
				} catch {
					return;
				}
				expect(() => new Headers([[name, value]])).not.toThrow();
			}),
		);
	});

	it('whose name is not valid is shown without control characters', () => {
		expect(() => assertHeaderName('Signature Header', 'a\r\nb')).toThrow(
			'Signature Header: "a??b"',
		);
	});
});
