import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, INode } from 'n8n-workflow';

import type { DeliveryResult } from '../shared/deliver/deliver';
import type { Attempt, Outcome } from '../shared/deliver/outcome';
import { advice } from './advice';

/** What is quoted of an answer, in characters. */
const QUOTED = 500;

/**
 * The node as its errors know it. An error carries its node into execution data and error workflows, so without the
 * parameters: the URL or a header among them can hold a secret.
 */
export function nodeForErrors(context: IExecuteFunctions): INode {
	return { ...context.getNode(), parameters: {} };
}

/**
 * The error of a delivery that failed. The whole report, with every attempt, is in `context.data`, which n8n shows
 * under "Error data"; the description lists the attempts in words.
 */
export function deliveryError(
	node: INode,
	itemIndex: number,
	result: DeliveryResult,
	data: IDataObject,
): NodeApiError {
	const { outcome, attempts, reason } = result;
	const message = advice(outcome);
	const lines = [
		`${reason ?? ''}. ${said(outcome)}`,
		...attempts.map((attempt) => `Attempt ${attempt.number}: ${ending(attempt)}`),
	];
	const error = new NodeApiError(
		node,
		{ message },
		{
			message,
			description: lines.join('\n'),
			itemIndex,
			...(outcome.kind === 'answer' ? { httpCode: String(outcome.statusCode) } : {}),
		},
	);
	// n8n replaces a message in which it finds the name of a network error.
	error.message = message;
	error.context.data = data;
	return error;
}

/** The error of an item that could not be sent: a field or the credential is not valid. */
export function itemError(node: INode, itemIndex: number, cause: Error): NodeOperationError {
	const description = 'description' in cause ? cause.description : undefined;
	return new NodeOperationError(node, cause.message, {
		itemIndex,
		...(typeof description === 'string' ? { description } : {}),
	});
}

function said(outcome: Outcome): string {
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
