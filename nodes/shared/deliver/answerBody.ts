import { scrub } from './scrub';

/** What is kept of an answer's body, in bytes. */
const KEPT_BYTES = 1024 * 1024;

/** What was read of a body. */
export interface ReadBody {
	readonly bytes: Buffer;
	/** There was more, or it broke off. */
	readonly truncated: boolean;
}

/**
 * Reads the start of a body, and no more than that, whatever the receiver sends. A body that breaks off is no reason
 * to send the message again: the status has been received.
 */
export async function readBody(stream: AsyncIterable<Buffer>): Promise<ReadBody> {
	const chunks: Buffer[] = [];
	let length = 0;
	try {
		for await (const chunk of stream) {
			chunks.push(chunk);
			length += chunk.length;
			if (length > KEPT_BYTES) break;
		}
	} catch {
		return { bytes: Buffer.concat(chunks), truncated: true };
	}
	const bytes = Buffer.concat(chunks).subarray(0, KEPT_BYTES);
	return { bytes, truncated: length > KEPT_BYTES };
}

/** The body for an item: parsed where it is JSON, else text; with `***` for whatever is confidential. */
export function bodyForItem(
	{ bytes, truncated }: ReadBody,
	contentType: string,
	confidential: readonly string[],
): unknown {
	const text = scrub(bytes.toString('utf8'), confidential);
	if (truncated || !/^application\/([\w.-]+\+)?json\b/i.test(contentType)) return text;
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
