import { type Answer, refuse } from '../answer';

/** Refuses a body of more than `maxBytes`. */
export function checkSize(bytes: number, maxBytes: number): Answer | undefined {
	if (bytes <= maxBytes) return undefined;
	return refuse(413, `The body is larger than ${maxBytes} bytes`);
}
