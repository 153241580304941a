import { type INode, NodeApiError } from 'n8n-workflow';

import type { Attempt, DeliveryReport, ReceiverAnswer, SentDelivery } from '../items';
import type { AttemptOutcome, ReceivedAnswer } from '../retry/outcome';
import type { DeliveryResult } from './deliver';

/** A delivery that has ended, or that waits between two attempts. */
type Reported = Omit<DeliveryResult, 'status'> & Pick<SentDelivery, 'status'>;

/**
 * What an item says about its delivery, and what the receiver answered, if it did.
 *
 * @param url as it may be shown
 */
export function deliveryReport(
	messageId: string,
	url: string,
	{ status, reason, attempts, outcome }: Reported,
): DeliveryReport {
	const answer = outcome.kind === 'answer' ? outcome : undefined;
	return {
		delivery: {
			messageId,
			url,
			status,
			...(reason === undefined ? {} : { reason }),
			...(answer ? { statusCode: answer.statusCode } : {}),
			attempts: attempts.map((attempt) => ({ ...attempt })),
		},
		...(answer ? { response: answerOf(answer) } : {}),
	};
}

function answerOf({ statusCode, headers, body, truncated }: ReceivedAnswer): ReceiverAnswer {
	return {
		statusCode,
		headers: { ...headers },
		body: body as ReceiverAnswer['body'],
		...(truncated ? { truncated } : {}),
	};
}

/** Between the lines of an error's description: n8n shows it as HTML, which passes over line breaks. */
export const LINE_BREAK = '<br />';

/** What is quoted of an answer, in characters. */
const QUOTED = 500;

/** What an error of a delivery is about. */
interface FailedDelivery {
	readonly node: INode;
	readonly itemIndex: number;
	readonly result: DeliveryResult;
	/** What happened and what to do about it. */
	readonly message: string;
	/** The report on the delivery. */
	readonly report: DeliveryReport;
}

/**
 * The error of a delivery that failed. The whole report, with every attempt, is in `context.data`, which n8n shows
 * under "Error data"; the description lists the attempts in words.
 */
export function deliveryError(failed: FailedDelivery): NodeApiError {
	const { node, itemIndex, message, report } = failed;
	const { outcome, attempts, reason } = failed.result;
	const lines = [
		`${reason ?? ''}. ${said(outcome)}`,
		...attempts.map((attempt) => `Attempt ${attempt.number}: ${ending(attempt)}`),
	];
	const error = new NodeApiError(
		node,
		{ message },
		{
			message,
			description: lines.join(LINE_BREAK),
			itemIndex,
			...(outcome.kind === 'answer' ? { httpCode: String(outcome.statusCode) } : {}),
		},
	);
	// n8n replaces a message in which it finds the name of a network error.
	error.message = message;
	error.context.data = report;
	return error;
}

function said(outcome: AttemptOutcome): string {
	if (outcome.kind === 'error') return outcome.message;
	const body = typeof outcome.body === 'string' ? outcome.body : JSON.stringify(outcome.body);
	if (body === '') return 'The receiver answered with an empty body.';
	const quoted = body.length > QUOTED ? `${body.slice(0, QUOTED)}…` : body;
	return `The receiver answered: ${quoted}`;
}

function ending({ statusCode, error, durationMs, waitMs, waitReason }: Attempt): string {
	const end = `${statusCode === undefined ? error : `status ${statusCode}`} after ${durationMs} ms`;
	return waitMs === undefined ? end : `${end}, then waited ${waitMs / 1000} s (${waitReason})`;
}
