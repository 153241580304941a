import { UserError } from 'n8n-workflow';

import { assertHeaderName, assertHeaderValue } from '../deliver/headers';
import type { SignatureScheme } from '../signature/scheme';

/** Reads a parameter of the node as text. */
export type ReadText = (name: string, fallback: string) => string;

/** What the choices of the field Signed Content stand for. */
const SIGNED_CONTENT: Readonly<Record<string, string>> = {
	body: '{body}',
	timestampBody: '{timestamp}.{body}',
	idTimestampBody: '{id}.{timestamp}.{body}',
};

/**
 * The scheme that the fields of `customSignatureFields` describe.
 *
 * @param idHeader header of the message id, for a signature that covers it
 * @throws UserError when a field is not valid
 */
export function customScheme(read: ReadText, idHeader: string): SignatureScheme {
	const header = read('signatureHeader', 'X-Signature').trim();
	assertHeaderName('Signature Header', header);
	const prefix = read('signaturePrefix', '');
	assertHeaderValue('Prefix', prefix);
	const content =
		SIGNED_CONTENT[read('signedContent', 'body')] ?? read('signedContentTemplate', '');
	if (!content.includes('{body}')) {
		throw new UserError('The signature does not cover the body', {
			description:
				'Add {body} to the field Template: a signature that leaves it out proves nothing.',
		});
	}

	return {
		id: header,
		header,
		algorithm: read('signatureAlgorithm', 'sha256') === 'sha512' ? 'sha512' : 'sha256',
		encoding: read('signatureEncoding', 'hex') === 'base64' ? 'base64' : 'hex',
		prefix,
		content,
		...(content.includes('{id}') ? { idHeader } : {}),
		...(content.includes('{timestamp}') ? timestamp(read) : {}),
	};
}

function timestamp(read: ReadText): Pick<SignatureScheme, 'timestampHeader' | 'timestampUnit'> {
	const timestampHeader = read('timestampHeader', 'webhook-timestamp').trim();
	assertHeaderName('Timestamp Header', timestampHeader);
	return { timestampHeader, timestampUnit: read('timestampUnit', 's') === 'ms' ? 'ms' : 's' };
}
