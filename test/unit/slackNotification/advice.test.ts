import { slackAdvice, answerAdvice } from '../../../nodes/SlackNotification/advice';
import { SLACK_REFUSALS } from '../../simulators/slack';

describe('the advice on what Slack answers', () => {
	it.each([
		['no_service', 404, /no such webhook.*Create a new incoming webhook/],
		['no_active_hooks', 404, /no such webhook/],
		['invalid_token', 403, /no such webhook/],
		['channel_not_found', 404, /channel of the webhook is gone/],
		['channel_is_archived', 410, /channel of the webhook is gone/],
		['action_prohibited', 403, /Ask an admin/],
		['posting_to_general_channel_denied', 403, /Ask an admin/],
		['no_team', 404, /workspace of the webhook is gone/],
		['team_disabled', 403, /workspace of the webhook is gone/],
		['invalid_payload', 400, /did not take the message.*Preview/],
		['invalid_blocks', 400, /did not take the message/],
		['no_text', 400, /did not take the message/],
		['too_many_attachments', 400, /did not take the message/],
		['', 400, /did not take the message/],
		['', 403, /Ask an admin/],
		['', 404, /no such webhook/],
		['', 410, /no such webhook/],
		['', 413, /did not take the message/],
		['rate_limited', 429, /too many messages/],
		['', 431, /did not take the message/],
		['rollup_error', 500, /problem of its own/],
		['<html>', 503, /problem of its own/],
		['', 302, /not from an incoming webhook/],
	])('%s (%d)', (body, status, expected) => {
		expect(answerAdvice(status, `${body}\n`)).toMatch(expected);
		expect(answerAdvice(status, body)).toMatch(new RegExp(` \\(status ${status}\\)$`));
	});

	it('knows every refusal that is documented', () => {
		for (const [refusal, status] of Object.entries(SLACK_REFUSALS)) {
			expect(answerAdvice(status, refusal)).toMatch(/^(Slack|The (channel|workspace)) /);
		}
	});

	it('says the same of an answer in a delivery', () => {
		const answer = { kind: 'answer', statusCode: 404, headers: {}, truncated: false } as const;
		expect(slackAdvice({ ...answer, body: 'no_team' })).toBe(answerAdvice(404, 'no_team'));
		expect(slackAdvice({ ...answer, body: { error: 'x' } })).toBe(answerAdvice(404, ''));
	});

	it.each([
		['network', /cannot be reached/],
		['timeout', /took too long/],
		['refused', /n8n did not send/],
	] as const)('without an answer: %s', (cause, expected) => {
		expect(slackAdvice({ kind: 'error', cause, message: 'x' })).toMatch(expected);
	});
});
