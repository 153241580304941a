import type { ZodType } from 'zod';

import type * as EventsModule from '../../../nodes/SupportAutoresponder/events';
import { problemsOf } from '../../../nodes/shared/receive/checks';
import { AUTORESPONDER_EVENTS, autoresponderPayload as fixture } from '../../fixtures';
import { describeUnderZod } from '../../support/zodVersions';

type Fields = Record<string, unknown>;
type EventType = (typeof AUTORESPONDER_EVENTS)[number];

/** What stands in `data` of each event ("Available Events" of the guide). */
const DATA: ReadonlyArray<[event: EventType, names: string[]]> = [
	['ticket.created', ['ticket']],
	['ticket.updated', ['ticket']],
	['ticket.resolved', ['ticket']],
	['ticket.escalated', ['ticket']],
	['ai.response.generated', ['ticket', 'ai_response']],
	['ai.response.requires_review', ['ticket', 'ai_response']],
	['ai.response.approved', ['ticket', 'ai_response']],
	['ai.response.rejected', ['ticket', 'ai_response', 'reason']],
	['conversation.added', ['conversation']],
	['feedback.received', ['feedback']],
];

const copy = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const withTop = (fields: Fields) => copy({ ...fixture(), ...fields });
const withData = (event: EventType, fields: Fields) =>
	copy({ ...fixture(event), data: { ...fixture(event).data, ...fields } });
const withTicket = (fields: Fields) => {
	const { ticket } = fixture().data as { ticket: Fields };
	return withData('ticket.created', { ticket: { ...ticket, ...fields } });
};

describeUnderZod(
	async () => await import('../../../nodes/SupportAutoresponder/events'),
	(loaded: () => typeof EventsModule, version) => {
		const schema = (): ZodType => loaded().autoresponderPayload;
		const paths = (body: unknown) => problemsOf(schema(), body).map(({ path }) => path);

		it('is made with that version', () => {
			expect('_zod' in schema()).toBe(version === 4);
		});

		it('offers each documented event', () => {
			const offered = loaded().EVENT_TYPES.map(({ value }) => value);
			expect([...offered].sort()).toEqual([...AUTORESPONDER_EVENTS].sort());
			expect(DATA.map(([event]) => event)).toEqual(AUTORESPONDER_EVENTS);
		});

		it.each(DATA)('accepts the documented payload of %s, and needs %j in it', (event, names) => {
			expect(paths(fixture(event))).toEqual([]);
			expect(Object.keys(fixture(event).data)).toEqual(names);
			for (const name of names) {
				const problem = [`data.${name}`];
				// Null for a ticket that is not found, and no reason where none was given: so the server sends them.
				const [absent, none] = [name === 'reason', name === 'reason' || name === 'ticket'];
				expect(paths(withData(event, { [name]: undefined }))).toEqual(absent ? [] : problem);
				expect(paths(withData(event, { [name]: null }))).toEqual(none ? [] : problem);
				expect(paths(withData(event, { [name]: 7 }))).toEqual(problem);
			}
		});

		it('keeps unknown keys at every level', () => {
			const { data } = withTicket({ tags: ['a'], assignee: { id: 1 } }) as { data: Fields };
			const body = { ...fixture(), data: { ...data, more: 1 }, delivery_id: 'x' };
			expect(schema().parse(body)).toEqual(body);
		});

		it.each(['ticket.deleted', 'constructor'])(
			'takes the event %s, which nobody documents, whatever is in its data',
			(event) => {
				for (const data of [{}, { ticket: 'TKT-2024-001' }, { ai_response: null }]) {
					expect(paths(withTop({ event, data }))).toEqual([]);
				}
				expect(paths(withTop({ event, data: 'text' }))).toEqual(['data']);
			},
		);

		it.each(['', 7, null, undefined])('says that %j is no event', (event) => {
			expect(paths(withTop({ event }))).toEqual(['event']);
		});

		it('needs of a ticket only its id', () => {
			expect(paths(withData('ticket.updated', { ticket: { id: 'uuid' } }))).toEqual([]);
			for (const id of [undefined, null, '', 7]) {
				expect(paths(withTicket({ id }))).toEqual(['data.ticket.id']);
			}
		});

		it.each(['ticket_number', 'subject', 'status', 'customer_email'])(
			'takes a ticket without %s, and none in which it is no text',
			(field) => {
				expect(paths(withTicket({ [field]: undefined }))).toEqual([]);
				expect(paths(withTicket({ [field]: null }))).toEqual([]);
				expect(paths(withTicket({ [field]: 7 }))).toEqual([`data.ticket.${field}`]);
			},
		);

		it('takes a rejection with an empty reason', () => {
			expect(paths(withData('ai.response.rejected', { reason: '' }))).toEqual([]);
		});

		it.each(['2024-01-15T10:30:00Z', '2024-01-15T10:30:00.123Z', '2024-01-15T12:30:00+0200'])(
			'takes the time %s',
			(timestamp) => {
				expect(paths(withTop({ timestamp }))).toEqual([]);
			},
		);

		it.each([undefined, null, '', 'yesterday', 1705314600])(
			'does not take the time %j',
			(timestamp) => {
				expect(paths(withTop({ timestamp }))).toEqual(['timestamp']);
			},
		);

		it('needs data', () => {
			expect(paths(withTop({ data: undefined }))).toEqual(['data']);
		});

		it.each([[null], [[]], ['text'], [7]])('refuses %j', (body) => {
			expect(paths(body)).toEqual(['']);
		});
	},
);
