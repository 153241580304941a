import type { IDataObject } from 'n8n-workflow';

import { plainText } from './plainText';

/** A message as Missive gives it, with its body as plain text too. */
export function readable(message: IDataObject): IDataObject {
	const { body } = message;
	return typeof body === 'string' ? { ...message, body_text: plainText(body) } : message;
}
