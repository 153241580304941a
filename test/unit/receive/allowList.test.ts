import fc from 'fast-check';

import { splitList } from '../../../nodes/shared/lib/text';
import { checkAllowList, invalidEntries } from '../../../nodes/shared/receive/checks';

const REFUSED = {
	status: 403,
	body: { error: 'The sender is not on the list of allowed addresses' },
};

describe('checkAllowList', () => {
	it.each([
		['192.0.2.10', '192.0.2.10'],
		['192.0.2.10', '::ffff:192.0.2.10'],
		['192.0.2.10', '::ffff:c000:20a'],
		['::ffff:192.0.2.10', '192.0.2.10'],
		['192.0.2.0/24', '192.0.2.255'],
		['192.0.2.77/24', '192.0.2.1'],
		['192.0.2.0/24', '::ffff:192.0.2.255'],
		['::ffff:192.0.2.0/120', '192.0.2.255'],
		['192.0.2.10/32', '192.0.2.10'],
		['0.0.0.0/0', '203.0.113.9'],
		['2001:db8::/32', '2001:db8:ffff::1'],
		['2001:db8::1', '2001:0DB8:0:0:0:0:0:1'],
		['::/0', '2001:db8::1'],
		['198.51.100.1, 2001:db8::/32\n192.0.2.10', '192.0.2.10'],
		['nonsense, 192.0.2.10', '192.0.2.10'],
	])('with %j lets %s through', (list, address) =>
		expect(checkAllowList(list, address)).toBeUndefined(),
	);

	it.each([
		['192.0.2.10', '192.0.2.11'],
		['192.0.2.0/24', '192.0.3.0'],
		['::ffff:192.0.2.0/120', '192.0.3.0'],
		['2001:db8::/32', '2001:db9::1'],
		['192.0.2.0/24', '2001:db8::1'],
		['2001:db8::/32', '192.0.2.10'],
		['::/0', '192.0.2.10'],
		['192.0.2.10', undefined],
		['0.0.0.0/0', undefined],
		['192.0.2.10', ''],
		['192.0.2.10', 'unknown'],
		['nonsense', '192.0.2.10'],
		['192.0.2.10/33', '192.0.2.10'],
		['10.1', '10.0.0.1'],
	])('with %j refuses %s with 403', (list, address) =>
		expect(checkAllowList(list, address)).toMatchObject(REFUSED),
	);

	it.each(['', ' ', ',', ' , \n'])('with the empty list %j lets every address through', (list) => {
		expect(checkAllowList(list, '192.0.2.10')).toBeUndefined();
		expect(checkAllowList(list, undefined)).toBeUndefined();
	});

	it('lets through exactly the addresses of a range', () => {
		const octet = fc.integer({ min: 0, max: 255 });
		const address = fc.tuple(octet, octet, octet, octet);
		const prefix = fc.integer({ min: 0, max: 32 });
		fc.assert(
			fc.property(address, address, prefix, (network, sender, bits) => {
				const asNumber = (octets: number[]) => octets.reduce((sum, part) => sum * 256 + part, 0);
				const size = 2 ** (32 - bits);
				const same = Math.floor(asNumber(network) / size) === Math.floor(asNumber(sender) / size);
				const answer = checkAllowList(`${network.join('.')}/${bits}`, sender.join('.'));
				expect(answer === undefined).toBe(same);
			}),
		);
	});

	it('never throws, whatever stands in the list or for the address', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), fc.string(), (list, address) => {
				expect([undefined, 403]).toContain(checkAllowList(list, address)?.status);
			}),
		);
	});
});

describe('invalidEntries', () => {
	it('are what the parser would read as another address than the reader', () => {
		const traps = ['10', '10.1', '10.0.1', '0x7f.0.0.1', '192.168.010.001', '010.0.0.0/8'];
		expect(invalidEntries(traps.join(','))).toEqual(traps);
	});

	it('are what is no address at all', () => {
		const nonsense = ['localhost', '256.0.0.1', '192.0.2.0/33', '2001:db8::/129', '1.2.3.4/', ':'];
		expect(invalidEntries(nonsense.join(' '))).toEqual(nonsense);
	});

	it('are none in a good list, nor in an empty one', () => {
		const good = '192.0.2.10 , 192.0.2.0/24,2001:db8::1\n2001:db8::/32 ::ffff:192.0.2.1 0.0.0.0/0';
		expect(invalidEntries(good)).toEqual([]);
		expect(invalidEntries('')).toEqual([]);
	});
});

it('splitList splits at commas, blanks and line ends', () =>
	expect(splitList(' a, b\t c\n,,d ')).toEqual(['a', 'b', 'c', 'd']));
