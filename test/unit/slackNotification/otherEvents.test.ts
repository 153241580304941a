import { conversationPayload, missiveGuidePayload, missivePayload } from '../../fixtures';
import { formatOf, itemOf, messageOf, textsOfBlocks } from './support';

const WEB_URL =
	'https://mail.missiveapp.com/#inbox/conversations/47a57b76-df42-4d8k-927x-80dbe5d87191';

describe("Missive's events", () => {
	it('show the conversation with a link to it, and who deals with it', () => {
		const event = itemOf(missivePayload());
		expect(formatOf(event)).toBe('Missive event');
		expect(messageOf(event).text).toBe('Label change: Mordor GPS coordinates');
		expect(textsOfBlocks(event)).toEqual([
			[
				`*Label change*\n<${WEB_URL}|Mordor GPS coordinates>\nHi Mr. Gamgee, I discovered something really disturbing about the Mordor coordinates we had.`,
				'*From*\nSamwise Gamgee, sam@fellowship.org',
				'*Assignees*\nFrodo Baggins',
				'*Labels*\nElfs',
				'*Team*\nHobbits',
				'*Organization*\nFellowship',
			],
			['Rule: Notify elfs'],
		]);
	});

	it('read the names out of the lists when Missive did not join them', () => {
		const [texts] = textsOfBlocks(itemOf(missiveGuidePayload()));
		expect(texts).toContain('*Assignees*\nJohn Doe');
		expect(texts).toContain('*Labels*\nPriority');
	});

	it('show a comment in place of the message', () => {
		const event = { ...missivePayload('new_comment'), comment: { body: 'Look & see' } };
		expect(textsOfBlocks(event)[0]?.[0]).toMatch(/^\*New comment\*\n.*\nLook &amp; see$/);
	});

	it.each([
		[{ latest_message_subject: 'Re: A' }, {}, 'Re: A'],
		[{ subject: null }, { subject: 'B' }, 'B'],
		[{}, null, 'Conversation without a subject'],
	])('find a subject: %j, %j', (conversation, message, subject) => {
		const event = {
			rule: { type: 'new_message' },
			conversation: { id: 'c', ...conversation },
			latest_message: message,
		};
		expect(messageOf(event).text).toBe(`New message: ${subject}`);
		expect(textsOfBlocks(event)).toEqual([[`*New message*\n${subject}`]]);
	});
});

describe('messages of the Conversation API', () => {
	it('show the content and what it is', () => {
		const event = itemOf(conversationPayload('media_message'));
		expect(formatOf(event)).toBe('Conversation message');
		expect(messageOf(event).text).toBe('Message received: Message content');
		expect(textsOfBlocks(event)).toEqual([
			[
				'*Message received*\nMessage content',
				'*Channel*\nAPI',
				'*Type*\nUser input',
				'*Content*\nDocument',
				'*File*\ndocument.pdf',
				'*From*\nuser123',
			],
			['Conversation 0d9bab85-a74f-4ece-9142-0f9b9f36ff92', '2024-03-21 10:00:00 UTC'],
		]);
	});

	it('show one as the newer API spells it', () => {
		const { data, ...rest } = conversationPayload('media_message');
		const spelled = { content_type: 'application/pdf', type: 'user_input', status: 'received' };
		const event = { ...rest, data: { ...data, ...spelled, channel: 'api' } };
		expect(messageOf(event).text).toBe('Message received: Message content');
		expect(textsOfBlocks(event)[0]).toEqual([
			'*Message received*\nMessage content',
			'*Channel*\napi',
			'*Type*\nUser input',
			'*Content*\napplication/pdf',
			'*File*\ndocument.pdf',
			'*From*\nuser123',
		]);
	});

	it('say that one was processed, and stand a message without content', () => {
		const event = conversationPayload('processed_message');
		expect(messageOf(event).text).toBe('Message processed: Message content');
		const empty = { ...event, data: { id: 'm', status: 'FAILED', content: '' }, timestamp: 1 };
		expect(messageOf(empty).text).toBe('Message failed');
		expect(textsOfBlocks(empty)[0]).toEqual(['*Message failed*']);
	});
});

