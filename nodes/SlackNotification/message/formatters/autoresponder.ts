import { isoToMs } from '../../../shared/receive/timestamp';
import { isObject } from '../../../shared/receive/item';
import { inline, lines } from '../build';
import type { Formatter } from '../formatter';
import { LIMITS } from '../limits';
import { mrkdwn, webAddress } from '../mrkdwn';
import { at, entriesOf, filled, humanized, present, textAt, timeText } from '../read';
import type { Entry } from '../read';
import type { AttachmentField } from '../slackMessage';

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
		const details = lines(detailsOf(event.data)).within(LIMITS.attachmentText);
		const time = textAt(event, 'timestamp');

		return {
			text: text.within(LIMITS.messageText),
			attachments: [
				{
					fallback: text.within(LIMITS.attachmentText),
					color: COLORS.get(type) ?? NEUTRAL,
					title: (named.length > 0 ? subject : title).within(LIMITS.attachmentTitle),
					...(address === undefined ? {} : { title_link: address }),
					...(details === '' ? {} : { text: details }),
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

/** What there is to say about the ticket, and all that comes with it, whose fields are not documented. */
function detailsOf(data: unknown): Entry[] {
	const customer = present([
		textAt(data, 'ticket', 'customer_name'),
		textAt(data, 'ticket', 'customer_email'),
	]);
	const ticket: Entry[] = [
		['Status', textAt(data, 'ticket', 'status')],
		['Priority', textAt(data, 'ticket', 'priority')],
		['Category', textAt(data, 'ticket', 'category')],
		['Customer', customer.join(', ')],
		['Reason', textAt(data, 'reason')],
	];
	const others = ['ai_response', 'conversation', 'feedback'].flatMap((key) => {
		const part = at(data, key);
		return isObject(part) ? entriesOf(part) : [];
	});
	return filled([...ticket, ...others.map(([key, text]) => [humanized(key), text] as const)]);
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
