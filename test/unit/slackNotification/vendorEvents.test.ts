import { API_EVENT_TYPES, RULE_EVENT_TYPES } from '../../../nodes/Missive/events';
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
import { mentionsIn, messageError, messageWarnings } from '../../simulators/slackMessage';
import { itemOf } from './support';

/** Every event of every vendor: a title, the payload, and the kind of message that it has to become. */
const EVENTS: Array<readonly [title: string, payload: object, format: RegExp]> = [
	...AUTORESPONDER_EVENTS.map(
		(type) => [type, autoresponderPayload(type), /^AI Support Autoresponder event$/] as const,
	),
	[
		'ai.response.rejected without a reason and a ticket, as the open server sends it',
		{ ...autoresponderPayload('ai.response.rejected'), data: { ticket: null, ai_response: {} } },
		/^AI Support Autoresponder event$/,
	],
	...OPENWORK_EVENT_TYPES.flatMap((type) => {
		const delivery = openWorkDelivery(type);
		return [
			[`${type}, documented`, delivery, /^OpenWork /] as const,
			// The open server names no webhook.
			[`${type}, as found`, { event: delivery.event }, /^OpenWork /] as const,
		];
	}),
	['app:health_warning, detailed', openWorkHealthWarningDetails(), /^OpenWork health warning$/],
	...[...API_EVENT_TYPES, ...RULE_EVENT_TYPES].map(
		({ value: type }) => [type, missivePayload(type), /^Missive event$/] as const,
	),
	['label_change, setup guide', missiveGuidePayload(), /^Missive event$/],
	...(['message', 'processed_message', 'media_message'] as const).map(
		(name) => [name, conversationPayload(name), /^Conversation message$/] as const,
	),
];

const messageOf = (event: unknown) =>
	toMessage(event, { ticketUrl: 'https://support.example.com/{ticket_number}' });

describe.each(EVENTS)('%s', (_title, payload, format) => {
	it.each([
		['as the trigger gives it', itemOf(payload)],
		['as the vendor sends it', payload],
	])('becomes a message of its own that Slack takes, %s', (_how, event) => {
		const formatted = messageOf(event);
		const message = JSON.parse(JSON.stringify(formatted.message)) as Record<string, unknown>;
		expect(formatted.format).toMatch(format);
		expect(message.text).not.toBe('');
		expect(messageError(message)).toBeUndefined();
		expect(messageWarnings(message)).toEqual([]);
		expect(mentionsIn(message)).toEqual([]);
	});
});
