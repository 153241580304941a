import { RULE_EVENT_TYPES } from '../../../nodes/Missive/events';
import { toMessage } from '../../../nodes/SlackNotification/message/toMessage';
import {
	AUTORESPONDER_EVENTS,
	autoresponderPayload,
	conversationPayload,
	missiveGuidePayload,
	missivePayload,
	OPENWORK_EVENT_TYPES,
	openWorkDelivery,
	openWorkHealthWarningDetails,
} from '../../fixtures';
import { mentionsIn, messageError, messageWarnings, textsOf } from '../../simulators/slackMessage';
import { itemOf } from './support';

type Case = readonly [name: string, event: object, format: RegExp];

const missive = RULE_EVENT_TYPES.flatMap(({ value }): Case[] => {
	const guide = missiveGuidePayload();
	return [
		[`Missive ${value}`, missivePayload(value), /^Missive/],
		[
			`Missive ${value}, the guide's`,
			{ ...guide, rule: { ...guide.rule, type: value } },
			/^Missive/,
		],
	];
});

const openWork = [
	...OPENWORK_EVENT_TYPES.map((type) => [type, openWorkDelivery(type)] as const),
	['app:health_warning with details', openWorkHealthWarningDetails()] as const,
].flatMap(([type, delivery]): Case[] => [
	[`OpenWork ${type}, the guide's`, delivery, /^OpenWork/],
	[`OpenWork ${type}, the open server's`, { event: delivery.event }, /^OpenWork/],
]);

const conversation = (['message', 'processed_message', 'media_message'] as const).flatMap(
	(name): Case[] => {
		const payload = conversationPayload(name);
		const { status, channel, type } = payload.data as unknown as Record<string, string>;
		const spelled = {
			status: status?.toLowerCase(),
			channel: channel?.toLowerCase(),
			type: type?.toLowerCase(),
			content_type: 'application/pdf',
		};
		return [
			[`Conversation ${name}`, payload, /^Conversation/],
			[
				`Conversation ${name}, newer`,
				{ ...payload, data: { ...payload.data, ...spelled } },
				/^Conversation/,
			],
		];
	},
);

const autoresponder = AUTORESPONDER_EVENTS.flatMap((type): Case[] => {
	const payload = autoresponderPayload(type);
	return [
		[`Autoresponder ${type}`, payload, /^AI Support/],
		[
			`Autoresponder ${type} without its ticket`,
			{ ...payload, data: { ...payload.data, ticket: null } },
			/^AI Support/,
		],
	];
});

const CASES = [...missive, ...openWork, ...conversation, ...autoresponder];

/** Slack makes a link or a mention of it, unless it is escaped. */
const HOSTILE = '<!channel> <@U024BE7LH> <https://evil.example|https://bank.example> & ';

/** What says which event it is, by which a formatter is chosen. */
const IDENTIFYING = ['type', 'event'];

/** The event with `change` made to each of its texts, apart from those by which it is recognised. */
function changed(value: unknown, change: (text: string) => string): unknown {
	if (typeof value === 'string') return change(value);
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return value.map((part) => changed(part, change));
	return Object.fromEntries(
		Object.entries(value).map(([key, part]) => [
			key,
			IDENTIFYING.includes(key) && typeof part === 'string' ? part : changed(part, change),
		]),
	);
}

/** The message for an item of a trigger with this event, as Slack gets it. */
function messageFor(event: unknown, format: RegExp) {
	const formatted = toMessage(itemOf(event as object, { eventType: 'x' }), {
		ticketUrl: 'https://support.example.com/{ticket_number}?id={id}',
		links: [{ label: 'Open', url: 'https://n8n.example/form?a=1&b=2' }],
	});
	expect(formatted.format).toMatch(format);
	const message = JSON.parse(JSON.stringify(formatted.message)) as Record<string, unknown>;
	expect(messageError(message)).toBeUndefined();
	expect(messageWarnings(message)).toEqual([]);
	expect(mentionsIn(message)).toEqual([]);
	return message;
}

interface Attachment {
	readonly title?: string;
	readonly text?: string;
	readonly fields?: ReadonlyArray<{ value: string }>;
}

/** Slack documents no limits for these parts: those of the blocks that look like them. */
function expectAttachmentsFit({ attachments = [] }: { attachments?: readonly Attachment[] }) {
	for (const { title = '', text = '', fields = [] } of attachments) {
		expect(title.length).toBeLessThanOrEqual(150);
		expect(text.length).toBeLessThanOrEqual(3_000);
		expect(fields.length).toBeLessThanOrEqual(10);
		for (const { value } of fields) expect(value.length).toBeLessThanOrEqual(2_000);
	}
}

describe.each(CASES)('%s', (_name, event, format) => {
	it('has a text of its own for notifications, and a message within the limits', () => {
		const message = messageFor(event, format);
		expectAttachmentsFit(message);
		expect(message.text).toMatch(/^[A-Z][\w ]{4,}/);
		expect(String(message.text).length).toBeLessThan(300);
		expect(message.text).not.toMatch(/undefined|null|\[object|[{}]/);
	});

	it('is escaped and cut, whatever its texts hold', () => {
		const message = messageFor(
			changed(event, (text) => text + HOSTILE.repeat(120)),
			format,
		);
		expectAttachmentsFit(message);
		for (const text of textsOf(message)) {
			expect(text.replace(/<https:\/\/(?!evil)[^<>|\s]+\|[^<>]*>/g, '')).not.toMatch(/[<>]/);
		}
		expect(JSON.stringify(message)).toContain('&lt;!channel&gt;');
	});
});
