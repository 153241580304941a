import fc from 'fast-check';

import { toMessage } from '../../../nodes/SlackNotification/message/toMessage';
import {
	autoresponderPayload,
	conversationPayload,
	missivePayload,
	openWorkDelivery,
} from '../../fixtures';
import { AUTORESPONDER_EVENTS } from '../../simulators/autoresponder';
import { textsOf } from '../../simulators/slack';
import { mentionsIn, messageError, messageWarnings } from '../../simulators/slackMessage';
import { itemOf } from './support';

const TICKET_URL = 'https://support.example.com/{ticket_number}?id={id}';

/** What somebody who wants to do harm, or an accident, puts into a payload. */
const nasty = fc.oneof(
	fc.constantFrom(
		'<!channel>',
		'<!here|here>',
		'<@U024BE7LH>',
		'<https://evil.example|https://bank.example>',
		'&lt;',
		'```',
		'*',
		'\ud83d',
		'|><',
		' ',
		'\u0000',
	),
	fc.string({ unit: 'binary', maxLength: 20 }),
	fc
		.tuple(fc.constantFrom('<', '&', '😀', 'a', '\n'), fc.integer({ min: 1, max: 5_000 }))
		.map(([character, count]) => character.repeat(count)),
	fc.webUrl({ withFragments: true, withQueryParameters: true }),
);

const { json } = fc.letrec<{ json: unknown }>((tie) => ({
	json: fc.oneof(
		{ maxDepth: 4 },
		nasty,
		fc.constantFrom(null, true, 0, -1.5e300, 1e21),
		fc.array(tie('json'), { maxLength: 15 }),
		fc.dictionary(
			fc.oneof(fc.constantFrom('id', 'type', '__proto__', 'constructor'), nasty),
			tie('json'),
			{ maxKeys: 15 },
		),
	),
}));

/** Payloads of all vendors, as documented. */
const documented = fc.constantFrom<object>(
	...AUTORESPONDER_EVENTS.map((type) => autoresponderPayload(type)),
	openWorkDelivery('app:health_warning'),
	openWorkDelivery('app:health_cleared'),
	openWorkDelivery('message:received'),
	missivePayload(),
	conversationPayload('media_message'),
	itemOf({}, { problems: [{ path: 'a', message: 'b' }] }),
);

/** The same with some of their values replaced by anything. */
const damaged = fc
	.tuple(documented, fc.infiniteStream(fc.option(json, { nil: undefined, freq: 2 })))
	.map(([payload, stream]) => {
		const damage = (value: unknown): unknown => {
			if (typeof value !== 'object' || value === null) return stream.next().value ?? value;
			if (Array.isArray(value)) return value.map(damage);
			return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, damage(part)]));
		};
		return damage(payload);
	});

/** A link that the node made: nothing of the payload can end it, or start another. */
const OWN_LINK = /<https?:\/\/[^<>|\s]+\|[^<>]*>/g;

function expectFit(event: unknown): void {
	const { message } = toMessage(event, { ticketUrl: TICKET_URL });
	const sent = JSON.parse(JSON.stringify(message)) as Record<string, unknown>;
	expect(messageError(sent)).toBeUndefined();
	expect(messageWarnings(sent)).toEqual([]);
	expect(mentionsIn(sent)).toEqual([]);
	for (const text of textsOf(sent)) {
		expect(text.replace(OWN_LINK, '')).not.toMatch(/[<>]/);
		expect(text).not.toMatch(/\p{Surrogate}/u);
	}
}

describe('whatever the event is, the message is within all limits and escaped', () => {
	it('any JSON', () => {
		fc.assert(fc.property(json, expectFit), { numRuns: 300 });
	});

	it('documented payloads with anything in them', () => {
		fc.assert(fc.property(damaged, expectFit), { numRuns: 200 });
	});

	it('objects with thousands of values', () => {
		const values = Object.fromEntries(
			Array.from({ length: 5_000 }, (_, n) => [`<${n}>`, '&'.repeat(n % 100)]),
		);
		expectFit(values);
		expectFit({ event: { type: 'x', payload: values } });
		expectFit({ event: 'feedback.received', data: { feedback: values } });
	});
});
