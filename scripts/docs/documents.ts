import { answerFiles } from '../schemas/files';
import { readme } from './compat';
import type { Document } from './document';
import { nodePages } from './nodes';
import { schemaFiles } from './schemas';
import { senderPages } from './senders';

/** Every file that is made from the code. */
export function documents(): Document[] {
	return [...senderPages(), ...nodePages(), ...schemaFiles(), ...answerFiles(), readme()];
}
