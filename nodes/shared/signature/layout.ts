import type { SignatureForm, SignedScheme } from './scheme';

/** Signatures that belong together: they cover the same timestamp. */
export interface SignatureGroup {
	/** The timestamp that stands beside them, where the layout has one. */
	readonly timestamp?: string | undefined;
	/** Each with the key that it has among pairs. */
	readonly entries: ReadonlyArray<{ readonly pair?: string; readonly text: string }>;
}

/** A sender that rotates keys sends two or three; more are only there to cost time. */
const MOST_ENTRIES = 16;

/** What Node.js puts between the values of a header that is sent twice. */
const REPEATED = ', ';

/** Reads the value of a place; undefined when it cannot hold a signature of this scheme. */
export function readLayout(scheme: SignedScheme, value: string): SignatureGroup[] | undefined {
	const { layout } = scheme;
	if (layout === undefined) return [{ entries: [{ text: value }] }];
	if (layout.kind === 'list') {
		if (layout.separator !== ',' && value.includes(REPEATED)) return undefined;
		const texts = split(value, layout.separator);
		if (texts.length > MOST_ENTRIES) return undefined;
		const timestamp = scheme.timestamp?.at === 'first' ? texts.shift() : undefined;
		return [{ timestamp, entries: texts.map((text) => ({ text })) }];
	}
	const lists = layout.groups === undefined ? [value] : split(value, layout.groups);
	const groups = lists.map((list) => readPairs(scheme, split(list, layout.separator)));
	const count = groups.reduce((sum, group) => sum + (group?.entries.length ?? 0), 0);
	if (count > MOST_ENTRIES || groups.includes(undefined)) return undefined;
	return groups as SignatureGroup[];
}

function split(value: string, separator: string): string[] {
	return value.split(separator).map((entry) => entry.trim());
}

/** Undefined where the one timestamp that there has to be is missing, or there is another. */
function readPairs(
	{ layout, timestamp }: SignedScheme,
	texts: readonly string[],
): SignatureGroup | undefined {
	const equals = (layout?.kind === 'pairs' && layout.equals) || '=';
	const at = timestamp?.at;
	const key = typeof at === 'object' && 'pair' in at ? at.pair : undefined;
	const entries: Array<{ pair: string; text: string }> = [];
	let time: string | undefined;
	for (const entry of texts) {
		const end = entry.indexOf(equals);
		const pair = end < 0 ? '' : entry.slice(0, end);
		const text = end < 0 ? entry : entry.slice(end + equals.length);
		if (key === undefined || pair !== key) {
			entries.push({ pair, text });
		} else if (time === undefined) {
			time = text;
		} else {
			return undefined;
		}
	}
	if (key === undefined) return { entries };
	return time === undefined ? undefined : { timestamp: time, entries };
}

/** The texts of a group that are signatures of this form, without its prefix. */
export function textsOf(
	{ pair, prefix = '' }: SignatureForm,
	{ entries }: SignatureGroup,
): string[] {
	const texts: string[] = [];
	for (const entry of entries) {
		if (pair !== undefined && entry.pair !== pair) continue;
		if (entry.text.startsWith(prefix)) texts.push(entry.text.slice(prefix.length));
	}
	return texts;
}

/** Writes signatures, each with its form, into the value of a place. Without a layout there has to be just one. */
export function writeLayout(
	{ layout, timestamp }: SignedScheme,
	signatures: ReadonlyArray<{ readonly form: SignatureForm; readonly text: string }>,
	time: string | undefined,
): string {
	const texts = signatures.map(({ form: { prefix = '', pair }, text }) => {
		const value = prefix + text;
		return layout?.kind === 'pairs' && pair !== undefined
			? `${pair}${layout.equals ?? '='}${value}`
			: value;
	});
	if (layout === undefined) return texts[0] ?? '';
	const at = timestamp?.at;
	if (time !== undefined && at === 'first') texts.unshift(time);
	if (time !== undefined && layout.kind === 'pairs' && typeof at === 'object' && 'pair' in at) {
		texts.unshift(`${at.pair}${layout.equals ?? '='}${time}`);
	}
	return texts.join(layout.separator);
}
