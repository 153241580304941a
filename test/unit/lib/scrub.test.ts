import fc from 'fast-check';

import { scrub, scrubber } from '../../../nodes/shared/lib/scrub';

const bytesOf = (text: string) => [...Buffer.from(text)];
const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0');
const units = (text: string) => Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
const symbols = (text: string, write: (symbol: string) => string) =>
	[...text].map((symbol) => (/[a-z0-9]/i.test(symbol) ? symbol : write(symbol))).join('');

/** How receivers write a text that they repeat. */
const ENCODERS: Readonly<Record<string, (text: string) => string>> = {
	'as it is': (text) => text,
	'as JSON': (text) => JSON.stringify(text),
	'as JSON within JSON': (text) => JSON.stringify(JSON.stringify(text)),
	'as JSON of PHP': (text) => JSON.stringify(text).replaceAll('/', '\\/'),
	'as JSON in ASCII': (text) =>
		JSON.stringify(text).replace(/[^ -~]/g, (unit) => `\\u${hex(unit.charCodeAt(0), 4)}`),
	'as JSON in \\u00xx throughout': (text) =>
		`"${symbols(text, (symbol) =>
			units(symbol)
				.map((unit) => `\\u${hex(unit, 4).toUpperCase()}`)
				.join(''),
		)}"`,
	'in a JavaScript string': (text) =>
		symbols(text, (symbol) =>
			units(symbol)
				.map((unit) => (unit < 0x100 ? `\\x${hex(unit, 2)}` : `\\u${hex(unit, 4)}`))
				.join(''),
		),
	'in a URL': (text) => encodeURIComponent(text),
	'in a URL, in small letters': (text) =>
		encodeURIComponent(text).replace(/%../g, (escape) => escape.toLowerCase()),
	'in a URL, every symbol': (text) =>
		symbols(text, (symbol) =>
			bytesOf(symbol)
				.map((byte) => `%${hex(byte, 2)}`)
				.join(''),
		),
	'in a URL within a URL': (text) => encodeURIComponent(encodeURIComponent(text)),
	'in a form': (text) => new URLSearchParams({ echo: text }).toString(),
	'in HTML': (text) =>
		text
			.replaceAll('&', '&amp;')
			.replaceAll('<', '&lt;')
			.replaceAll('>', '&gt;')
			.replaceAll('"', '&quot;')
			.replaceAll("'", '&#39;'),
	'in HTML, by number': (text) => symbols(text, (symbol) => `&#${symbol.codePointAt(0)};`),
	'in HTML, by hexadecimal number': (text) =>
		symbols(text, (symbol) => `&#x${hex(symbol.codePointAt(0) ?? 0, 4).toUpperCase()};`),
	'in Base64': (text) => Buffer.from(text).toString('base64'),
	'in Base64url': (text) => Buffer.from(text).toString('base64url'),
	'within something in Base64': (text) =>
		Buffer.from(`{"you sent": "${text}", "and": "more"}`).toString('base64'),
	'in Base64 within a URL': (text) => encodeURIComponent(Buffer.from(text).toString('base64')),
};

const SECRETS = [
	'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
	'pass word & "more" <than> \'that\'',
	'a+b/c=d?e#f%g',
	'C:\\keys\\\\new\tone\n',
	'geheime-Grüße-🔑-ключ',
	'__proto__$&`[](){}^|*.',
	'??>>??>>??>>',
];

/** Whether it is to be seen, by somebody who can decode. */
function seen(text: string, secret: string): boolean {
	const decoded = text.match(/[\w+/-]{8,}/g)?.map((part) => Buffer.from(part, 'base64').toString());
	return [text, ...(decoded ?? [])].some((part) => part.includes(secret));
}

describe('scrubbing', () => {
	it('replaces every copy of what is confidential', () => {
		expect(scrub('a secret-1, b secret-1, c secret-22', ['secret-1', 'secret-22'])).toBe(
			'a ***, b ***, c ***',
		);
	});

	describe.each(Object.entries(ENCODERS))('finds it %s', (_name, encode) => {
		it.each(SECRETS)('%j', (secret) => {
			const encoded = encode(secret);
			const clean = scrub(`You sent ${encoded}, thanks.`, ['another-secret', secret]);
			expect(clean).toMatch(/^You sent .*\*\*\*.*, thanks\.$/s);
			expect(clean).not.toContain(encoded);
			expect(seen(clean, secret)).toBe(false);
		});
	});

	it('finds it wherever it stands in Base64', () => {
		for (const before of ['', 'a', 'ab', 'abc']) {
			for (const after of ['', 'x', 'xy']) {
				const text = Buffer.from(`${before}the-key-of-all${after}`).toString('base64');
				const clean = scrub(text, ['the-key-of-all']);
				expect(clean).toContain('***');
				expect(Buffer.from(clean, 'base64').toString()).not.toMatch(/key|of|all/);
			}
		}
	});

	it('replaces the longer of two that overlap', () => {
		expect(scrub('sha256=abcdef0123', ['abcdef0123', 'sha256=abcdef0123'])).toBe('***');
	});

	it('leaves short texts alone, which turn up by chance', () => {
		expect(scrub('{"id":"abc"}', ['abc', 'id', ''])).toBe('{"id":"abc"}');
	});

	it('leaves alone what only holds a piece of it', () => {
		const text = 'The word pass turns up in passages';
		expect(scrub(text, ['pass-word-1'])).toBe(text);
	});

	it('survives half a surrogate pair', () => {
		expect(scrub('nothing here', ['broken \ud800 secret'])).toBe('nothing here');
	});

	it('does its work for all texts of a message', () => {
		const hide = scrubber(['secret-1']);
		expect(['secret-1', 'nothing', 'secret%2d1'].map(hide)).toEqual(['***', 'nothing', '***']);
	});

	it('leaves none behind, whatever it is made of and however it is written', () => {
		fc.assert(
			fc.property(
				fc.string(),
				fc.string({ minLength: 6, unit: 'binary' }),
				fc.string(),
				fc.constantFrom(...Object.values(ENCODERS).slice(0, -4)),
				(before, secret, after, encode) => {
					fc.pre(!/[*]/.test(secret));
					const encoded = encode(secret);
					expect(scrub(before + encoded + after, [secret])).not.toContain(encoded);
				},
			),
			{ numRuns: 50 },
		);
	});

	it('takes no long time, whatever the secret and the text are', () => {
		const secret = '\\"\\/'.repeat(20) + 'end';
		const started = performance.now();
		scrub('\\\\"\\\\\\/'.repeat(20_000) + 'end of it', [secret]);
		expect(performance.now() - started).toBeLessThan(2_000);
	});
});
