import { testHook } from '../../../nodes/SlackNotification/hook';

const HOOK = 'https://hooks.slack.com/services/T0AA/B0BB/SecretOfTheHook';

const answering = (statusCode: number, body: unknown) => async () => ({ statusCode, body });

/** What must not be asked, because the URL alone says that it is wrong. */
const unasked = async () => await Promise.reject(new Error('Was asked all the same'));

describe("the credential's test", () => {
	it('sends a message without text, which Slack posts nowhere', async () => {
		const sent: object[] = [];
		const request = async (options: object) => {
			sent.push(options);
			return { statusCode: 400, body: 'no_text' };
		};
		expect(await testHook({ webhookUrl: HOOK }, request)).toEqual({
			status: 'OK',
			message: 'The webhook works. Nothing was posted to test it.',
		});
		expect(sent).toEqual([
			expect.objectContaining({
				method: 'POST',
				uri: HOOK,
				body: '{"text":""}',
				followRedirect: false,
			}),
		]);
	});

	it.each(['missing_text', 'missing_text_or_fallback_or_attachments\n'])(
		'knows what Slack said before: %j',
		async (body) => {
			expect(await testHook({ webhookUrl: HOOK }, answering(400, body))).toMatchObject({
				status: 'OK',
			});
		},
	);

	it.each([
		[404, 'no_service', /knows no such webhook/],
		[403, 'invalid_token', /knows no such webhook/],
		[410, 'channel_is_archived', /channel of the webhook is gone/],
		[403, 'action_prohibited', /Ask an admin/],
		[429, 'rate_limited', /too many messages/],
		[200, 'ok', /not from an incoming webhook of Slack/],
		[200, { received: true }, /not from an incoming webhook of Slack/],
		[302, '', /not from an incoming webhook of Slack/],
		[500, undefined, /problem of its own/],
	])('fails for %d %j', async (status, body, message) => {
		const result = await testHook({ webhookUrl: HOOK }, answering(status, body));
		expect(result.status).toBe('Error');
		expect(result.message).toMatch(message);
	});

	it.each([
		['nothing', undefined, /has no URL/],
		['a word', 'SecretOfTheHook', /URL is not valid/],
		['another protocol', HOOK.replace('https', 'ftp'), /must start with https/],
		['a URL that was cut', HOOK.slice(0, 40), /not the whole URL/],
		['a page of Slack', 'https://hooks.slack.com/', /not the whole URL/],
		['a workflow', 'https://hooks.slack.com/triggers/T0/1/x', /starts a workflow/],
		['an older workflow', 'https://hooks.slack.com/workflows/T0/A/1/x', /starts a workflow/],
	])('sees that %s is no webhook without asking', async (_, webhookUrl, message) => {
		const result = await testHook(webhookUrl === undefined ? {} : { webhookUrl }, unasked);
		expect(result.status).toBe('Error');
		expect(result.message).toMatch(message);
		expect(result.message).not.toContain('Secret');
	});

	it.each([HOOK.replace('slack.com', 'slack-gov.com'), 'http://ann:pw@chat.example/hooks/x'])(
		'asks others, too: %s',
		async (webhookUrl) => {
			expect(await testHook({ webhookUrl }, answering(400, 'no_text'))).toMatchObject({
				status: 'OK',
			});
		},
	);

	it.each([
		[
			Object.assign(new Error(`connect ${HOOK}`), { code: 'ECONNREFUSED' }),
			/n8n\. \(ECONNREFUSED\)$/,
		],
		[new Error('blocked'), /n8n\.$/],
		['odd', /n8n\.$/],
	])('says that Slack cannot be reached', async (error, message) => {
		const result = await testHook({ webhookUrl: HOOK }, async () => await Promise.reject(error));
		expect(result.status).toBe('Error');
		expect(result.message).toMatch(/^Slack cannot be reached/);
		expect(result.message).toMatch(message);
		expect(result.message).not.toContain('Secret');
	});
});
