import { builderLink } from '../../../nodes/SlackNotification/message/builderLink';
import type { SlackMessage } from '../../../nodes/SlackNotification/message/slackMessage';
import {
	AUTORESPONDER_EVENTS,
	autoresponderPayload,
	conversationPayload,
	missivePayload,
	OPENWORK_EVENT_TYPES,
	openWorkDelivery,
} from '../../fixtures';
import { messageError } from '../../simulators/slackMessage';
import { itemOf, messageOf } from './support';

/** What Slack's builder draws. */
interface Shown {
	blocks?: unknown[];
	attachments?: Array<{ blocks: unknown[] }>;
}

/** What the link gives to Slack's page. */
function shownOf(message: SlackMessage): unknown {
	const [, json = ''] = String(builderLink(message)).split('#');
	return JSON.parse(decodeURIComponent(json));
}

describe("the link to Slack's Block Kit Builder", () => {
	it('holds blocks as they are sent', () => {
		const message = messageOf({ a: 1, b: '# & ? <x>' });
		expect(shownOf(message)).toEqual({ blocks: message.blocks });
	});

	it('holds an attachment as blocks in its color, for the Builder draws no others', () => {
		const event = autoresponderPayload('ticket.created');
		const ticketUrl = 'https://support.example.com/{ticket_number}?a=1&b=2';
		const { attachments: [sent] = [], ...rest } = messageOf(event, { ticketUrl });
		expect(rest).not.toHaveProperty('blocks');
		expect(shownOf(messageOf(event, { ticketUrl }))).toEqual({
			attachments: [
				{
					color: sent?.color,
					blocks: [
						{
							type: 'section',
							text: {
								type: 'mrkdwn',
								text: `*<https://support.example.com/TKT-2024-001?a=1&amp;b=2|TKT-2024-001: Ticket subject>*\n${sent?.text}`,
								verbatim: true,
							},
							fields: [
								{ type: 'mrkdwn', text: '*Event*\nticket.created', verbatim: true },
								{ type: 'mrkdwn', text: '*Time*\n2024-01-15 10:30:00 UTC', verbatim: true },
							],
						},
						{
							type: 'context',
							elements: [
								{ type: 'mrkdwn', text: 'AI Support Autoresponder', verbatim: true },
								{ type: 'mrkdwn', text: '2024-01-15 10:30:00 UTC', verbatim: true },
							],
						},
					],
				},
			],
		});
	});

	it('holds the links below a message', () => {
		const links = [{ label: 'Approve', url: 'https://n8n.example.com/form?a=1' }];
		const shown = JSON.stringify(shownOf(messageOf(autoresponderPayload(), { links })));
		expect(shown).toContain('<https://n8n.example.com/form?a=1|Approve>');
	});

	it('holds a text as a block', () => {
		expect(shownOf(messageOf('a & b'))).toEqual({
			blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'a &amp; b', verbatim: true } }],
		});
		const long = shownOf(messageOf('x'.repeat(4_000))) as Record<string, unknown>;
		expect(messageError(long)).toBeUndefined();
	});

	it.each<[string, object]>([
		...AUTORESPONDER_EVENTS.map((type): [string, object] => [type, autoresponderPayload(type)]),
		...OPENWORK_EVENT_TYPES.map((type): [string, object] => [type, openWorkDelivery(type)]),
		['label_change', missivePayload()],
		['a message', conversationPayload()],
	])('is there for %s, with blocks that Slack takes', (_type, payload) => {
		const { blocks = [], attachments = [] } = shownOf(messageOf(itemOf(payload))) as Shown;
		const all = [...blocks, ...attachments.flatMap((attachment) => attachment.blocks)];
		expect(all.length).toBeGreaterThan(0);
		expect(messageError({ blocks: all })).toBeUndefined();
	});

	it('is left out where it would be too long', () => {
		const half = { event: { type: 'x', payload: { text: 'x'.repeat(1_000) } } };
		expect(builderLink(messageOf(itemOf(half)))).toMatch(/^https:/);
		const payload = Object.fromEntries([...Array(10).keys()].map((n) => [n, '漢'.repeat(2_000)]));
		expect(builderLink(messageOf(itemOf({ event: { type: 'x', payload } })))).toBeUndefined();
	});
});
