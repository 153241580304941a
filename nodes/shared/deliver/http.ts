import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

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

/**
 * Sends a request once, without following redirects. The timeout covers the connection, the request and the answer
 * with its body.
 *
 * @param timeoutSignal aborts after so many milliseconds
 * @returns an outcome, for errors too
 * @throws the signal's reason, when it aborts
 */
export async function sendOnce(
	httpRequest: HttpRequest,
	timeoutSignal: (ms: number) => AbortSignal,
	request: OutgoingRequest,
	signal?: AbortSignal,
): Promise<AttemptOutcome> {
	signal?.throwIfAborted();
	const timeout = timeoutSignal(request.timeoutMs);
	const either = new AbortController();
	const abort = () => either.abort();
	timeout.addEventListener('abort', abort);
	signal?.addEventListener('abort', abort);
	try {
		const response = await httpRequest(requestOptions(request, either.signal));
		const outcome = await received(response as FullResponse, request.scrub);
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

async function received(response: FullResponse, scrub: Scrubber): Promise<AttemptOutcome> {
	const headers = shownHeaders(response.headers, scrub);
	const read = await readBody(response.body);
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
async function readBody(stream: AsyncIterable<Buffer>): Promise<ReadBody> {
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

/** How the requests of a delivery leave n8n in an execution. */
export function sendFrom({ helpers }: IExecuteFunctions): DeliverDeps['send'] {
	const { httpRequest } = helpers;
	return async (request, signal) =>
		await sendOnce(httpRequest, (ms) => AbortSignal.timeout(ms), request, signal);
}
