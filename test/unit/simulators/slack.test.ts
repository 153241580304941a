import { ManualClock } from '../../simulators';
import { SLACK_REFUSALS, startSlack, type SlackRefusal } from '../../simulators/slack';
import { messageError } from '../../simulators/slackMessage';
import { closeAll, opened } from './open';

afterEach(closeAll);

async function post(url: string, message: unknown, type = 'application/json') {
	const body = typeof message === 'string' ? message : JSON.stringify(message);
	const response = await fetch(url, { method: 'POST', headers: { 'Content-Type': type }, body });
	return {
		status: response.status,
		body: await response.text(),
		retryAfter: response.headers.get('retry-after'),
	};
}

const text = (length: number) => ({ type: 'mrkdwn', text: 'x'.repeat(length) });
const section = (length: number) => ({ type: 'section', text: text(length) });
const list = (count: number, entry: unknown) => Array.from({ length: count }, () => entry);

describe('slack', () => {
	it('posts to the channel of the webhook and answers ok', async () => {
		const slack = await opened(startSlack({ clock: new ManualClock(42) }));
		const url = slack.addHook('#alerts');
		const message = { text: 'Hello <!channel>', blocks: [section(5)] };
		expect(await post(url, message)).toMatchObject({ status: 200, body: 'ok' });
		expect(slack.messages).toEqual([
			{ channel: '#alerts', at: 42, message, warnings: [], mentions: ['<!channel>'] },
		]);
	});

	it('takes one message a second from a webhook, and says when the next may come', async () => {
		const clock = new ManualClock();
		const slack = await opened(startSlack({ clock }));
		const [first, second] = [slack.addHook(), slack.addHook()];
		expect((await post(first, { text: 'a' })).status).toBe(200);
		expect(await post(first, { text: 'b' })).toEqual({
			status: 429,
			body: 'rate_limited',
			retryAfter: '1',
		});
		expect((await post(second, { text: 'c' })).status).toBe(200);
		clock.advance(1_000);
		expect((await post(first, { text: 'b' })).status).toBe(200);
		expect(slack.messages.map(({ message }) => message.text)).toEqual(['a', 'c', 'b']);
	});

	it('knows only its webhooks', async () => {
		const slack = await opened(startSlack());
		expect(await post(`${slack.url}/services/T0/B0/x`, { text: 'a' })).toMatchObject({
			status: 404,
			body: 'no_service',
		});
		expect((await fetch(slack.addHook())).status).toBe(405);
		expect(() => slack.refuse(slack.url, 'no_team')).toThrow('There is no such webhook');
	});

	it.each(Object.entries(SLACK_REFUSALS) as Array<[SlackRefusal, number]>)(
		'refuses with %s and %d as told, whatever the message',
		async (refusal, status) => {
			const slack = await opened(startSlack());
			const url = slack.addHook();
			slack.refuse(url, refusal);
			expect(await post(url, {})).toMatchObject({ status, body: refusal });
			slack.refuse(url, undefined);
			expect((await post(url, { text: 'a' })).status).toBe(200);
		},
	);

	it('looks for the webhook first and at the text then, so that an empty one tests the webhook', async () => {
		const slack = await opened(startSlack());
		const url = slack.addHook();
		expect(await post(url, { text: '' })).toMatchObject({ status: 400, body: 'no_text' });
		expect(await post(url, '{')).toMatchObject({ status: 400, body: 'invalid_payload' });
		expect(await post(url, '{"text":"a"}', 'text/plain')).toMatchObject({
			status: 400,
			body: 'invalid_payload',
		});
		expect(slack.messages).toEqual([]);
	});

	it('cuts a text at 40,000 characters, and notes what it advises against', async () => {
		const slack = await opened(startSlack({ perSecond: Infinity }));
		const url = slack.addHook();
		await post(url, { text: 'x'.repeat(40_001) });
		await post(url, { text: 'x'.repeat(4_001) });
		await post(url, { attachments: [{ fallback: 'a', footer: 'x'.repeat(301) }] });
		expect(slack.messages.map(({ warnings }) => warnings)).toEqual([
			['message_truncated'],
			['text longer than 4,000'],
			['footer longer than 300'],
		]);
		expect(slack.messages[0]?.message.text).toHaveLength(40_000);
	});
});