describe('items of the output Invalid', () => {
	const problems = (count: number) =>
		Array.from({ length: count }, (_, n) => ({ path: `data.${n}`, message: 'Required' }));

	it('say what is wrong, whatever the payload looks like', () => {
		const event = itemOf(missivePayload(), { eventType: 'x:y', problems: problems(2) });
		expect(formatOf(event)).toBe('Unexpected payload');
		expect(messageOf(event).text).toBe('A webhook brought a payload that is not as documented');
		expect(textsOfBlocks(event)).toEqual([
			['*Unexpected payload*\n• data.0: Required\n• data.1: Required'],
			['x:y', '2024-01-15 10:30:05 UTC'],
		]);
	});

	it('count the problems that there is no room for', () => {
		const event = itemOf({}, { problems: [...problems(12), 'odd'] });
		expect(textsOfBlocks(event)[0]?.[0]).toMatch(/data\.9: Required\n• and 2 more$/);
	});
});

describe('any other JSON', () => {
	it('shows a few values as fields, without what a trigger added', () => {
		const event = itemOf(
			{ order: 7, paid: true, customer: { name: 'Ann', tags: ['a', 2, null], address: null } },
			{ eventType: 'order.paid' },
		);
		expect(messageOf(event).text).toBe('order.paid: order 7, paid true, customer.name Ann');
		expect(textsOfBlocks(event)).toEqual([
			[
				'*order.paid*',
				'*order*\n7',
				'*paid*\ntrue',
				'*customer.name*\nAnn',
				'*customer.tags*\na, 2',
			],
			['2024-01-15 10:30:05 UTC'],
		]);
	});

	it('shows many values as JSON', () => {
		const values = Object.fromEntries(Array.from({ length: 11 }, (_, n) => [`k${n}`, '```<b>']));
		const [[text = ''] = []] = textsOfBlocks(values);
		expect(text).toMatch(/^\*New event\*\n```\n\{\n {2}"k0": "'''&lt;b&gt;",\n/);
		expect(text).toMatch(/\}\n```$/);
	});

	it('closes the JSON that it cuts', () => {
		const values = {
			list: Array.from({ length: 500 }, (_, n) => ({ n })),
			...Object.fromEntries(Array.from({ length: 11 }, (_, n) => [n, n])),
		};
		const [[text = ''] = []] = textsOfBlocks(values);
		expect(text.length).toBeLessThanOrEqual(3_000);
		expect(text).toMatch(/…\n```$/);
	});

	it('shows what lies deeper as JSON, and leaves out what is empty', () => {
		const event = { a: { b: { c: { d: 1 } } }, list: [{ x: 1 }], none: [], nothing: {}, no: '' };
		expect(textsOfBlocks(event)[0]).toEqual([
			'*New event*',
			'*a.b.c*\n{"d":1}',
			'*list*\n[{"x":1}]',
		]);
	});

	it("takes another's key delivery for a part of the event", () => {
		expect(textsOfBlocks({ delivery: { status: 'failed' } })[0]).toEqual([
			'*New event*',
			'*delivery.status*\nfailed',
		]);
		expect(textsOfBlocks({ delivery: 'express' })[0]).toContain('*delivery*\nexpress');
	});

	it.each([
		['Hello & <world>', 'Hello &amp; &lt;world&gt;'],
		[7, '7'],
		[false, 'false'],
		[null, '```\nnull\n```'],
		[undefined, '```\nnull\n```'],
		['', '```\n""\n```'],
		[[1, 'a'], '```\n[\n  1,\n  "a"\n]\n```'],
	])('%j is a text', (event, text) => {
		expect(messageOf(event)).toEqual({ text });
	});

	it('an empty object is news, too', () => {
		expect(messageOf({}).text).toBe('New event');
	});
});
