import { type IDataObject, sleep } from 'n8n-workflow';

import { isObject } from '../lib/json';
import { decide, type RetryPlan } from '../retry/rule';
import { notJsonError, statusError, unexpectedAnswerError } from './errors';
import { leftMs, type NoAnswer, send, type SendDependencies } from './send';
import {
	type ApiAnswer,
	type ApiCall,
	type ApiContext,
	type CallFacts,
	factsOf,
	type VendorApi,
} from './vendorApi';

/** Waiting, injected so that tests need no clock, and how it is done. */
export interface CallDependencies extends SendDependencies {
	/** Default: those for a person who waits. */
	readonly retries?: RetryRules;
}

const defaultDependencies: CallDependencies = { sleep, nowMs: () => Date.now() };

/** How often and when a call that was answered 429 or 5xx is repeated. */
interface RetryRules {
	/** Waits before the second, third … try, in ms. */
	readonly waitsMs: readonly number[];
	/** The longest `Retry-After` that is worth waiting for, in ms. */
	readonly maxRetryAfterMs: number;
	/** What is repeated after a 5xx, although the vendor may have done it. */
	readonly repeatable: ReadonlyArray<ApiCall['method']>;
}

/** For registering and pickers, while a person looks at a spinner. Done twice, these calls end as if done once. */
const PATIENT_PERSON: RetryRules = {
	waitsMs: [1_000, 3_000],
	maxRetryAfterMs: 15_000,
	repeatable: ['GET', 'PUT', 'PATCH', 'DELETE'],
};

/**
 * For executions, which wait longer than a person does. What changes something at the vendor is not repeated after a
 * 5xx, because it may have happened, and a repeated deletion would end in a 404.
 */
export const EXECUTION: RetryRules = {
	waitsMs: [1_000, 3_000, 10_000],
	maxRetryAfterMs: 120_000,
	repeatable: ['GET'],
};

/**
 * Calls the API and returns whatever was answered; only statuses 429 and 5xx are retried. Redirects are not followed:
 * the credential, and the secrets in the body, are for the address that the user gave.
 *
 * @throws NodeApiError when there is no answer
 */
export async function exchange(
	context: ApiContext,
	api: VendorApi,
	call: ApiCall,
	dependencies: CallDependencies = defaultDependencies,
): Promise<ApiAnswer> {
	const outcome = await attempts(context, api, call, dependencies);
	if ('status' in outcome) return outcome;
	throw outcome.error;
}

async function attempts(
	context: ApiContext,
	api: VendorApi,
	call: ApiCall,
	dependencies: CallDependencies,
): Promise<ApiAnswer | NoAnswer> {
	const plan = retryPlan(dependencies.retries ?? PATIENT_PERSON, call);
	for (let attempt = 1; ; attempt++) {
		const outcome = await send(context, api, call, dependencies);
		if (!('status' in outcome)) return outcome;
		const { status, retryAfterMs: askedMs } = outcome;
		const decision = decide(
			{ ...plan, totalMs: leftMs(dependencies) },
			{ outcome: { kind: 'answer', statusCode: status }, attempt, elapsedMs: 0, askedMs },
			Math.random,
		);
		if (decision.next !== 'wait') return outcome;
		await dependencies.sleep(decision.wait.waitMs);
	}
}

const TOO_MANY_REQUESTS = [429, 429] as const;
const SERVER_ERRORS = [500, 599] as const;

/** What the rule for another attempt is for a call. A call without an answer is left to whoever makes it. */
function retryPlan(
	{ waitsMs, maxRetryAfterMs, repeatable }: RetryRules,
	{ method }: ApiCall,
): Omit<RetryPlan, 'totalMs'> {
	const ranges = repeatable.includes(method)
		? [TOO_MANY_REQUESTS, SERVER_ERRORS]
		: [TOO_MANY_REQUESTS];
	return {
		policy: { kind: 'schedule', name: 'Calls of an API', waitsMs },
		rule: { kind: 'statusCodes', ranges, afterErrors: false },
		retryAfterCapMs: maxRetryAfterMs,
		beyondCap: 'giveUp',
	};
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
	return readJson(factsOf(context, api, call), answer);
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
	if (isGone(answer)) return undefined;
	return readJson(factsOf(context, api, call), answer);
}

/** Whether the vendor says that there is no such thing. A page that says so is none of an API's. */
function isGone({ status, text }: ApiAnswer): boolean {
	return status === 404 && parse(text) !== undefined;
}

function readJson(facts: CallFacts, answer: ApiAnswer): IDataObject {
	if (answer.status < 200 || answer.status >= 300) throw statusError(facts, answer);
	const body = parse(answer.text);
	if (body === undefined) throw notJsonError(facts, answer);
	return body;
}

/** The JSON in an answer, where nothing and `null` are an empty object; undefined for what is no JSON. */
function parse(text: string): IDataObject | undefined {
	if (text.trim() === '') return {};
	try {
		return (JSON.parse(text) ?? {}) as IDataObject;
	} catch {
		return undefined;
	}
}

/**
 * Deletes something at the vendor.
 *
 * @returns false when the vendor knows nothing of it, so that it is gone already
 * @throws NodeApiError as `callApi` does; a page in place of an answer is no success
 */
export async function deleteAtVendor(
	context: ApiContext,
	api: VendorApi,
	call: ApiCall,
	dependencies?: CallDependencies,
): Promise<boolean> {
	return (await findAtVendor(context, api, call, dependencies)) !== undefined;
}

/** What became of a creation: the id, or why there is none, and whether it may have been created all the same. */
export type Creation =
	| { readonly id: string }
	| { readonly error: Error; readonly mayExist: boolean };

/**
 * Creates something at the vendor.
 *
 * @param idIn takes the id out of the answer
 */
export async function createAtVendor(
	context: ApiContext,
	api: VendorApi,
	call: ApiCall,
	dependencies: CallDependencies = defaultDependencies,
	idIn: (answer: IDataObject) => unknown = ({ id }) => id,
): Promise<Creation> {
	const outcome = await attempts(context, api, call, dependencies);
	if (!('status' in outcome)) return { error: outcome.error, mayExist: outcome.sent };
	const facts = factsOf(context, api, call);
	try {
		const id = idIn(readJson(facts, outcome));
		if (typeof id === 'string' && id !== '') return { id };
		return { error: unexpectedAnswerError(facts, 'id', outcome), mayExist: true };
	} catch (error) {
		// Statuses 3xx and 4xx say that nothing was done.
		const mayExist = outcome.status < 300 || outcome.status >= 500;
		return { error: error as Error, mayExist };
	}
}

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
	const answer = await exchange(context, api, call, dependencies);
	const facts = factsOf(context, api, call);
	const body: unknown = readJson(facts, answer);
	const list = isObject(body) ? body[key] : body;
	if (Array.isArray(list)) return list.filter(isObject);
	throw unexpectedAnswerError(facts, `list of ${key}`, answer);
}
