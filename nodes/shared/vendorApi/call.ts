import { type IDataObject, type IHttpRequestOptions, sleep } from 'n8n-workflow';

import { isObject } from '../lib/json';
import { retryAfterMs } from '../retry/rule';
import { noAnswerError, notJsonError, statusError, unexpectedAnswerError } from './errors';
import { keyOf, Turns } from './turns';
import type { ApiAnswer, ApiCall, ApiContext, CallFacts, VendorApi } from './vendorApi';

const TIMEOUT_MS = 20_000;

/** Counts for all nodes of this process: triggers, pickers and actions. */
const turns = new Turns();

/** Waiting, injected so that tests need no clock, and how it is done. */
export interface CallDependencies {
	sleep(ms: number): Promise<unknown>;
	nowMs(): number;
	/** Default: those for a person who waits. */
	readonly retries?: RetryRules;
	/** Ends a call under way, and one that waits for its turn. */
	readonly signal?: AbortSignal;
}

const defaultDependencies: CallDependencies = { sleep, nowMs: Date.now };

/** Calls the API and returns whatever was answered; only statuses 429 and 5xx are retried. */
export async function exchange(
	context: ApiContext,
	api: VendorApi,
	call: ApiCall,
	dependencies: CallDependencies = defaultDependencies,
): Promise<ApiAnswer> {
	const { waitsMs, maxRetryAfterMs, repeatsChanges } = dependencies.retries ?? PATIENT_PERSON;
	const repeatable = repeatsChanges || call.method === 'GET';
	for (let retry = 0; ; retry++) {
		const answer = await send(context, api, call, dependencies);
		const transient = answer.status === 429 || (repeatable && answer.status >= 500);
		const waitMs = waitsMs[retry];
		if (!transient || waitMs === undefined) return answer;
		if ((answer.retryAfterMs ?? 0) > maxRetryAfterMs) return answer;
		await dependencies.sleep(Math.max(waitMs, answer.retryAfterMs ?? 0));
	}
}

/**
 * Calls the API and returns the JSON that it answered; an empty answer is an empty object.
 *
 * @throws NodeApiError that says what to do, for every status but 2xx, no answer, and an answer that is not JSON
 */
export async function callApi(
	context: ApiContext,
	api: VendorApi,
	call: ApiCall,
	dependencies?: CallDependencies,
): Promise<IDataObject> {
	const answer = await exchange(context, api, call, dependencies);
	return readJson({ node: context.getNode(), api, call }, answer);
}

/**
 * Looks at something that may be gone at the vendor: undefined when it is, else the JSON as `callApi` returns it.
 *
 * @throws NodeApiError as `callApi` does
 */
export async function findAtVendor(
	context: ApiContext,
	api: VendorApi,
	call: ApiCall,
	dependencies?: CallDependencies,
): Promise<IDataObject | undefined> {
	const answer = await exchange(context, api, call, dependencies);
	if (answer.status === 404) return undefined;
	return readJson({ node: context.getNode(), api, call }, answer);
}

function readJson(facts: CallFacts, answer: ApiAnswer): IDataObject {
	if (answer.status < 200 || answer.status >= 300) throw statusError(facts, answer);
	if (answer.text.trim() === '') return {};
	try {
		return (JSON.parse(answer.text) ?? {}) as IDataObject;
	} catch {
		throw notJsonError(facts, answer);
	}
}

/**
 * Deletes something at the vendor. That it is gone already is a success.
 *
 * @throws NodeApiError as `callApi` does
 */
export async function deleteAtVendor(
	context: ApiContext,
	api: VendorApi,
	call: ApiCall,
	dependencies?: CallDependencies,
): Promise<void> {
	const answer = await exchange(context, api, call, dependencies);
	const gone = answer.status === 404 || (answer.status >= 200 && answer.status < 300);
	if (!gone) throw statusError({ node: context.getNode(), api, call }, answer);
}

