import { describeUnderZod } from '../../support/zodVersions';

const NOON = Date.UTC(2024, 0, 15, 12, 30, 0);

const TIMESTAMPS: ReadonlyArray<readonly [timestamp: string, ms: number]> = [
	['2024-01-15T12:30:00Z', NOON],
	['2024-01-15t12:30:00z', NOON],
	['2024-01-15 12:30:00Z', NOON],
	['2024-01-15T12:30Z', NOON],
	['2024-01-15T12:30', NOON],
	['2024-01-15T12:30:00', NOON],
	['2024-01-15T12:30:00.1', NOON + 100],
	['2024-01-15T12:30:00.123456789Z', NOON + 123],
	['2024-01-15T12:30:00,5Z', NOON + 500],
	['2024-01-15T14:30:00+02:00', NOON],
	['2024-01-15T14:30:00+0200', NOON],
	['2024-01-15T14:30:00.123456+0200', NOON + 123],
	['2024-01-15T14:30:00+02', NOON],
	['2024-01-15T07:00:00-0530', NOON],
	['2024-01-15T12:30:00-00:00', NOON],
	['2024-01-15', Date.UTC(2024, 0, 15)],
	['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29)],
	['2016-12-31T23:59:60Z', Date.UTC(2017, 0, 1)],
	['0001-01-01T00:00:00Z', Date.parse('0001-01-01T00:00:00Z')],
];

const OTHERS = [
	'',
	'yesterday',
	'2024',
	'2024-01',
	'1705321800',
	'T12:30:00',
	'2024-13-01T00:00:00Z',
	'2024-02-30T00:00:00Z',
	'2023-02-29',
	'2024-01-15T25:00:00Z',
	'2024-01-15T24:00:00Z',
	'2024-01-15T12:60:00Z',
	'2024-01-15T12:30:61Z',
	'2024-01-15T12:30:00+99:99',
	'2024-01-15T12:30:00+2',
	'2024-01-15T12:30:00 UTC',
	' 2024-01-15T12:30:00Z',
	'2024-01-15T12:30:00Z\n',
];

describeUnderZod(
	async () => await import('../../../nodes/shared/lib/time'),
	(loaded) => {
		it.each(TIMESTAMPS)('reads %s', (timestamp, ms) => {
			expect(loaded().isoToMs(timestamp)).toBe(ms);
			expect(loaded().isoTimestamp.safeParse(timestamp)).toEqual({
				success: true,
				data: timestamp,
			});
		});

		it.each(OTHERS)('has no time for %j', (text) => {
			expect(loaded().isoToMs(text)).toBeNaN();
			const { success, error } = loaded().isoTimestamp.safeParse(text);
			expect(success).toBe(false);
			expect(error?.issues.map(({ message }) => message)).toEqual(['Not an ISO 8601 timestamp']);
		});

		it.each([[undefined], [null], [1705321800], [{}]])('takes no %j for a timestamp', (value) =>
			expect(loaded().isoTimestamp.safeParse(value).success).toBe(false),
		);
	},
);
