import fc from 'fast-check';

import { joined, link, mrkdwn, webAddress } from '../../../nodes/SlackNotification/message/mrkdwn';

/** The text of a Mrkdwn, whole. */
const whole = (text: ReturnType<typeof mrkdwn>) => text.within(Infinity);

/** Texts in which everything that needs care turns up often. */
const text = fc
	.array(
		fc.oneof(
			fc.constantFrom('<', '>', '&', '&amp;', '<!channel>', '|', '\n', '😀', '\ud83d', '\ude00'),
			fc.string({ unit: 'binary', maxLength: 5 }),
		),
		{ maxLength: 40 },
	)
	.map((parts) => parts.join(''));

const entity = /&(?:amp|lt|gt);/g;

describe('mrkdwn', () => {
	it.each([
		['a < b && c > d', 'a &lt; b &amp;&amp; c &gt; d'],
		['&amp;', '&amp;amp;'],
		[
			'<!channel> <@U024BE7LH> <#C024BE7LR>',
			'&lt;!channel&gt; &lt;@U024BE7LH&gt; &lt;#C024BE7LR&gt;',
		],
		[
			'<https://evil.example|https://bank.example>',
			'&lt;https://evil.example|https://bank.example&gt;',
		],
		['"quoted" *bold* é 😀', '"quoted" *bold* é 😀'],
	])('escapes the three characters that Slack takes for markup: %s', (given, expected) => {
		expect(whole(mrkdwn`${given}`)).toBe(expected);
	});

	it('escapes what is put into a template, once, and nothing else', () => {
		const inner = mrkdwn`*${'a & b'}*`;
		expect(whole(mrkdwn`<${'x'}> ${inner}!`)).toBe('<x> *a &amp; b*!');
		expect(whole(joined([inner, mrkdwn`${'<'}`], ' & '))).toBe('*a &amp; b* & &lt;');
	});

	it('replaces half a surrogate pair, which not every JSON parser takes', () => {
		expect(whole(mrkdwn`${'a\ud83db\ude00c😀'}`)).toBe('a\ufffdb\ufffdc😀');
	});

	it('leaves nothing of a text that Slack could take for markup, and loses nothing', () => {
		fc.assert(
			fc.property(text, (given) => {
				const escaped = whole(mrkdwn`${given}`);
				expect(escaped.replace(entity, '')).not.toMatch(/[<>&]/);
				const decoded = escaped
					.replaceAll('&lt;', '<')
					.replaceAll('&gt;', '>')
					.replaceAll('&amp;', '&');
				expect(decoded).toBe(given.replace(/\p{Surrogate}/gu, '\ufffd'));
			}),
		);
	});
});

describe('cutting', () => {
	it.each([
		['abcdef', 6, 'abcdef'],
		['abcdefg', 6, 'abcde…'],
		['abcd&efg', 6, 'abcd…'],
		['a&', 6, 'a&amp;'],
		['aaa&a', 8, 'aaa…'],
		['aa&aa', 8, 'aa&amp;…'],
		['abc😀def', 5, 'abc…'],
		['abc😀def', 6, 'abc😀…'],
		['abcdef', 1, '…'],
	])('cuts %j to %d characters: %j', (given, max, expected) => {
		expect(mrkdwn`${given}`.within(max)).toBe(expected);
	});

	it('keeps a link whole or leaves it out', () => {
		const linked = mrkdwn`See ${link('https://example.com/', mrkdwn`${'the page'}`)} now`;
		expect(linked.within(38)).toBe('See <https://example.com/|the page> n…');
		expect(linked.within(30)).toBe('See …');
	});

	it('never cuts an entity or a character in two, nor leaves more than there is room for', () => {
		fc.assert(
			fc.property(text, fc.integer({ min: 1, max: 60 }), (given, max) => {
				const source = whole(mrkdwn`${given}`);
				const cut = mrkdwn`${given}`.within(max);
				expect(cut.length).toBeLessThanOrEqual(max);
				expect(cut).not.toMatch(/\p{Surrogate}/u);
				expect(cut.replace(entity, '')).not.toMatch(/[<>&]/);
				if (source.length <= max) expect(cut).toBe(source);
				else expect(source.startsWith(cut.slice(0, -1)) && cut.endsWith('…')).toBe(true);
			}),
		);
	});

	it('is quick with a text of megabytes', () => {
		expect(mrkdwn`${'&'.repeat(4_000_000)}`.within(3_000)).toHaveLength(2_996);
	});
});

describe('links', () => {
	it('escapes the label and what ends an address', () => {
		expect(whole(link('https://example.com/?a=1&b=<|>', mrkdwn`${'a > b'}`))).toBe(
			'<https://example.com/?a=1&amp;b=%3C%7C%3E|a &gt; b>',
		);
	});

	it.each([
		'javascript:alert(1)',
		'missive://mail.missiveapp.com/#inbox',
		'/relative',
		'',
		`https://example.com/${'a'.repeat(2_000)}`,
	])('leaves the label alone for %.40s', (url) => {
		expect(webAddress(url)).toBeUndefined();
		expect(whole(link(url, mrkdwn`${'Label'}`))).toBe('Label');
	});

	it('makes links of nothing but web addresses, which end where they should', () => {
		fc.assert(
			fc.property(
				fc.oneof(
					fc.webUrl({ withFragments: true, withQueryParameters: true }),
					text.map((end) => `https://a.example/${end}`),
				),
				(url) => {
					expect(whole(link(url, mrkdwn`${'x'}`))).toMatch(/^(<https?:\/\/[^<>|\s]+\|x>|x)$/);
				},
			),
		);
	});
});
