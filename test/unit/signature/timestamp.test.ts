import type { HeaderValue, SignedScheme } from '../../../nodes/shared/signature/scheme';
import {
	github,
	linear,
	slack,
	standardWebhooks,
	stripe,
} from '../../../nodes/shared/signature/schemes';
import { readTime, signedTime, writeTime } from '../../../nodes/shared/signature/timestamp';
import { verify } from '../../../nodes/shared/signature/verify';
import { requestOf, signedRequest, signMessage } from '../../support/signed';

const NOON = Date.UTC(2026, 0, 15, 12);
const inMs: SignedScheme = {
	...slack,
	timestamp: { at: { header: 'X-Slack-Request-Timestamp' }, unit: 'ms' },
};

describe('readTime', () => {
	it.each<[string, 's' | 'ms', number?]>([
		['1768478400', 's'],
		['1768478400.25', 's', 250],
		['1768478400.123456789', 's', 123],
		[' 1768478400 ', 's'],
		['1768478400000', 'ms'],
		['1768478400000.9', 'ms'],
		['2026-01-15T12:00:00Z', 's'],
		['2026-01-15T12:00:00.250Z', 's', 250],
		['2026-01-15T12:00:00.25+00:00', 'ms', 250],
		['2026-01-15T14:00:00+02:00', 'ms'],
		['2026-01-15 12:00:00', 's'],
	])('reads %s in %s', (text, unit, ms = 0) =>
		expect(readTime(text, unit, () => 'It')).toEqual({ text, ms: NOON + ms }),
	);

	it('reads a time long ago, which the check of the age refuses', () => {
		expect(readTime('0', 's', () => 'It').ms).toBe(0);
		expect(readTime('0', 'ms', () => 'It').ms).toBe(0);
		expect(readTime('1', 's', () => 'It').ms).toBe(1000);
	});

	it.each([
		['1768478400000', 's', 'It cannot be in seconds: in the node, change Timestamp Unit'],
		['1768478400000.5', 's', 'It cannot be in seconds: in the node, change Timestamp Unit'],
		['1768478400000000000', 's', 'It cannot be in seconds: in the node, change Timestamp Unit'],
		['1768478400', 'ms', 'It cannot be in milliseconds: in the node, change Timestamp Unit'],
		['1768478400.25', 'ms', 'It cannot be in milliseconds: in the node, change Timestamp Unit'],
		['1768478400', 'iso', 'It cannot be ISO 8601: in the node, change Timestamp Unit'],
		['', 's', 'It is missing'],
		['  ', 'ms', 'It is missing'],
		...['soon', '-1', '1e9', '0x10', '1,768', 'Thu, 15 Jan 2026 12:00:00 GMT', '9'.repeat(21)].map(
			(text) => [text, 's', 'It is neither a Unix time nor ISO 8601'] as const,
		),
	] as const)('says what is wrong with %j in %s', (text, unit, problem) =>
		expect(readTime(text, unit, () => 'It')).toEqual({ text, ms: NaN, problem }),
	);
});

describe('the time that a scheme signs', () => {
	const read = (
		scheme: SignedScheme,
		headers: Record<string, HeaderValue>,
		body: unknown = {},
		beside?: string,
	) => {
		const lowered = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
		const request = requestOf({ headers: Object.fromEntries(lowered), body });
		return signedTime(scheme, request, beside);
	};

	it('stands in its header, in the unit of the scheme', () => {
		expect(read(slack, { 'X-Slack-Request-Timestamp': '1768478400' })?.ms).toBe(NOON);
		expect(read(inMs, { 'X-Slack-Request-Timestamp': '1768478400000' })?.ms).toBe(NOON);
		expect(read(standardWebhooks, { 'webhook-timestamp': '1768478400' })?.ms).toBe(NOON);
	});

	it('stands among the pairs', () => {
		const message = { body: Buffer.from('{}'), timestamp: '1768478400' };
		const header = signMessage(stripe, 'whsec_1', message);
		const verdict = verify(stripe, ['whsec_1'], signedRequest(stripe, message, header));
		expect(verdict).toMatchObject({ signedAt: { text: '1768478400', ms: NOON } });
	});

	it('stands in the body', () =>
		expect(read(linear, {}, { webhookTimestamp: NOON })).toEqual({ text: String(NOON), ms: NOON }));

	it('is none where nothing but the body is signed', () => {
		expect(read(github, { 'X-Slack-Request-Timestamp': '1' })).toBeUndefined();
		expect(read({ ...slack, content: '{body}' }, {})).toBeUndefined();
	});

	it.each<[string, SignedScheme, Record<string, HeaderValue>, unknown]>([
		['X-Slack-Request-Timestamp', slack, {}, {}],
		['X-Slack-Request-Timestamp', slack, { 'X-Slack-Request-Timestamp': ['1', '2'] }, {}],
		['Stripe-Signature', stripe, {}, {}],
		['webhookTimestamp', linear, {}, {}],
		['webhookTimestamp', linear, {}, [{ webhookTimestamp: 1 }]],
		['webhookTimestamp', linear, {}, { webhookTimestamp: { a: 1 } }],
		['webhookTimestamp', linear, {}, undefined],
	])('is missing, which is said of %s', (place, scheme, headers, body) => {
		const { ms, problem } = read(scheme, headers, body) ?? {};
		expect(ms).toBeNaN();
		expect(problem).toMatch(/is missing$/);
		expect(problem).toContain(place);
	});
});

it('a message that is sent carries the time in the unit of the scheme', () => {
	expect(writeTime(NOON + 123, 'ms')).toBe('1768478400123');
	expect(writeTime(NOON + 999, 's')).toBe('1768478400');
	expect(writeTime(NOON + 999)).toBe('1768478400');
	expect(writeTime(NOON + 90, 'fraction')).toBe('1768478400.090');
	expect(writeTime(NOON + 90, 'iso')).toBe('2026-01-15T12:00:00.090Z');
});
