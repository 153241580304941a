import type { Played } from '../../senders/play';
import { reportOf } from '../../senders/report';
import { missesOf, type Seen } from '../../support/senderVectors';

const seen = (changes: Partial<Seen> = {}): Seen => ({
	status: 200,
	output: 'Events',
	body: 'abc123',
	header: (name) => (name === 'x-hook-secret' ? 'kept' : null),
	...changes,
});

const played = (changes: Partial<Played> = {}): Played => ({
	vector: 'Onfleet',
	sender: 'onfleet',
	label: 'event',
	url: 'production',
	want: { status: 200, output: 'Events' },
	seen: seen(),
	misses: [],
	...changes,
});

describe('what is not as a vector wants it', () => {
	it('is nothing where all is', () => {
		expect(missesOf({ status: 200, output: 'Events' }, seen())).toEqual([]);
		expect(missesOf({ status: 200, output: 'any' }, seen({ output: null }))).toEqual([]);
		expect(missesOf({ status: 200, output: 'Events', body: 'bc1' }, seen())).toEqual([]);
		const header = ['x-hook-secret', 'kept'] as const;
		expect(missesOf({ status: 200, output: 'Events', header }, seen())).toEqual([]);
	});

	it('is told with what was wanted and seen', () => {
		expect(
			missesOf(
				{
					status: 401,
					output: null,
					body: 'bc1',
					exact: true,
					header: ['x-hook-secret', 'another'],
				},
				seen(),
			),
		).toEqual([
			'status 401 wanted, 200 seen',
			'output null wanted, "Events" seen',
			'body "bc1" wanted, "abc123" seen',
			'x-hook-secret "another" wanted, "kept" seen',
		]);
	});
});

describe('the report of the senders', () => {
	it('is good when every request that was sent is as wanted', () => {
		const { text, isGood } = reportOf([
			played(),
			played({ sender: '-', seen: undefined, notVerifiable: 'the key would have to be fetched' }),
		]);
		expect(isGood).toBe(true);
		expect(text).toContain('1 of 1 requests as wanted, 1 not verifiable.');
		expect(text).toContain('the key would have to be fetched');
	});

	it('is bad when one is not, and when none was sent', () => {
		const wrong = played({ misses: ['status 200 wanted, 401 seen'] });
		const { text, isGood } = reportOf([played(), wrong]);
		expect(isGood).toBe(false);
		expect(text).toContain('Onfleet (onfleet), event, production URL: status 200 wanted, 401 seen');
		expect(text).toContain('1 of 2 requests as wanted');
		expect(reportOf([]).isGood).toBe(false);
	});
});
