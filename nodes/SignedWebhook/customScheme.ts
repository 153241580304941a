import { type INodeProperties, UserError } from 'n8n-workflow';

import { assertHeaderName, assertHeaderValue } from '../shared/lib/headers';
import { bodyHmac } from '../shared/signature/bodyHmac';
import type { SignedScheme, Timestamp } from '../shared/signature/scheme';

/** The fields that make up a signature of one's own. They show while the field `signature` is `custom`. */
export const customSignatureFields: INodeProperties[] = [
	{
		displayName: 'Signature Header',
		name: 'signatureHeader',
		type: 'string',
		required: true,
		displayOptions: { show: { signature: ['custom'] } },
		default: 'X-Signature',
		description: 'Name of the header that carries the signature',
	},
	{
		displayName: 'Algorithm',
		name: 'signatureAlgorithm',
		type: 'options',
		displayOptions: { show: { signature: ['custom'] } },
		options: [
			{ name: 'HMAC SHA-256', value: 'sha256' },
			{ name: 'HMAC SHA-512', value: 'sha512' },
		],
		default: 'sha256',
	},
	{
		displayName: 'Encoding',
		name: 'signatureEncoding',
		type: 'options',
		displayOptions: { show: { signature: ['custom'] } },
		options: [
			{ name: 'Base64', value: 'base64' },
			{ name: 'Hex', value: 'hex' },
		],
		default: 'hex',
	},
	{
		displayName: 'Prefix',
		name: 'signaturePrefix',
		type: 'string',
		displayOptions: { show: { signature: ['custom'] } },
		default: '',
		placeholder: 'e.g. sha256=',
		description: 'Text before the signature in its header',
	},
	{
		displayName: 'Signed Content',
		name: 'signedContent',
		type: 'options',
		displayOptions: { show: { signature: ['custom'] } },
		options: [
			{ name: 'Body', value: 'body' },
			{ name: 'ID.Timestamp.Body', value: 'idTimestampBody' },
			{ name: 'Template', value: 'template' },
			{ name: 'Timestamp.Body', value: 'timestampBody' },
		],
		default: 'body',
		description: 'What the signature covers. A timestamp is new for each attempt.',
	},
	{
		displayName: 'Template',
		name: 'signedContentTemplate',
		type: 'string',
		required: true,
		displayOptions: { show: { signature: ['custom'], signedContent: ['template'] } },
		default: '{timestamp}.{body}',
		description: 'What the signature covers, with placeholders',
		hint: 'Placeholders: {body}, which has to be there, {timestamp} and {id}',
	},
	{
		displayName: 'Timestamp Header',
		name: 'timestampHeader',
		type: 'string',
		displayOptions: {
			show: {
				signature: ['custom'],
				signedContent: ['idTimestampBody', 'template', 'timestampBody'],
			},
		},
		default: 'webhook-timestamp',
		description: 'Name of the header that carries the timestamp',
	},
	{
		displayName: 'Timestamp Unit',
		name: 'timestampUnit',
		type: 'options',
		displayOptions: {
			show: {
				signature: ['custom'],
				signedContent: ['idTimestampBody', 'template', 'timestampBody'],
			},
		},
		options: [
			{ name: 'Milliseconds', value: 'ms' },
			{ name: 'Seconds', value: 's' },
		],
		default: 's',
		description:
			'What the timestamp counts since 1970. A timestamp by ISO 8601 that is received is read in any case.',
	},
];

/** Reads a parameter of the node as text. */
type ReadText = (name: string, fallback: string) => string;

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
export function customScheme(read: ReadText, idHeader: string): SignedScheme {
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

	return bodyHmac(
		header,
		{
			algorithm: read('signatureAlgorithm', 'sha256') === 'sha512' ? 'hmac-sha512' : 'hmac-sha256',
			encoding: read('signatureEncoding', 'hex') === 'base64' ? 'base64' : 'hex',
			prefix,
		},
		{
			content,
			...(content.includes('{id}') ? { messageId: { header: idHeader } } : {}),
			...(content.includes('{timestamp}') ? { timestamp: timestamp(read) } : {}),
		},
	);
}

function timestamp(read: ReadText): Timestamp {
	const header = read('timestampHeader', 'webhook-timestamp').trim();
	assertHeaderName('Timestamp Header', header);
	return { at: { header }, unit: read('timestampUnit', 's') === 'ms' ? 'ms' : 's' };
}
