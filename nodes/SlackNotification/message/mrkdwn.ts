const ELLIPSIS = '…';

/** What must not be cut in two: a link, an escaped character, a character of two code units. */
const INDIVISIBLE = /<[^>]*>|&(?:amp|lt|gt);|./gsu;

/** Longer addresses would leave no room for the text. */
const LONGEST_URL = 2_000;

/**
 * Text in Slack's markup in which everything that came from outside is escaped. Only `mrkdwn` and `link` make it, and
 * only it gets into a message, so that no payload can mention a channel or pass off a link as another.
 */
export class Mrkdwn {
	constructor(private readonly source: string) {}

	get isEmpty(): boolean {
		return this.source === '';
	}

	/** The text, at most `max` characters long; what is cut off becomes an ellipsis. */
	within(max: number): string {
		const { source } = this;
		if (source.length <= max) return source;
		let kept = '';
		for (const [part] of source.matchAll(INDIVISIBLE)) {
			if (kept.length + part.length + ELLIPSIS.length > max) break;
			kept += part;
		}
		return kept + ELLIPSIS;
	}

	/** The same, as something to put into another text. */
	cutTo(max: number): Mrkdwn {
		return new Mrkdwn(this.within(max));
	}
}

/** A template whose values are escaped, except those that are Mrkdwn already. */
export function mrkdwn(
	markup: TemplateStringsArray,
	...values: ReadonlyArray<Mrkdwn | string>
): Mrkdwn {
	const parts = values.map((value, index) => sourceOf(value) + (markup[index + 1] ?? ''));
	return new Mrkdwn((markup[0] ?? '') + parts.join(''));
}

/** One text out of several, with `separator`, which is not escaped, between them. */
export function joined(parts: readonly Mrkdwn[], separator: string): Mrkdwn {
	return new Mrkdwn(parts.map(sourceOf).join(separator));
}

/** A link, or the label alone when there is no web address. */
export function link(url: string, label: Mrkdwn): Mrkdwn {
	const address = webAddress(url);
	if (address === undefined) return label;
	return new Mrkdwn(`<${escape(address)}|${sourceOf(label)}>`);
}

/** The address as a link may hold it; undefined when it is not one of the web, or too long for a message. */
export function webAddress(url: string): string | undefined {
	if (!URL.canParse(url)) return undefined;
	const { protocol, href } = new URL(url);
	if (protocol !== 'https:' && protocol !== 'http:') return undefined;
	// Between "<" and ">" a bar ends the address, and URL leaves it as it is.
	const address = href.replaceAll('|', '%7C');
	return address.length > LONGEST_URL ? undefined : address;
}

function sourceOf(value: Mrkdwn | string): string {
	return typeof value === 'string' ? escape(value) : value.within(Infinity);
}

/**
 * The three characters that Slack takes for markup, and no others, become entities ("Escaping text",
 * https://docs.slack.dev/messaging/formatting-message-text). Half a surrogate pair becomes a replacement character:
 * JSON with one is not valid for every parser.
 */
function escape(text: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replace(/\p{Surrogate}/gu, '\ufffd');
}
