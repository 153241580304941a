import { randomUUID } from 'node:crypto';

import { type IDataObject, UserError } from 'n8n-workflow';

import type { DeliveryJob } from '../../shared/deliver/deliver';
import type { OutgoingMessage } from '../../shared/deliver/message';
import { assertCanHandOver, type NodeIdentity } from '../../shared/deliver/sealedState';
import {
	assertPublic,
	confidentialIn,
	parseTarget,
	type Target,
} from '../../shared/deliver/target';
import { assertHeaderValue } from '../../shared/lib/headers';
import { requiredText, requiredValue } from '../../shared/lib/text';
import { placesOf } from '../../shared/signature/place';
import type { SignatureScheme, SignedScheme } from '../../shared/signature/scheme';
import { placeOfTime } from '../../shared/signature/timestamp';
import { extraHeaders, ownHeaders } from './headers';
import { type HandOver, handsOver, readLongWaits } from './longWaits';
import { readPlan, readSendOptions, type SendOptions } from './settings';
import { readSigning, signingWith } from './signature';
import type { ItemSource, Payload } from './source';

/** What is known of an item before its turn comes. */
export interface Address {
	readonly target: Target;
	readonly options: SendOptions;
}

/**
 * Reads where an item goes.
 *
 * @throws UserError when the URL or an option is not valid
 */
export function readAddress({ field }: ItemSource): Address {
	const options = readSendOptions(field);
	const target = parseTarget(requiredText('URL', field('url', '')), options.allowHttp);
	if (options.blockPrivate) assertPublic(target.url);
	return { target, options };
}

/** All that an item says about its delivery. Plain data: to send it takes no more than the network and the time. */
export interface SendJob extends DeliveryJob {
	/** The URL as it may be shown. */
	readonly shown: string;
	/** Of the bytes, whatever the header says. */
	readonly payload: Payload;
	/** Absent: the item spends all its waits in the node. */
	readonly handOver?: HandOver;
}

/**
 * Reads the delivery of an item.
 *
 * @param node to which the item belongs when it waits
 * @throws UserError or NodeOperationError when a field, the credential or the state that the item brings along from a
 * wait is not valid
 */
export async function readJob(
	source: ItemSource,
	{ target, options }: Address,
	node: NodeIdentity,
): Promise<SendJob> {
	const { field } = source;
	const outlastsPauses = handsOver(source);
	const plan = { ...readPlan(field, options, outlastsPauses), outlastsPauses };
	const method = readMethod(field('method', 'POST'));
	const secrets = field('signature', '') === 'none' ? [] : await source.secrets();
	const [current, previous] = secrets;
	const credentialHeader = current === undefined ? undefined : await source.credentialHeader();
	const signing = readSigning(field, options.messageIdHeader, current);
	const { scheme, idHeader, eventHeader } = signing;
	if (scheme) assertFreeParameters(scheme, target.url);
	const { resumed, handOver } = readLongWaits(source, node, secrets, {
		plan,
		health: options.health,
	});
	const payload = resumed?.payload ?? (await readPayload(source));
	if (handOver) assertCanHandOver(payload.body);

	const id = resumed?.messageId ?? (options.messageId || randomUUID());
	assertHeaderValue('The message ID', id);
	if (scheme?.kind === 'signature') assertClearId(scheme, id);

	const own = ownHeaders({
		contentType: options.contentType || payload.contentType,
		eventHeader,
		eventType: options.eventType,
		authorization: target.authorization,
		credentialHeader,
		idHeader,
		scheme,
	});
	const entries = options.headers;
	const signature =
		scheme && current !== undefined
			? {
					scheme,
					secrets: signingWith(
						scheme,
						previous === undefined ? [current] : [current, previous],
						options.signWithBoth,
					),
				}
			: undefined;

	const message: OutgoingMessage = {
		id,
		idHeader,
		url: target.url,
		method,
		body: payload.body,
		headers: { ...extraHeaders(entries, own.taken), ...own.fixed },
		...(signature ? { signature } : {}),
		confidential: [
			...target.confidential,
			...entries.flatMap(({ name, value }) => confidentialIn(name, value)),
			...secrets,
			...(credentialHeader ? tokensIn(credentialHeader.value) : []),
		],
	};
	return {
		message,
		plan,
		shown: target.shown,
		payload,
		resumed: resumed?.progress,
		handOver,
		longestWaitMs: handOver?.longestWaitMs,
	};
}

