import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';

import { failedItem, type ItemError } from '../../shared/action/failedItem';
import { acknowledge, type Answer, refuse, type Refusal } from '../../shared/receive/answer';
import { type IgnoredEvent, type JudgedEvent, toItem } from '../../shared/receive/judge';

/** The outputs of Verify Webhook, in their order. */
export const OUTPUT_NAMES = ['Verified', 'Rejected', 'Answer'];

/** The items of each output. */
export interface Outputs {
	readonly verified: INodeExecutionData[];
	readonly rejected: INodeExecutionData[];
	readonly answer: INodeExecutionData[];
}

/** What to send back, in the words of Respond to Webhook. */
interface ItemAnswer extends IDataObject {
	status: number;
	contentType: string;
	/** Beside the content type. */
	headers: Record<string, string>;
	/** Empty for none. */
	body: string;
}

/** An event that is no copy. */
export function verifiedItem(event: JudgedEvent, mark: string | undefined): INodeExecutionData {
	if (mark === undefined) return toItem(event);
	return toItem({ ...event, delivery: { ...event.delivery, mark } });
}

/** A request of which nothing may run. */
export function rejectedItem(refusal: Refusal): INodeExecutionData {
	const { reason, body } = refusal;
	return { json: { reason, message: body.error, answer: itemAnswer(refusal) } };
}

/** A request that brought no event: a handshake, or an empty batch. */
export function handshakeItem(answer: Answer): INodeExecutionData {
	return { json: { reason: 'handshake', answer: itemAnswer(answer) } };
}

/** A request of which no event is wanted. */
export function ignoredItem({ eventType, why }: IgnoredEvent): INodeExecutionData {
	const answer = itemAnswer(acknowledge({ ignored: why }));
	return { json: { reason: 'ignored', message: why, eventType, answer } };
}

/** A request all of whose events came before. */
export function copyItem({ delivery }: JudgedEvent): INodeExecutionData {
	const answer = itemAnswer(acknowledge({ duplicate: true }));
	return { json: { reason: 'duplicate', id: delivery.id, eventType: delivery.eventType, answer } };
}

/**
 * The item in the place of one that could not be checked, for Continue On Fail and the error output. It is not for the
 * output Verified, where n8n would put it by itself.
 */
export function uncheckedItem(
	node: INode,
	itemIndex: number,
	error: ItemError,
): INodeExecutionData {
	const item = failedItem(node, itemIndex, error);
	const refusal = refuse(500, 'failure', 'The webhook could not be processed');
	item.json = {
		reason: refusal.reason,
		message: error.message,
		answer: itemAnswer(refusal),
		...item.json,
	};
	return item;
}

const TEXT = 'text/plain; charset=utf-8';

/** The content type is always set: without one, Respond to Webhook says that a text is HTML. */
function itemAnswer({ status, body = '', headers = {} }: Answer): ItemAnswer {
	const isText = typeof body === 'string';
	const given = Object.entries(headers);
	const contentType = given.find(([name]) => name.toLowerCase() === 'content-type')?.[1];
	return {
		status,
		contentType: contentType ?? (isText ? TEXT : 'application/json; charset=utf-8'),
		headers: Object.fromEntries(given.filter(([name]) => name.toLowerCase() !== 'content-type')),
		body: isText ? body : JSON.stringify(body),
	};
}
