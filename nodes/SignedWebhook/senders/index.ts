import { ai } from './ai';
import { commerce } from './commerce';
import { content } from './content';
import { crm } from './crm';
import { developerTools } from './developerTools';
import { identity } from './identity';
import { marketing } from './marketing';
import { messaging } from './messaging';
import { payments } from './payments';
import type { Sender } from './sender';
import { standard } from './standard';
import { work } from './work';

/** Every sender that is known by name, sorted by it. A new one is one more entry in one of these lists, and its vector. */
export const SENDERS: readonly Sender[] = [
	standard,
	ai,
	commerce,
	content,
	crm,
	developerTools,
	identity,
	marketing,
	messaging,
	payments,
	work,
]
	.flat()
	.sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));

const byValue: ReadonlyMap<unknown, Sender> = new Map(
	SENDERS.map((sender) => [sender.value, sender]),
);

/** The sender of a value of the field `sender`; undefined for `custom` and for what is none. */
export function senderOf(value: unknown): Sender | undefined {
	return byValue.get(value);
}
