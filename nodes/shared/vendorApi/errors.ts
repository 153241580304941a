import { type JsonObject, NodeApiError } from 'n8n-workflow';

import { scrub } from '../lib/scrub';
import type { ApiAnswer, CallFacts } from './vendorApi';

/** The vendor's answer is quoted up to this many characters. */
const MAX_QUOTE = 500;

/** In a message, which is read in one line. */
const MAX_QUOTE_IN_MESSAGE = 200;

/** What the user can do about a status, by status. */
const ADVICE: Readonly<Record<number, string>> = {
	401: 'The credential was refused. Check its token and that it has not been revoked.',
	403: 'The credential is valid but may not do this. Check the permissions and the plan of the account.',
	404: 'Nothing was found there. Check the base URL in the credential and the ids in the node.',
	409: 'It conflicts with something that exists already. Remove that first, or change the node’s settings.',
	422: 'The settings were refused. Correct the node’s fields that the answer is about.',
};

const OTHER_ADVICE = 'Correct the node’s fields that the answer is about.';

/** The error for an answer with a status that is no success. */
export function statusError(facts: CallFacts, answer: ApiAnswer): NodeApiError {
	const { api, call } = facts;
	const advice = api.explain?.(answer.status, answer.text, call) ?? adviceFor(answer);
	return answerError(facts, advice, answer);
}

function adviceFor({ status, location, retryAfterMs }: ApiAnswer): string {
	if (location !== undefined) {
		return `The server sends us on to ${location}, where the credential was not sent. Correct the Base URL in the credential.`;
	}
	const again = retryAfterMs === undefined ? undefined : `Try again in ${inWords(retryAfterMs)}`;
	if (status === 429)
		return `The rate limit is reached. ${again ?? 'Wait a minute and try again'}.`;
	if (status >= 500) {
		return `The server has a problem. ${again ?? 'Try again later'}; nothing has to be changed here.`;
	}
	return ADVICE[status] ?? OTHER_ADVICE;
}

function inWords(ms: number): string {
	const seconds = Math.max(1, Math.ceil(ms / 1000));
	if (seconds === 1) return '1 second';
	if (seconds < 120) return `${seconds} seconds`;
	return seconds < 7_200
		? `${Math.ceil(seconds / 60)} minutes`
		: `${Math.ceil(seconds / 3_600)} hours`;
}

/** The error for an answer that should have been JSON. */
export function notJsonError(facts: CallFacts, answer: ApiAnswer): NodeApiError {
	return answerError(
		facts,
		'The answer is not JSON. Check the base URL in the credential.',
		answer,
	);
}

/** The error for a JSON answer that lacks what the vendor documents. */
export function unexpectedAnswerError(
	facts: CallFacts,
	missing: string,
	answer?: ApiAnswer,
): NodeApiError {
	const advice = `The answer holds no ${missing}. Check the base URL in the credential.`;
	return answer ? answerError(facts, advice, answer) : apiError(facts, advice);
}

/** The error for a request that got no answer. `code` says why, as networks do. */
export function noAnswerError(facts: CallFacts, code: string): NodeApiError {
	const advice = TIMEOUT_CODES.has(code)
		? 'No answer came in time. Try again, and check that the server is up.'
		: 'The server could not be reached. Check the base URL in the credential and the network.';
	const detail = `Error code: ${code}`;
	return facts.messageOnly
		? apiError(facts, `${advice} (${detail})`)
		: apiError(facts, advice, detail);
}

const TIMEOUT_CODES = new Set(['ECONNABORTED', 'ETIMEDOUT']);

/** The error for a request that was not sent, for the time that there was for it was over. */
export function noTimeError(facts: CallFacts): NodeApiError {
	const advice = 'The calls before it took so long that there was no time left for it.';
	return apiError(facts, `${advice} Try again when the server answers faster.`);
}

function answerError(facts: CallFacts, advice: string, answer: ApiAnswer): NodeApiError {
	const status = String(answer.status);
	const text = `${advice} (status ${status})`;
	return facts.messageOnly
		? apiError(facts, `${text} ${quoteInLine(facts, answer)}`, undefined, status)
		: apiError(facts, text, quote(facts, answer), status);
}

function apiError(
	{ node, api, call }: CallFacts,
	advice: string,
	description?: string,
	httpCode?: string,
): NodeApiError {
	const message = `${api.name} could not ${call.purpose}: ${advice}`;
	const error = new NodeApiError(node, { message } as JsonObject, {
		message,
		description,
		httpCode,
	});
	// n8n puts a text of its own in the place of a message in which it finds an error code, be it within a word: EPERM
	// stands in "supermarket".
	error.message = message;
	return error;
}

function quote({ api, call }: CallFacts, answer: ApiAnswer): string {
	return `${api.name} answered: ${cut(scrubbed(call, answer), MAX_QUOTE) || '(nothing)'}`;
}

/** What was answered in one line, and of a page only what a reader would see. */
function quoteInLine({ api, call }: CallFacts, answer: ApiAnswer): string {
	const text = scrubbed(call, answer)
		.replace(/<(style|script)\b[^]*?<\/\1>|<[^>]*>/gi, ' ')
		.replace(/[\s\p{Cc}]+/gu, ' ')
		.trim();
	return `${api.name} answered: ${cut(text, MAX_QUOTE_IN_MESSAGE) || '(nothing)'}`;
}

function scrubbed({ confidential = [] }: CallFacts['call'], answer: ApiAnswer): string {
	return scrub(answer.text, [...confidential, ...answer.confidential]);
}

function cut(text: string, length: number): string {
	return text.length > length ? `${text.slice(0, length)}…` : text;
}
