import { isoToMs } from '../../../nodes/shared/lib/time';
import { OPENWORK_EVENT_TYPES, openWorkDelivery } from '../../fixtures';
import { describeUnderZod } from '../../support/zodVersions';

const load = async () => await import('../../../nodes/OpenWork/events');

describeUnderZod(load, (loaded) => {
	const accepts = (body: unknown) => loaded().openWorkPayload.safeParse(body).success;
	const withEvent = (changes: Record<string, unknown>) => {
		const body = openWorkDelivery();
		return { ...body, event: { ...body.event, ...changes } };
	};

	it.each(OPENWORK_EVENT_TYPES)('takes the documented %s', (type) => {
		const body = openWorkDelivery(type);
		expect(accepts(body)).toBe(true);
		expect(loaded().eventOf({ ...body }).type).toBe(type);
	});

	it('takes what it does not know', () => {
		expect(accepts({ ...withEvent({ type: 'app:new', traceId: 't' }), version: 2 })).toBe(true);
	});

	it('takes what the open server sends, which has no webhook', () => {
		expect(accepts({ event: openWorkDelivery().event })).toBe(true);
		expect(accepts({ ...openWorkDelivery(), webhook: null })).toBe(true);
		expect(accepts({ ...openWorkDelivery(), webhook: { id: 'wh-1' } })).toBe(true);
	});

	it.each(['userId', 'source'])('takes an event without %s', (field) => {
		expect(accepts(withEvent({ [field]: undefined }))).toBe(true);
		expect(accepts(withEvent({ [field]: null }))).toBe(true);
	});

	it.each([
		'2024-01-26T10:30:00Z',
		'2024-01-26T10:30:00.123456+02:00',
		'2024-01-26T10:30:00',
		'2024-01-26T10:30:00+0200',
	])('takes the timestamp %s', (timestamp) => {
		expect(accepts(withEvent({ timestamp }))).toBe(true);
		expect(isoToMs(timestamp)).not.toBeNaN();
	});

	it.each([
		['no event', { webhook: { id: 'wh-1', name: 'n8n' } }],
		['a webhook that is a text', { ...openWorkDelivery(), webhook: 'wh-1' }],
		['a source that is a number', withEvent({ source: 1 })],
		['an event without id', withEvent({ id: undefined })],
		['an event with an empty id', withEvent({ id: '' })],
		['an event with a number for an id', withEvent({ id: 1 })],
		['an event without type', withEvent({ type: undefined })],
		['an event without payload', withEvent({ payload: null })],
		['a time that is none', withEvent({ timestamp: 'yesterday' })],
		['a number for a time', withEvent({ timestamp: 1706265000 })],
		['a list', []],
		['null', null],
	])('refuses %s', (_what, body) => expect(accepts(body)).toBe(false));
});
