import type { IDataObject, IHttpRequestOptions, NodeApiError } from 'n8n-workflow';

import { scrub } from '../lib/scrub';
import type { ResponseHeaders } from '../retry/outcome';
import { retryAfterMs } from '../retry/rule';
import { noAnswerError, noTimeError } from './errors';
import { keyOf, Turns } from './limits';
import {
	type ApiAnswer,
	type ApiCall,
	type ApiContext,
	factsOf,
	type VendorApi,
} from './vendorApi';

const TIMEOUT_MS = 20_000;

/** Counts for all nodes of this process: triggers, pickers and actions. */
const turns = new Turns();

/** The time that a call goes by, and what ends it early. */
export interface SendDependencies {
	sleep(ms: number): Promise<unknown>;
	nowMs(): number;
	/** Ends a call under way, and one that waits for its turn. */
	readonly signal?: AbortSignal;
	/** The time that there is for calls. Default: any. */
	readonly timeframe?: Timeframe;
	/** Aborts after so many ms. Default: by the machine's clock. */
	timeoutSignal?(ms: number): AbortSignal;
}

/** Until when (Unix ms) calls may go on. */
export interface Timeframe {
	/** Until when a call may be sent. One that waits for its turn is not sent later. */
	readonly beginByMs: number;
	/** When a call under way is given up. */
	readonly endByMs: number;
}

/** How much time is left until calls are given up, in ms. */
export function leftMs({ timeframe, nowMs }: SendDependencies): number {
	return timeframe ? timeframe.endByMs - nowMs() : Infinity;
}

/** There was no answer. */
export interface NoAnswer {
	readonly error: NodeApiError;
	/** Whether the vendor may have got the request. */
	readonly sent: boolean;
}

/**
 * Sends a call once, in its turn, and reads the answer. Redirects are not followed: the credential, and the secrets in
 * the body, are for the address that the user gave.
 *
 * @throws the signal's reason, when it aborts
 */
export async function send(
	context: ApiContext,
	api: VendorApi,
	call: ApiCall,
	dependencies: SendDependencies,
): Promise<ApiAnswer | NoAnswer> {
	const { nowMs, signal } = dependencies;
	const credential = await context.getCredentials<IDataObject>(api.credentialType);
	const { baseUrl = '', ...fields } = credential;
	const confidential = Object.values(fields).filter(
		(value): value is string => typeof value === 'string',
	);
	const url = `${String(baseUrl).replace(/\/+$/, '')}${call.path}`;
	await api.quota?.admit(url, dependencies);

	let timeout: AbortSignal | undefined;
	const facts = factsOf(context, api, call);
	try {
		const response = await inTurn(api, credential, dependencies, async () => {
			const timeoutMs = Math.min(call.timeoutMs ?? TIMEOUT_MS, leftMs(dependencies));
			timeout = timeoutSignal(dependencies, timeoutMs);
			const options = {
				...optionsOf(call, url),
				timeout: timeoutMs,
				abortSignal: anyOf(timeout, signal),
			};
			const { httpRequestWithAuthentication } = context.helpers;
			return await httpRequestWithAuthentication.call(context, api.credentialType, options);
		});
		const { statusCode, headers, body } = response as FullResponse;
		api.quota?.note(url, headers, nowMs());
		return {
			status: statusCode,
			// A client may parse JSON whatever it was asked for.
			text: typeof body === 'string' ? body : (JSON.stringify(body) ?? ''),
			retryAfterMs: retryAfterMs(headers, nowMs()),
			location: locationOf(statusCode, headers, url, confidential),
			confidential,
		};
	} catch (error) {
		signal?.throwIfAborted();
		if (!timeout) return { error: noTimeError(facts), sent: false };
		const code = timeout.aborted ? 'ETIMEDOUT' : codeOf(error);
		return { error: noAnswerError(facts, code), sent: !NOT_SENT.has(code) };
	}
}

/** What n8n gives for `returnFullResponse`. */
interface FullResponse {
	readonly statusCode: number;
	readonly headers: ResponseHeaders;
	readonly body: unknown;
}

function optionsOf(call: ApiCall, url: string): IHttpRequestOptions {
	return {
		method: call.method,
		url,
		qs: call.query,
		body: call.body,
		headers: { Accept: 'application/json' },
		disableFollowRedirect: true,
		encoding: 'text',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
	};
}

/** Sends when the vendor's limit of calls at once allows it, unless the time for it is over by then. */
async function inTurn<T>(
	{ callsAtOnce, credentialType }: VendorApi,
	credential: IDataObject,
	dependencies: SendDependencies,
	task: () => Promise<T>,
): Promise<T> {
	const { timeframe, nowMs } = dependencies;
	const deadline = timeframe && timeoutSignal(dependencies, timeframe.beginByMs - nowMs());
	deadline?.throwIfAborted();
	if (!callsAtOnce) return await task();
	const { limit, tokenField } = callsAtOnce;
	const key = keyOf(credentialType, credential[tokenField]);
	return await turns.run(key, limit, task, anyOf(deadline, dependencies.signal));
}

function timeoutSignal(
	{ timeoutSignal: after = AbortSignal.timeout }: SendDependencies,
	ms: number,
) {
	return ms <= 0 ? AbortSignal.abort() : after.call(AbortSignal, Math.ceil(ms));
}

function anyOf(...signals: Array<AbortSignal | undefined>): AbortSignal {
	return AbortSignal.any(signals.filter((signal) => signal !== undefined));
}

/** Codes of errors that come before a request is sent. */
const NOT_SENT = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'ERR_INVALID_URL',
	'CERT_HAS_EXPIRED',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** n8n wraps what its HTTP client throws, so the network error's code may sit on the error or on its causes. */
export function codeOf(error: unknown): string {
	for (let current = error, depth = 0; depth < 4; depth++) {
		if (typeof current !== 'object' || current === null) break;
		if ('code' in current && typeof current.code === 'string') return current.code;
		if ('httpCode' in current && typeof current.httpCode === 'string') return current.httpCode;
		current = 'cause' in current ? current.cause : undefined;
	}
	return 'no answer';
}

/** Where a redirect leads, without its query, which may hold what nobody else is to know. */
function locationOf(
	statusCode: number,
	{ location }: ResponseHeaders,
	url: string,
	confidential: readonly string[],
): string | undefined {
	if (statusCode < 300 || statusCode >= 400 || !location || !URL.canParse(location, url)) {
		return undefined;
	}
	const { origin, pathname } = new URL(location, url);
	return scrub(`${origin}${pathname}`, confidential);
}
