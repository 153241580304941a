import { type IDataObject, type IHttpRequestOptions, sleep } from 'n8n-workflow';

import { retryAfterMs } from '../deliver/retryAfter';
import { noAnswerError, notJsonError, statusError } from './error';
import type { ApiAnswer, ApiCall, ApiContext, CallFacts, VendorApi } from './vendorApi';

const TIMEOUT_MS = 20_000;

/** Waits before the second and third try of a call that was answered 429 or 5xx. */
const RETRY_WAITS_MS = [1_000, 3_000];

/** The longest `Retry-After` that is worth waiting for while a person looks at a spinner. */
const MAX_RETRY_AFTER_MS = 15_000;

/** Waiting, injected so that tests need no clock. */
export interface CallDependencies {
	sleep(ms: number): Promise<unknown>;
	nowMs(): number;
}

const defaultDependencies: CallDependencies = { sleep, nowMs: Date.now };

/** Calls the API and returns whatever was answered; only statuses 429 and 5xx are retried, twice. */
export async function exchange(
	context: ApiContext,
	api: VendorApi,
	call: ApiCall,
	{ sleep: wait, nowMs }: CallDependencies = defaultDependencies,
): Promise<ApiAnswer> {
	for (let retry = 0; ; retry++) {
		const answer = await send(context, api, call, nowMs);
		const transient = answer.status === 429 || answer.status >= 500;
		const waitMs = RETRY_WAITS_MS[retry];
		if (!transient || waitMs === undefined) return answer;
		if ((answer.retryAfterMs ?? 0) > MAX_RETRY_AFTER_MS) return answer;
		await wait(Math.max(waitMs, answer.retryAfterMs ?? 0));
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
	nowMs: () => number,
): Promise<ApiAnswer> {
	const { baseUrl = '', ...fields } = await context.getCredentials<{ baseUrl?: string }>(
		api.credentialType,
	);
	const options: IHttpRequestOptions = {
		method: call.method,
		url: `${baseUrl.replace(/\/+$/, '')}${call.path}`,
		qs: call.query,
		body: call.body,
		headers: { Accept: 'application/json' },
		timeout: TIMEOUT_MS,
		encoding: 'text',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
	};
	try {
		const response = (await context.helpers.httpRequestWithAuthentication.call(
			context,
			api.credentialType,
			options,
		)) as { statusCode: number; body: unknown; headers: Record<string, string> };
		return {
			status: response.statusCode,
			// A client may parse JSON whatever it was asked for.
			text:
				typeof response.body === 'string' ? response.body : (JSON.stringify(response.body) ?? ''),
			retryAfterMs: retryAfterMs(response.headers, nowMs()),
			confidential: Object.values(fields).filter((value) => typeof value === 'string'),
		};
	} catch (error) {
		throw noAnswerError({ node: context.getNode(), api, call }, error);
	}
}
