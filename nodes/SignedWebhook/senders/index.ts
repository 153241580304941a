import { content } from './content';
import { developerTools } from './developerTools';
import { email } from './email';
import { messaging } from './messaging';
import { payments } from './payments';
import type { Sender } from './sender';
import { standard } from './standard';
import { support } from './support';
import { work } from './work';

/** Every sender that is known by name, in the order of the names. A new one is one more entry, and its vector. */
export const SENDERS: readonly Sender[] = [
	...content,
	...developerTools,
	...email,
	...messaging,
	...payments,
	...standard,
	...support,
	...work,
].sort((a, b) => a.name.localeCompare(b.name, 'en'));

const byValue = new Map(SENDERS.map((sender) => [sender.value, sender]));

/** The sender that a saved workflow names; undefined for `custom` and `none`. */
export function senderOf(value: unknown): Sender | undefined {
	return typeof value === 'string' ? byValue.get(value) : undefined;
}
