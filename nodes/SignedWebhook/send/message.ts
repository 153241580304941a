import { randomUUID } from 'node:crypto';

import { type IExecuteFunctions, UserError } from 'n8n-workflow';

import { confidentialIn } from '../../shared/deliver/confidential';
import type { OutgoingMessage } from '../../shared/deliver/message';
import { parseTarget, type Target } from '../../shared/deliver/target';
import { assertHeaderValue } from '../../shared/lib/headers';
import { extraHeaders, type NamedValue, ownHeaders } from './headers';
import { readSecret, readSigning, type SendOptions } from './settings';

/** A message and where it goes. */
interface Addressed {
	readonly message: OutgoingMessage;
	readonly target: Target;
	/** Of the bytes, whatever the header says. */
	readonly payload: Payload;
}

/** The parts of a message that are made once, for all its attempts. */
interface MadeBefore {
	readonly messageId: string;
	readonly payload: Payload;
}

/**
 * Builds the message of an item.
 *
 * @param before what an item brings along that was under way already
 * @throws UserError or NodeOperationError when a field or the credential is not valid
 */
export async function readMessage(
	context: IExecuteFunctions,
	itemIndex: number,
	options: SendOptions,
	before?: MadeBefore,
): Promise<Addressed> {
	const text = (name: string) => String(context.getNodeParameter(name, itemIndex, ''));
	const target = parseTarget(text('url'), options.allowHttp);
	const method = readMethod(text('method') || 'POST');
	const signing = readSigning(context, itemIndex, options.messageIdHeader);
	const { scheme, idHeader, eventHeader } = signing;
	const secret = scheme && (await readSecret(context, itemIndex));
	const payload = before?.payload ?? (await readPayload(context, itemIndex));

	const id = before?.messageId ?? (options.messageId || randomUUID());
	assertHeaderValue('The message ID', id);

	const own = ownHeaders({
		contentType: text('contentType').trim() || payload.contentType,
		eventHeader,
		eventType: text('eventType'),
		authorization: target.authorization,
		idHeader,
		scheme,
	});
	const entries = readEntries(context, itemIndex);

	const message: OutgoingMessage = {
		id,
		idHeader,
		url: target.url,
		method,
		body: payload.body,
		headers: { ...extraHeaders(entries, own.taken), ...own.fixed },
		...(scheme && secret !== undefined ? { signature: { scheme, secret } } : {}),
		confidential: [
			...target.confidential,
			...entries.flatMap(({ name, value }) => confidentialIn(name, value)),
			...(secret === undefined ? [] : [secret]),
		],
	};
	return { message, target, payload };
}

function readMethod(method: string): OutgoingMessage['method'] {
	if (method === 'POST' || method === 'PUT' || method === 'PATCH') return method;
	throw new UserError('Method: choose POST, PUT or PATCH');
}

function readEntries(context: IExecuteFunctions, itemIndex: number): NamedValue[] {
	const given = context.getNodeParameter('headers', itemIndex, {}) as {
		header?: Array<{ name?: unknown; value?: unknown }>;
	};
	return (given.header ?? []).map(({ name, value }) => ({
		name: String(name ?? '').trim(),
		value: String(value ?? ''),
	}));
}

/** The bytes to sign and send, and what they are. */
interface Payload {
	readonly body: Buffer;
	/** Of the bytes, unless the user names another. */
	readonly contentType: string;
}

const JSON_TYPE = 'application/json';

/**
 * Serialises the payload of an item, once: what is signed is what is sent.
 *
 * @throws UserError when JSON was entered that is none
 * @throws NodeOperationError when the item has no such file
 */
async function readPayload(context: IExecuteFunctions, itemIndex: number): Promise<Payload> {
	const payload = context.getNodeParameter('payload', itemIndex, 'item');
	switch (payload) {
		case 'item':
			return { body: itemBody(context, itemIndex), contentType: JSON_TYPE };
		case 'json':
			return {
				body: jsonBody(context.getNodeParameter('jsonBody', itemIndex)),
				contentType: JSON_TYPE,
			};
		case 'text':
			return {
				body: Buffer.from(String(context.getNodeParameter('textBody', itemIndex))),
				contentType: 'text/plain; charset=utf-8',
			};
		case 'binary':
			return await file(context, itemIndex);
		default:
			throw new UserError('Payload: choose one of the listed values');
	}
}

function itemBody(context: IExecuteFunctions, itemIndex: number): Buffer {
	return Buffer.from(JSON.stringify(context.getInputData()[itemIndex]?.json ?? {}));
}

/** Text that is JSON goes out character for character; anything else becomes JSON. */
function jsonBody(value: unknown): Buffer {
	// Of an expression that gives nothing at all, there is no JSON.
	const json = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
	if (isJson(json)) return Buffer.from(json);
	throw new UserError('The JSON to send is not valid', {
		description:
			'Correct the field JSON. To send text as it is, set Payload to Text. To build JSON by expression, make the whole field one expression that gives an object.',
	});
}

function isJson(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}

async function file(context: IExecuteFunctions, itemIndex: number): Promise<Payload> {
	const property = String(context.getNodeParameter('binaryPropertyName', itemIndex));
	const { mimeType } = context.helpers.assertBinaryData(itemIndex, property);
	return {
		body: await context.helpers.getBinaryDataBuffer(itemIndex, property),
		contentType: mimeType,
	};
}
