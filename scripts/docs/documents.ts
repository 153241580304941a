import type { Document } from './document';
import { schemaFiles } from './schemas';
import { senderPages } from './senders';

/** Every file that is made from the code. */
export function documents(): Document[] {
	return [...senderPages(), ...schemaFiles()];
}
