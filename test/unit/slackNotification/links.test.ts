import { readLinks } from '../../../nodes/SlackNotification/event';
import { toMessage } from '../../../nodes/SlackNotification/message/toMessage';
import { autoresponderPayload, openWorkDelivery } from '../../fixtures';
import { messageError, messageWarnings } from '../../simulators/slackMessage';
import { blockTexts, messageOf } from './support';

const links = [
	{ label: 'Approve <!channel>', url: 'https://n8n.example/form?a=1&b=|>' },
	{ label: 'Reject', url: 'https://n8n.example/form?a=2' },
];
const LINE =
	'<https://n8n.example/form?a=1&amp;b=%7C%3E|Approve &lt;!channel&gt;>  |  <https://n8n.example/form?a=2|Reject>';

describe('links below a message', () => {
	it('are a section below blocks', () => {
		const blocks = messageOf(openWorkDelivery('app:health_warning'), { links }).blocks ?? [];
		expect(blockTexts(blocks.at(-1))).toEqual([LINE]);
		expect(blocks.slice(0, -1)).toEqual(messageOf(openWorkDelivery('app:health_warning')).blocks);
	});

	it('are an attachment in the same color below an attachment', () => {
		const event = autoresponderPayload('ai.response.requires_review');
		expect(messageOf(event, { links }).attachments).toEqual([
			...(messageOf(event).attachments ?? []),
			{
				fallback: 'Approve &lt;!channel&gt;, Reject',
				color: '#ff9900',
				text: LINE,
				mrkdwn_in: ['text'],
			},
		]);
	});

	it('are a section below a text', () => {
		const { text, blocks = [] } = messageOf('Look & see', { links });
		expect(text).toBe('Look &amp; see');
		expect(blocks.map(blockTexts)).toEqual([['Look &amp; see'], [LINE]]);
	});

	it('keep the message within the limits, however many they are', () => {
		const url = `https://n8n.example/${'x'.repeat(1_500)}`;
		const many = Array.from({ length: 60 }, (_, n) => ({ label: `Link ${n} `.repeat(200), url }));
		for (const event of ['x'.repeat(9_000), autoresponderPayload('ticket.created'), { a: 1 }]) {
			const message = { ...toMessage(event, { ticketUrl: '', links: many }).message };
			expect(messageError(message)).toBeUndefined();
			expect(messageWarnings(message)).toEqual([]);
			expect(JSON.stringify(message)).toContain(`<${url}|Link 0`);
		}
	});
});

describe('the option Links', () => {
	it('holds links', () => {
		expect(readLinks({ link: links })).toEqual(links);
	});

	it.each([undefined, {}, { link: [] }, ''])('is empty: %j', (given) => {
		expect(readLinks(given)).toEqual([]);
	});

	it.each([
		{ label: '', url: 'https://a.example' },
		{ label: 'A', url: '' },
		{ label: 'A', url: 'javascript:alert(1)' },
		{ label: 'A' },
	])('takes no link like %j', (link) => {
		expect(() => readLinks({ link: [links[0], link] })).toThrow('Link 2 is not valid');
	});
});
