import { missiveGuidePayload, missivePayload } from '../../fixtures';
import { describeUnderZod } from '../../support/zodVersions';

const load = async () => await import('../../../nodes/Missive/events');

describeUnderZod(load, (loaded) => {
	const accepts = (body: unknown) => loaded().missivePayload.safeParse(body).success;

	it('takes the payloads of both documents', () => {
		expect(accepts(missivePayload())).toBe(true);
		expect(accepts(missiveGuidePayload())).toBe(true);
		expect(loaded().eventTypeOf({ ...missivePayload('new_comment') })).toBe('new_comment');
	});

	it('takes a comment, which has no latest message, and what it does not know', () => {
		const { rule, conversation } = missivePayload('new_comment');
		const rest = { rule, conversation };
		expect(accepts({ ...rest, comment: { body: 'Hi' } })).toBe(true);
		expect(accepts({ ...rest, latest_message: null })).toBe(true);
	});

	it.each([
		['no rule', { conversation: { id: '1' } }],
		['a rule without type', { rule: {}, conversation: { id: '1' } }],
		['no conversation', { rule: { type: 'new_comment' } }],
		['a conversation without id', { rule: { type: 'new_comment' }, conversation: {} }],
		['a list', []],
		['null', null],
	])('refuses %s', (_what, body) => expect(accepts(body)).toBe(false));
});
