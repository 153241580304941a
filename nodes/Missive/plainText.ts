/** What is in these elements is not read by people. */
const UNREAD = ['head', 'script', 'style', 'title'];

/** After these, and before them, a line ends. */
const BLOCKS = new Set(
	'address article blockquote div dl dt dd figure footer form h1 h2 h3 h4 h5 h6 header hr ol p pre section table tr ul'.split(
		' ',
	),
);

const ENTITIES: Readonly<Record<string, string>> = {
	amp: '&',
	apos: "'",
	bull: '•',
	copy: '©',
	euro: '€',
	gt: '>',
	hellip: '…',
	laquo: '«',
	ldquo: '“',
	lsquo: '‘',
	lt: '<',
	mdash: '—',
	nbsp: ' ',
	ndash: '–',
	quot: '"',
	raquo: '»',
	rdquo: '”',
	rsquo: '’',
	shy: '',
	zwnj: '',
};

/**
 * The text of a message's body. A body in which nothing looks like HTML comes back as it is.
 *
 * It takes a time that grows with the length of the body, and no more than that, whatever the body holds.
 */
export function plainText(body: string): string {
	if (!/<\/?[a-z!]|&(?:[a-z]{2,8}|#\d{1,7});/i.test(body)) return body.trim();
	return decoded(tidied(withoutTags(body)));
}

function withoutTags(html: string): string {
	const lower = html.toLowerCase();
	const parts: string[] = [];
	let position = 0;
	while (position < html.length) {
		const start = tagStart(html, position);
		if (start < 0) break;
		parts.push(collapsed(html.slice(position, start)));
		const end = endOfTag(lower, start);
		if (end < 0) return parts.join('');
		parts.push(inPlaceOf(lower.slice(start, end)));
		position = end;
	}
	parts.push(collapsed(html.slice(position)));
	return parts.join('');
}

/** Where the next tag or comment begins; -1 where none does. A `<` before anything else is text. */
function tagStart(html: string, from: number): number {
	for (let at = html.indexOf('<', from); at >= 0; at = html.indexOf('<', at + 1)) {
		if (/[a-z/!?]/i.test(html.charAt(at + 1))) return at;
	}
	return -1;
}

/** Where what begins here is over: a comment, an element that nobody reads, or a tag; -1 where it is never. */
function endOfTag(lower: string, start: number): number {
	if (lower.startsWith('<!--', start)) return after(lower, '-->', start + 4);
	const end = after(lower, '>', start);
	const name = /^[a-z]+/.exec(lower.slice(start + 1, start + 10))?.[0] ?? '';
	if (end < 0 || !UNREAD.includes(name)) return end;
	return after(lower, '>', after(lower, `</${name}`, end));
}

function after(text: string, what: string, from: number): number {
	const at = from < 0 ? -1 : text.indexOf(what, from);
	return at < 0 ? -1 : at + what.length;
}

function inPlaceOf(tag: string): string {
	const [, close = '', name = ''] = /^<(\/?)([a-z][a-z0-9]*)/.exec(tag.slice(0, 20)) ?? [];
	if (name === 'br') return '\n';
	if (name === 'li') return close ? '' : '\n- ';
	if (name === 'td' || name === 'th') return close ? '' : ' ';
	return BLOCKS.has(name) ? '\n' : '';
}

function collapsed(text: string): string {
	return text.replace(/[ \t\r\n\f]+/g, ' ');
}

/** No spaces around lines, and no more than one empty line in a row. */
function tidied(text: string): string {
	const lines = text.split('\n').map((line) => collapsed(line).trim());
	const kept = lines.filter((line, index) => line !== '' || lines[index - 1] !== '');
	return kept.join('\n').trim();
}

function decoded(text: string): string {
	return text.replace(
		/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi,
		(whole, ten, hex, name) => {
			const named = ENTITIES[String(name).toLowerCase()];
			if (name !== undefined) return named ?? String(whole);
			const code = ten === undefined ? parseInt(String(hex), 16) : Number(ten);
			return code <= 0x10ffff ? String.fromCodePoint(code) : String(whole);
		},
	);
}
