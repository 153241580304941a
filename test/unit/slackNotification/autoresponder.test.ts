import { autoresponderPayload } from '../../fixtures';
import { AUTORESPONDER_EVENTS } from '../../simulators/autoresponder';
import { attachmentOf, formatOf, itemOf, messageOf } from './support';

const TICKET_URL = 'https://support.example.com/tickets/{id}?n={ticket_number}';

const ticketEvent = (ticket: object, more: object = {}) => ({
	event: 'ticket.created',
	timestamp: '2024-01-15T10:30:00Z',
	data: { ticket, ...more },
});

describe("the Autoresponder's events", () => {
	it('become the documented attachment: color, ticket details, times', () => {
		expect(messageOf(itemOf(autoresponderPayload('ticket.created')))).toEqual({
			text: 'Ticket created: TKT-2024-001: Ticket subject',
			attachments: [
				{
					fallback: 'Ticket created: TKT-2024-001: Ticket subject',
					color: '#36a64f',
					title: 'TKT-2024-001: Ticket subject',
					text: '*Status:* New\n*Customer:* customer@example.com',
					fields: [
						{ title: 'Event', value: 'ticket.created', short: true },
						{ title: 'Time', value: '2024-01-15 10:30:00 UTC', short: true },
					],
					footer: 'AI Support Autoresponder',
					ts: Date.UTC(2024, 0, 15, 10, 30) / 1000,
					mrkdwn_in: ['text'],
				},
			],
		});
	});

	it.each([
		['ticket.created', '#36a64f'],
		['ticket.resolved', '#36a64f'],
		['ticket.escalated', '#ff0000'],
		['ai.response.requires_review', '#ff9900'],
		['ticket.updated', '#808080'],
		['ai.response.generated', '#808080'],
		['ai.response.approved', '#808080'],
		['ai.response.rejected', '#808080'],
		['conversation.added', '#808080'],
		['feedback.received', '#808080'],
	] as const)('%s has the color %s', (type, color) => {
		expect(attachmentOf(autoresponderPayload(type))).toMatchObject({
			color,
			fields: [{ title: 'Event', value: type }, { title: 'Time' }],
		});
	});

	it('are all ten known', () => {
		expect(AUTORESPONDER_EVENTS).toHaveLength(10);
		for (const type of AUTORESPONDER_EVENTS) {
			expect(formatOf(itemOf(autoresponderPayload(type)))).toBe('AI Support Autoresponder event');
		}
	});

	it('say what comes with the ticket', () => {
		const { text } = attachmentOf(autoresponderPayload('ai.response.rejected'));
		expect(text).toMatch(/^\*Status:\* Human review\n\*Customer:\* customer@example.com\n/);
		expect(text).toContain('*Reason:* The answer is about another product\n\n*AI response*\n');
		expect(text).toContain('*Confidence score:* 0.85');
		expect(text).not.toContain('*Id:*');
	});

	it('name a ticket by what it has', () => {
		const ticket = { priority: 'urgent', category: 'Billing', customer_name: 'John Doe' };
		const subject = { ...ticket, subject: 'Only a subject' };
		expect(messageOf(ticketEvent(subject)).text).toBe('Ticket created: Only a subject');
		expect(attachmentOf(ticketEvent(ticket))).toMatchObject({
			fallback: 'Ticket created',
			title: 'Ticket created',
			text: '*Priority:* Urgent\n*Category:* Billing\n*Customer:* John Doe',
		});
	});

	it('need no ticket at all', () => {
		const feedback = attachmentOf(autoresponderPayload('feedback.received'));
		expect(feedback.title).toBe('Feedback received');
		expect(feedback.text).toMatch(/^\*Feedback\*\n/);
		const bare = { event: 'conversation.added', data: { conversation: {} } };
		expect(attachmentOf(bare, { ticketUrl: TICKET_URL })).toEqual({
			fallback: 'Conversation added',
			color: '#808080',
			title: 'Conversation added',
			fields: [{ title: 'Event', value: 'conversation.added', short: true }],
			footer: 'AI Support Autoresponder',
			mrkdwn_in: ['text'],
		});
	});

	it('of a type to come are recognised by their ticket', () => {
		const event = { ...ticketEvent({ subject: 'S' }), event: 'ticket.merged', timestamp: 'later' };
		expect(attachmentOf(event)).toMatchObject({
			fallback: 'Ticket merged: S',
			color: '#808080',
			fields: [{ value: 'ticket.merged' }, { value: 'later' }],
		});
		expect(attachmentOf(event).ts).toBeUndefined();
	});

	it('link to the ticket where its URL is configured', () => {
		const event = ticketEvent({ id: 'a/b c', ticket_number: 'TKT&1' });
		expect(attachmentOf(event).title_link).toBeUndefined();
		expect(attachmentOf(event, { ticketUrl: TICKET_URL }).title_link).toBe(
			'https://support.example.com/tickets/a%2Fb%20c?n=TKT%261',
		);
	});

	it.each([
		['a ticket that lacks what the URL asks for', ticketEvent({ id: 'a' })],
		['an event without a ticket', autoresponderPayload('conversation.added')],
	])('do not link %s', (_, event) => {
		expect(attachmentOf(event, { ticketUrl: TICKET_URL }).title_link).toBeUndefined();
	});

	it('cannot notify a channel', () => {
		const text = '<!channel> & <@U1>';
		const ticket = { id: text, ticket_number: text, subject: text, status: text };
		const event = ticketEvent(ticket, { reason: text, feedback: { [text]: text } });
		const json = JSON.stringify(
			messageOf({ ...event, timestamp: text }, { ticketUrl: TICKET_URL }),
		);
		expect(json).not.toMatch(/[<>]/);
		expect(json).toContain('&lt;!channel&gt; &amp; &lt;@U1&gt;');
	});
});
