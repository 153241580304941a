import { type JsonObject, NodeApiError } from 'n8n-workflow';

import { scrub } from '../lib/scrub';
import type { ApiAnswer, CallFacts } from './vendorApi';

/** The vendor's answer is quoted up to this many characters. */
const MAX_QUOTE = 500;

/** What the user can do about a status, by status. */
const ADVICE: Readonly<Record<number, string>> = {
	401: 'The credential was refused. Check its token and that it has not been revoked.',
	403: 'The credential is valid but may not do this. Check the permissions and the plan of the account.',
	404: 'Nothing was found there. Check the base URL in the credential and the ids in the node.',
	409: 'It conflicts with something that exists already. Remove that first, or change the node’s settings.',
	422: 'The settings were refused. Correct the node’s fields according to the answer below.',
	429: 'The rate limit is reached. Wait a minute and try again.',
};

const SERVER_ADVICE = 'The server has a problem. Try again later; nothing has to be changed here.';

const OTHER_ADVICE = 'Correct the node’s fields according to the answer below.';

/** The error for an answer with a status that is no success. */
export function statusError(facts: CallFacts, answer: ApiAnswer): NodeApiError {
	const { status, text } = answer;
	const advice =
		facts.api.explain?.(status, text, facts.call) ??
		ADVICE[status] ??
		(status >= 500 ? SERVER_ADVICE : OTHER_ADVICE);
	return apiError(facts, `${advice} (status ${status})`, quote(facts, answer), String(status));
}

/** The error for an answer that should have been JSON. */
export function notJsonError(facts: CallFacts, answer: ApiAnswer): NodeApiError {
	const advice = 'The answer is not JSON. Check the base URL in the credential.';
	return apiError(facts, `${advice} (status ${answer.status})`, quote(facts, answer));
}

/** The error for a JSON answer that lacks what the vendor documents. */
export function unexpectedAnswerError(facts: CallFacts, missing: string): NodeApiError {
	return apiError(facts, `The answer holds no ${missing}. Check the base URL in the credential.`);
}

/** The error for a request that got no answer. `cause` is what the HTTP client threw. */
export function noAnswerError(facts: CallFacts, cause: unknown): NodeApiError {
	const code = codeOf(cause);
	const advice = TIMEOUT_CODES.has(code)
		? 'No answer came in time. Try again, and check that the server is up.'
		: 'The server could not be reached. Check the base URL in the credential and the network.';
	return apiError(facts, advice, `Error code: ${code}`);
}

const TIMEOUT_CODES = new Set(['ECONNABORTED', 'ETIMEDOUT']);

/** n8n wraps what its HTTP client throws, so the network error's code may sit on the error or on its causes. */
function codeOf(error: unknown): string {
	for (let current = error, depth = 0; depth < 4; depth++) {
		if (typeof current !== 'object' || current === null) break;
		if ('code' in current && typeof current.code === 'string') return current.code;
		if ('httpCode' in current && typeof current.httpCode === 'string') return current.httpCode;
		current = 'cause' in current ? current.cause : undefined;
	}
	return 'no answer';
}

function apiError(
	{ node, api, call }: CallFacts,
	advice: string,
	description?: string,
	httpCode?: string,
): NodeApiError {
	const message = `${api.name} could not ${call.purpose}: ${advice}`;
	return new NodeApiError(node, { message } as JsonObject, {
		message,
		description,
		httpCode,
	});
}

function quote({ api, call }: CallFacts, answer: ApiAnswer): string {
	const text = scrub(answer.text, [...(call.confidential ?? []), ...answer.confidential]);
	const quoted = text.length > MAX_QUOTE ? `${text.slice(0, MAX_QUOTE)}…` : text || '(nothing)';
	return `${api.name} answered: ${quoted}`;
}
