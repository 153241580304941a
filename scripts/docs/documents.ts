import type { Document } from './document';
import { senderPages } from './senders';

/** Every file that is made from the code. */
export function documents(): Document[] {
	return [...senderPages()];
}