/** A header's value, and the token in it where something like `Bearer` stands before it. */
function tokensIn(value: string): string[] {
	return [value, value.slice(value.lastIndexOf(' ') + 1)];
}

function readMethod(method: unknown): OutgoingMessage['method'] {
	if (method === 'POST' || method === 'PUT' || method === 'PATCH') return method;
	throw new UserError('Method: choose POST, PUT or PATCH');
}

/**
 * Makes sure that there is only one way to read what is signed: an id that holds the text behind or before it, such as
 * the full stop of `{id}.{timestamp}.{body}`, could lend its end to the timestamp, and the timestamp its own to the body.
 *
 * @throws UserError when the id holds such a text
 */
function assertClearId({ content }: SignedScheme, id: string): void {
	// Texts at even places, placeholders at odd ones.
	const parts = content.split(/\{(body|timestamp|id)\}/);
	const at = parts.indexOf('id');
	if (at < 0) return;
	const before = at > 1 ? parts[at - 1] : undefined;
	const behind = at < parts.length - 2 ? parts[at + 1] : undefined;
	const found = [before, behind].find((text) => text && id.includes(text));
	if (found === undefined) return;
	throw new UserError(`The message ID holds "${found}"`, {
		description: `The signature covers the message ID and what is set apart from it by "${found}", so that an ID with it could be read in two ways. Choose another Message ID, or a signature that does not cover it.`,
	});
}

/**
 * Makes sure that what the signature adds to the URL is not there yet: of two the receiver would not know which to take.
 *
 * @throws UserError when the URL has a query parameter of that name
 */
function assertFreeParameters(scheme: SignatureScheme, url: string): void {
	const { searchParams } = new URL(url);
	const places = placesOf(scheme.at);
	const time = scheme.kind === 'signature' ? placeOfTime(scheme) : undefined;
	for (const place of time ? [...places, time] : places) {
		if ('query' in place && searchParams.has(place.query)) {
			throw new UserError(`The URL has a query parameter "${place.query}" already`, {
				description: 'The signature sets it. Remove it from the URL.',
			});
		}
	}
}

const JSON_TYPE = 'application/json';

/** Serialises the payload of an item, once: what is signed is what is sent. */
async function readPayload({ field, json, file }: ItemSource): Promise<Payload> {
	switch (field('payload', 'item')) {
		case 'item':
			return { body: Buffer.from(JSON.stringify(json)), contentType: JSON_TYPE };
		case 'json':
			return { body: jsonBody(requiredValue('JSON', field('jsonBody'))), contentType: JSON_TYPE };
		case 'text':
			return {
				body: Buffer.from(String(requiredValue('Text', field('textBody', '')))),
				contentType: 'text/plain; charset=utf-8',
			};
		case 'form':
			return { body: formBody(json, field('formFields', {})), contentType: FORM_TYPE };
		case 'binary':
			return await file(requiredText('Input Binary Field', field('binaryPropertyName', '')));
		default:
			throw new UserError('Payload: choose one of the listed values');
	}
}

const FORM_TYPE = 'application/x-www-form-urlencoded';

/** The fields that a person entered; without any, those of the item's JSON. */
function formBody(json: IDataObject, given: unknown): Buffer {
	const { field = [] } = given as { field?: Array<{ name?: unknown; value?: unknown }> };
	const own = Object.entries(json).map(([name, value]) => ({ name, value }));
	const form = new URLSearchParams();
	for (const { name, value } of field.length > 0 ? field : own) {
		form.append(String(name ?? ''), textOf(value));
	}
	return Buffer.from(form.toString());
}

function textOf(value: unknown): string {
	return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '');
}

/** Text that is JSON goes out character for character; anything else becomes JSON. */
function jsonBody(value: unknown): Buffer {
	const json = typeof value === 'string' ? value : JSON.stringify(value);
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