async function send(
	context: ApiContext,
	api: VendorApi,
	call: ApiCall,
	dependencies: CallDependencies,
): Promise<ApiAnswer> {
	const { nowMs, signal } = dependencies;
	const credential = await context.getCredentials<IDataObject>(api.credentialType);
	const { baseUrl = '', ...fields } = credential;
	const options: IHttpRequestOptions = {
		method: call.method,
		url: `${String(baseUrl).replace(/\/+$/, '')}${call.path}`,
		qs: call.query,
		body: call.body,
		headers: { Accept: 'application/json' },
		timeout: call.timeoutMs ?? TIMEOUT_MS,
		...(signal ? { abortSignal: signal } : {}),
		encoding: 'text',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
	};
	await api.quota?.admit(options.url, dependencies);
	try {
		const response = (await inTurn(api, credential, signal, async () => {
			const { httpRequestWithAuthentication } = context.helpers;
			return await httpRequestWithAuthentication.call(context, api.credentialType, options);
		})) as { statusCode: number; body: unknown; headers: Record<string, string> };
		api.quota?.note(options.url, response.headers, nowMs());
		return {
			status: response.statusCode,
			// A client may parse JSON whatever it was asked for.
			text:
				typeof response.body === 'string' ? response.body : (JSON.stringify(response.body) ?? ''),
			retryAfterMs: retryAfterMs(response.headers, nowMs()),
			confidential: Object.values(fields).filter(
				(value): value is string => typeof value === 'string',
			),
		};
	} catch (error) {
		signal?.throwIfAborted();
		throw noAnswerError({ node: context.getNode(), api, call }, error);
	}
}

/** Sends when the vendor's limit of calls at once allows it. */
async function inTurn<T>(
	{ callsAtOnce, credentialType }: VendorApi,
	credential: IDataObject,
	signal: AbortSignal | undefined,
	task: () => Promise<T>,
): Promise<T> {
	if (!callsAtOnce) return await task();
	const { limit, tokenField } = callsAtOnce;
	return await turns.run(keyOf(credentialType, credential[tokenField]), limit, task, signal);
}

/** How often and when a call that was answered 429 or 5xx is repeated. */
interface RetryRules {
	/** Waits before the second, third … try, in ms. */
	readonly waitsMs: readonly number[];
	/** The longest `Retry-After` that is worth waiting for, in ms. */
	readonly maxRetryAfterMs: number;
	/** Whether a call that changes something is repeated after a 5xx too, although the vendor may have done it. */
	readonly repeatsChanges: boolean;
}

/** For registering and pickers, while a person looks at a spinner. What was done twice is found and mended there. */
const PATIENT_PERSON: RetryRules = {
	waitsMs: [1_000, 3_000],
	maxRetryAfterMs: 15_000,
	repeatsChanges: true,
};

/**
 * For executions, which wait longer than a person does. What changes something at the vendor is not repeated after a
 * 5xx, because it may have happened: nobody reconciles afterwards, and a message would be sent twice.
 */
export const EXECUTION: RetryRules = {
	waitsMs: [1_000, 3_000, 10_000],
	maxRetryAfterMs: 120_000,
	repeatsChanges: false,
};

/**
 * Calls the API for a list: the answer itself, or what stands in it under `key`. Entries that are no objects are left out.
 *
 * @throws NodeApiError as `callApi` does, and when the answer holds no list
 */
export async function callForList(
	context: ApiContext,
	api: VendorApi,
	call: ApiCall,
	key: string,
	dependencies?: CallDependencies,
): Promise<IDataObject[]> {
	const answer = await callApi(context, api, call, dependencies);
	const list: unknown = Array.isArray(answer) ? answer : answer[key];
	if (Array.isArray(list)) return list.filter(isObject);
	throw unexpectedAnswerError({ node: context.getNode(), api, call }, `list of ${key}`);
}
