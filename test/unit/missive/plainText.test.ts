import fc from 'fast-check';

import { plainText } from '../../../nodes/Missive/plainText';

it.each([
	['Just text\nof two lines, 1 < 2', 'Just text\nof two lines, 1 < 2'],
	['<div>Hello</div><div><br></div><div>World</div>', 'Hello\n\nWorld'],
	['<p>a\n  b</p><p>c</p>', 'a b\n\nc'],
	['a<br/>b<BR>c', 'a\nb\nc'],
	['<ul><li>one</li><li>two</li></ul>', '- one\n- two'],
	['<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a b\n\nc'],
	['<style>p { color: red }</style><p>x</p><script>if (a < b) c()</script>', 'x'],
	['<!-- a > b --><b>x</b>', 'x'],
	[
		'Tom &amp; Jerry &#8364;&#x20AC;&nbsp;&unknown; &#9999999;',
		'Tom & Jerry €€ &unknown; &#9999999;',
	],
	['&lt;b&gt;', '<b>'],
	['1 < 2 <i>and</i> 3 > 2', '1 < 2 and 3 > 2'],
	['<b>open <i', 'open'],
	['<script>never closed', ''],
	['', ''],
])('%j is %j', (body, text) => {
	expect(plainText(body)).toBe(text);
});

it('takes anything', () => {
	fc.assert(
		fc.property(
			fc.array(fc.constantFrom('<', '>', '</', '<script', '<!--', '&', 'a', ' ', '\n')),
			(parts) => {
				expect(typeof plainText(parts.join(''))).toBe('string');
			},
		),
	);
});

it('takes large bodies that are made to be slow', () => {
	for (const part of ['<', '<a', '<script>', '<!--', '&', '&amp', '\n ']) {
		expect(typeof plainText(`<p>${part.repeat(200_000)}`)).toBe('string');
	}
});
