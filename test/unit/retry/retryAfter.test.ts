import fc from 'fast-check';

import { retryAfterMs } from '../../../nodes/shared/retry/rule';

const NOW = Date.UTC(2026, 0, 1, 12, 0, 0);
const read = (value: string) => retryAfterMs({ 'retry-after': value }, NOW);

describe('Retry-After', () => {
	it('is not there', () => {
		expect(retryAfterMs({}, NOW)).toBeUndefined();
	});

	it.each([
		['0', 0],
		['120', 120_000],
		['2026', 2_026_000],
		[' 7 ', 7000],
		['1.5', 1500],
		['0.25', 250],
		['0.0001', 1],
		['99999999999', 99_999_999_999_000],
	])('counts seconds: "%s"', (value, expected) => {
		expect(read(value)).toBe(expected);
	});

	it.each([
		['Thu, 01 Jan 2026 12:00:30 GMT', 30_000],
		['Thursday, 01-Jan-26 12:01:00 GMT', 60_000],
		['Thu Jan  1 12:00:05 2026 GMT', 5000],
		['Thu, 01 Jan 2026 11:00:00 GMT', 0],
	])('takes a date: "%s"', (value, expected) => {
		expect(read(value)).toBe(expected);
	});

	it.each([
		'',
		'-5',
		'1.',
		'.5',
		'1,5',
		'soon',
		'30 seconds',
		'Foo, bar',
		'2026-01-01T12:00:30Z',
		'NaN',
	])('ignores what makes no sense: "%s"', (value) => expect(read(value)).toBeUndefined());

	it('is never negative, whatever the header says', () => {
		fc.assert(
			fc.property(
				fc.oneof(
					fc.string(),
					fc.date({ noInvalidDate: true }).map((d) => d.toUTCString()),
				),
				(value) => {
					const ms = read(value);
					expect(ms === undefined || ms >= 0).toBe(true);
				},
			),
		);
	});
});
