import { UserError } from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';

import { assertHeaderName, assertHeaderValue } from '../shared/deliver/headers';
import type { SignatureScheme } from '../shared/signature/scheme';
import { hookSignature, webhookSignature } from '../shared/signature/schemes';

/** What the choices of the field Signed Content stand for. */
const SIGNED_CONTENT: Readonly<Record<string, string>> = {
	body: '{body}',
	timestampBody: '{timestamp}.{body}',
	idTimestampBody: '{id}.{timestamp}.{body}',
};

/**
 * The scheme to sign with; undefined: do not sign.
 *
 * @throws UserError when a field of a custom scheme is not valid
 */
export function readScheme(
	context: IExecuteFunctions,
	itemIndex: number,
): SignatureScheme | undefined {
	const signature = context.getNodeParameter('signature', itemIndex, 'hookSignature');
	switch (signature) {
		case 'none':
			return undefined;
		case 'hookSignature':
			return hookSignature;
		case 'webhookSignature':
			return webhookSignature;
		case 'custom':
			return customScheme((name, fallback) =>
				String(context.getNodeParameter(name, itemIndex, fallback)),
			);
		default:
			throw new UserError('Signature: choose one of the listed values');
	}
}

function customScheme(read: (name: string, fallback: string) => string): SignatureScheme {
	const header = read('signatureHeader', 'X-Signature');
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
		...(content.includes('{timestamp}') ? { timestampHeader: timestampHeader(read) } : {}),
	};
}

function timestampHeader(read: (name: string, fallback: string) => string): string {
	const header = read('timestampHeader', 'webhook-timestamp');
	assertHeaderName('Timestamp Header', header);
	return header;
}
