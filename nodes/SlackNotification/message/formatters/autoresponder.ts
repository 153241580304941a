import { isObject } from '../../../shared/lib/json';
import { isoToMs } from '../../../shared/lib/time';
import { headed, inline, lines } from '../build';
import { LIMITS } from '../limits';
import { joined, mrkdwn, type Mrkdwn, webAddress } from '../mrkdwn';
import { at, entriesOf, type Entry, filled, humanized, present, textAt, timeText } from '../read';
import type { AttachmentField, Formatter } from '../slackMessage';

const GREEN = '#36a64f';
const RED = '#ff0000';
const ORANGE = '#ff9900';
const NEUTRAL = '#808080';

/** The events of the webhooks guide ("Available Events"), each with its color ("Slack Message Format"). */
const COLORS: ReadonlyMap<string, string> = new Map([
	['ticket.created', GREEN],
	['ticket.updated', NEUTRAL],
	['ticket.resolved', GREEN],
	['ticket.escalated', RED],
	['ai.response.generated', NEUTRAL],
	['ai.response.requires_review', ORANGE],
	['ai.response.approved', NEUTRAL],
	['ai.response.rejected', NEUTRAL],
	['conversation.added', NEUTRAL],
	['feedback.received', NEUTRAL],
]);

/** What an event can carry beside the ticket or in its place ("Available Events"). */
const COMPANIONS = {
	ai_response: 'AI response',
	conversation: 'Conversation',
	feedback: 'Feedback',
};

const FOOTER = 'AI Support Autoresponder';

/** An event of AI Support Autoresponder, as one attachment: color by event, ticket details, times, direct link. */
export const autoresponderEvent: Formatter = {
	name: 'AI Support Autoresponder event',

	recognises: ({ event, data }) =>
		typeof event === 'string' && isObject(data) && (COLORS.has(event) || isObject(data.ticket)),

	message(event, { ticketUrl }) {
		const type = textAt(event, 'event');
		const title = inline(humanized(type));
		const ticket = at(event, 'data', 'ticket');
		const named = present([textAt(ticket, 'ticket_number'), textAt(ticket, 'subject')]);
		const subject = inline(named.join(': '));
		const text = named.length > 0 ? mrkdwn`${title}: ${subject}` : title;
		const address = ticketAddress(ticketUrl, ticket);
		const details = detailsOf(event.data);
		const time = textAt(event, 'timestamp');

		return {
			text: text.within(LIMITS.messageText),
			attachments: [
				{
					fallback: text.within(LIMITS.attachmentText),
					color: COLORS.get(type) ?? NEUTRAL,
					title: (named.length > 0 ? subject : title).within(LIMITS.attachmentTitle),
					...(address === undefined ? {} : { title_link: address }),
					...(details.isEmpty ? {} : { text: details.within(LIMITS.attachmentText) }),
					fields: filled([
						['Event', type],
						['Time', timeText(time)],
					]).map(shortField),
					footer: mrkdwn`${FOOTER}`.within(LIMITS.footer),
					...unixSeconds(time),
					mrkdwn_in: ['text'],
				},
			],
		};
	},
};

/** What there is to say about the ticket, and below it each thing that came with it, whose fields are not documented. */
function detailsOf(data: unknown): Mrkdwn {
	const parts = Object.entries(COMPANIONS).flatMap(([key, title]) => {
		const part = at(data, key);
		if (!isObject(part)) return [];
		const entries = entriesOf(part)
			.filter(([label]) => label !== 'id')
			.map(([label, text]) => [humanized(label), text] as const);
		return entries.length > 0 ? [headed(title, lines(entries))] : [];
	});
	const ticket = lines(ticketEntries(data));
	return joined(ticket.isEmpty ? parts : [ticket, ...parts], '\n\n');
}

function ticketEntries(data: unknown): Entry[] {
	const ticket = (key: string) => textAt(data, 'ticket', key);
	return filled([
		['Status', humanized(ticket('status'))],
		['Priority', humanized(ticket('priority'))],
		['Category', ticket('category')],
		['Customer', present([ticket('customer_name'), ticket('customer_email')]).join(', ')],
		['Reason', textAt(data, 'reason')],
	]);
}

/** Undefined without a template, or when the ticket lacks what the template asks for. */
function ticketAddress(template: string, ticket: unknown): string | undefined {
	let missing = false;
	const url = template.replace(/\{(id|ticket_number)\}/g, (_, key: string) => {
		const value = textAt(ticket, key);
		missing ||= value === '';
		return encodeURIComponent(Buffer.from(value).toString());
	});
	return missing || !isObject(ticket) ? undefined : webAddress(url);
}

function shortField([title, value]: Entry): AttachmentField {
	return { title, value: mrkdwn`${value}`.within(LIMITS.attachmentField), short: true };
}

function unixSeconds(timestamp: string): { ts?: number } {
	const ms = isoToMs(timestamp);
	return Number.isNaN(ms) ? {} : { ts: Math.floor(ms / 1000) };
}