describe("slack's limits", () => {
	it.each([
		['a text', { text: 'a' }],
		['blocks alone', { blocks: [section(3_000), { type: 'divider' }] }],
		['50 blocks', { blocks: list(50, section(1)) }],
		[
			'10 fields of 2,000 characters',
			{ blocks: [{ type: 'section', fields: list(10, text(2_000)) }] },
		],
		['10 elements', { blocks: [{ type: 'context', elements: list(10, text(3_000)) }] }],
		['an image', { blocks: [{ type: 'context', elements: [{ type: 'image' }] }] }],
		[
			'a header',
			{ blocks: [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(150) } }] },
		],
		['100 attachments', { attachments: list(100, { fallback: 'a' }) }],
		[
			'an attachment',
			{
				attachments: [
					{ color: '#36a64f', text: 'a', fields: [{ title: 'a', value: 'b', short: true }], ts: 1 },
				],
			},
		],
		['blocks in an attachment', { attachments: [{ blocks: [section(1)] }] }],
	])('allow %s', (_, message) => {
		expect(messageError(message)).toBeUndefined();
	});

	it.each([
		['invalid_payload', 'no object', undefined],
		['invalid_payload', 'a text that is none', { text: 1 }],
		['no_text', 'nothing', {}],
		['no_text', 'nothing but space', { text: ' ', blocks: [], attachments: [] }],
		['invalid_blocks_format', 'blocks that are no list', { text: 'a', blocks: {} }],
		['invalid_blocks', '51 blocks', { blocks: list(51, section(1)) }],
		['invalid_blocks', 'a block that is no object', { blocks: ['a'] }],
		['invalid_blocks', 'a block of no known type', { blocks: [{ type: 'paragraph' }] }],
		['invalid_blocks', 'a field that no block has', { blocks: [{ ...section(1), color: 'red' }] }],
		[
			'invalid_blocks',
			'a long block id',
			{ blocks: [{ ...section(1), block_id: 'x'.repeat(256) }] },
		],
		['invalid_blocks', 'an empty text', { blocks: [section(0)] }],
		['invalid_blocks', '3,001 characters', { blocks: [section(3_001)] }],
		['invalid_blocks', 'a section of nothing', { blocks: [{ type: 'section' }] }],
		['invalid_blocks', 'no fields', { blocks: [{ type: 'section', fields: [] }] }],
		['invalid_blocks', '11 fields', { blocks: [{ type: 'section', fields: list(11, text(1)) }] }],
		['invalid_blocks', 'a long field', { blocks: [{ type: 'section', fields: [text(2_001)] }] }],
		['invalid_blocks', 'a text as a string', { blocks: [{ type: 'section', text: 'a' }] }],
		[
			'invalid_blocks',
			'verbatim plain text',
			{ blocks: [{ type: 'section', text: { type: 'plain_text', text: 'a', verbatim: true } }] },
		],
		[
			'invalid_blocks',
			'11 elements',
			{ blocks: [{ type: 'context', elements: list(11, text(1)) }] },
		],
		['invalid_blocks', 'a header with markup', { blocks: [{ type: 'header', text: text(1) }] }],
		[
			'invalid_blocks',
			'a long header',
			{ blocks: [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }] },
		],
		['too_many_attachments', '101 attachments', { attachments: list(101, { fallback: 'a' }) }],
		['invalid_attachments', 'attachments that are no list', { text: 'a', attachments: 'b' }],
		['invalid_attachments', 'an attachment that is no object', { attachments: [1] }],
		['invalid_attachments', 'a color that is no text', { attachments: [{ color: 1 }] }],
		['invalid_attachments', 'a time that is none', { attachments: [{ ts: 1.5 }] }],
		[
			'invalid_attachments',
			'a field without a value',
			{ attachments: [{ fields: [{ title: 'a' }] }] },
		],
		['invalid_attachments', 'a field that is no object', { attachments: [{ fields: [1] }] }],
		['invalid_attachments', 'blocks past the limits', { attachments: [{ blocks: [section(0)] }] }],
	])('say %s to %s', (error, _, message) => {
		expect(messageError(message)).toBe(error);
	});
});
