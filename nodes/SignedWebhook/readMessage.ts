import { UserError } from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';

import { assertHeaderValue, extraHeaders } from '../shared/deliver/headers';
import type { NamedValue } from '../shared/deliver/headers';
import type { OutgoingMessage } from '../shared/deliver/message';
import { parseTarget } from '../shared/deliver/target';
import type { Target } from '../shared/deliver/target';
import { ownHeaders } from './ownHeaders';
import type { SendOptions } from './readOptions';
import { readPayload } from './readPayload';
import type { Payload } from './readPayload';
import { readSigning } from './readScheme';
import { readSecret } from './readSecret';

/** Extra headers whose values are secrets, by name. */
const SECRET_HEADER = /auth|cookie|key|secret|signature|token/i;

/** A message and where it goes. */
export interface Addressed {
	readonly message: OutgoingMessage;
	readonly target: Target;
	/** Of the bytes, whatever the header says. */
	readonly payload: Payload;
}

/** The parts of a message that are made once, for all its attempts. */
export interface MadeBefore {
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
	const secretEntries = entries.filter(({ name }) => SECRET_HEADER.test(name));

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
			...secretEntries.map(({ value }) => value),
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
