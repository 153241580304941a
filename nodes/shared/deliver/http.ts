import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

import { cancellableSleep } from '../lib/abort';
import type { Scrubber } from '../lib/scrub';
import type { AttemptError, AttemptOutcome, ResponseHeaders } from '../retry/outcome';
import type { DeliverDeps } from './deliver';
import type { OutgoingRequest } from './message';

/** `helpers.httpRequest` of n8n, which applies the operator's proxy and SSRF settings. */
export type HttpRequest = (options: IHttpRequestOptions) => Promise<unknown>;

/** What n8n gives for `returnFullResponse` with `encoding: 'stream'`. */
interface FullResponse {
	readonly statusCode: number;
	readonly headers: Readonly<Record<string, unknown>>;
	readonly body: AsyncIterable<Buffer>;
}

/** Cookies are the receiver's secrets, and of no use to a webhook. */
const HIDDEN_HEADERS = ['set-cookie'];

/**
 * n8n reads the body as a list of fields when the type is exactly this, and throws at bytes. A blank behind a header's
 * value is not part of it (RFC 9110, 5.5), and no receiver sees it: the bytes go out as they are.
 */
const FORM_TYPE = 'application/x-www-form-urlencoded';

/** Asked before bytes of a body are kept: how many of so many may be. */
type KeepBytes = (count: number) => number;

/**
 * Sends a request once, without following redirects. The timeout covers the connection, the request and the answer
 * with its body.
 *
 * @param timeoutSignal aborts after so many milliseconds
 * @param keep default: all that one answer may hold
 * @returns an outcome, for errors too
 * @throws the signal's reason, when it aborts
 */
export async function sendOnce(
	httpRequest: HttpRequest,
	timeoutSignal: (ms: number) => AbortSignal,
	request: OutgoingRequest,
	signal?: AbortSignal,
	keep: KeepBytes = (count) => count,
): Promise<AttemptOutcome> {
	signal?.throwIfAborted();
	const timeout = timeoutSignal(request.timeoutMs);
	const either = new AbortController();
	const abort = () => either.abort();
	timeout.addEventListener('abort', abort);
	signal?.addEventListener('abort', abort);
	try {
		const response = await httpRequest(requestOptions(request, either.signal));
		const outcome = await received(response as FullResponse, request.scrub, keep);
		signal?.throwIfAborted();
		return outcome;
	} catch (error) {
		signal?.throwIfAborted();
		return failed(error, timeout.aborted, request);
	} finally {
		timeout.removeEventListener('abort', abort);
		signal?.removeEventListener('abort', abort);
	}
}

function requestOptions(request: OutgoingRequest, abortSignal: AbortSignal): IHttpRequestOptions {
	const { url, method, body, timeoutMs } = request;
	const headers = { ...request.headers };
	if (headers['Content-Type'] === FORM_TYPE) headers['Content-Type'] += ' ';
	return {
		url,
		method,
		headers,
		body,
		timeout: timeoutMs,
		abortSignal,
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	};
}

async function received(
	response: FullResponse,
	scrub: Scrubber,
	keep: KeepBytes,
): Promise<AttemptOutcome> {
	const headers = shownHeaders(response.headers, scrub);
	const read = await readBody(response.body, keep);
	return {
		kind: 'answer',
		statusCode: response.statusCode,
		headers,
		body: bodyForItem(read, headers['content-type'] ?? '', scrub),
		truncated: read.truncated,
	};
}

function shownHeaders(headers: FullResponse['headers'], scrub: Scrubber): ResponseHeaders {
	return Object.fromEntries(
		Object.entries(headers)
			.map(([name, value]) => [name.toLowerCase(), scrub(String(value))] as const)
			.filter(([name]) => !HIDDEN_HEADERS.includes(name)),
	);
}

function failed(error: unknown, timedOut: boolean, request: OutgoingRequest): AttemptError {
	const code = errorCode(error);
	if (timedOut || code === 'ETIMEDOUT' || code === 'ECONNABORTED') {
		return {
			kind: 'error',
			cause: 'timeout',
			message: `No answer within ${request.timeoutMs / 1000} s`,
		};
	}
	const text = error instanceof Error ? error.message : '';
	const message = text || code || 'The request failed';
	return {
		kind: 'error',
		// Errors of the network carry a code; those of n8n's own checks do not.
		cause: code === undefined ? 'refused' : 'network',
		message: request.scrub(message),
	};
}

function errorCode(error: unknown): string | undefined {
	if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
	return typeof error.code === 'string' ? error.code : undefined;
}

/** What is kept of an answer's body, in bytes. */
const KEPT_BYTES = 1024 * 1024;

/** What is kept of it at least, in bytes, however much the answers of other items take. */
const KEPT_ANYWAY = 4 * 1024;

/** What is kept of all answers of an execution, in bytes: n8n holds its items in memory, and stores them. */
const KEPT_BY_EXECUTION = 16 * 1024 * 1024;

/** What was read of a body. */
interface ReadBody {
	readonly bytes: Buffer;
	/** There was more, or it broke off. */
	readonly truncated: boolean;
}

/**
 * Reads the start of a body, and no more than that, whatever the receiver sends. A body that breaks off is no reason
 * to send the message again: the status has been received.
 */
async function readBody(stream: AsyncIterable<Buffer>, keep: KeepBytes): Promise<ReadBody> {
	const chunks: Buffer[] = [];
	let length = 0;
	let truncated = false;
	try {
		for await (const chunk of stream) {
			const fits = Math.min(chunk.length, KEPT_BYTES - length);
			const kept = Math.max(keep(fits), Math.min(fits, KEPT_ANYWAY - length));
			chunks.push(chunk.subarray(0, kept));
			length += kept;
			truncated = kept < chunk.length;
			if (truncated) break;
		}
	} catch {
		truncated = true;
	}
	return { bytes: Buffer.concat(chunks), truncated };
}

/** The body for an item: parsed where it is JSON, else text; with `***` for whatever is confidential. */
function bodyForItem(
	{ bytes, truncated }: ReadBody,
	contentType: string,
	scrub: Scrubber,
): unknown {
	const text = scrub(bytes.toString('utf8'));
	if (truncated || !/^application\/([\w.-]+\+)?json\b/i.test(contentType)) return text;
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

/** What executions may still keep of answers, in bytes, by their contexts. */
const rooms = new WeakMap<object, { left: number }>();

/** As `Surroundings.sender` says, by the network of this machine. */
function sendFrom(context: IExecuteFunctions): DeliverDeps['send'] {
	const { httpRequest } = context.helpers;
	const room = rooms.get(context) ?? { left: KEPT_BY_EXECUTION };
	rooms.set(context, room);
	let held = 0;
	const keep: KeepBytes = (count) => {
		const kept = Math.min(count, room.left);
		held += kept;
		room.left -= kept;
		return kept;
	};
	return async (request, signal) => {
		// Of the attempts of a delivery, only the last one's answer is kept.
		room.left += held;
		held = 0;
		return await sendOnce(httpRequest, (ms) => AbortSignal.timeout(ms), request, signal, keep);
	};
}

/** Time, chance and the network, as a node that delivers sees them. */
export interface Surroundings extends Pick<DeliverDeps, 'now' | 'sleep' | 'random'> {
	/** How the requests of one delivery leave n8n in an execution. */
	sender(context: IExecuteFunctions): DeliverDeps['send'];
}

/** Those of this machine. */
export const thisMachine: Surroundings = {
	now: () => Date.now(),
	sleep: cancellableSleep,
	random: Math.random,
	sender: sendFrom,
};
