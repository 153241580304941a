import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';

import { failedItem, type ItemError } from '../../shared/action/failedItem';
import { acknowledge, type Answer, refuse, type Refusal } from '../../shared/receive/answer';
import {
	type IgnoredEvent,
	type JudgedEvent,
	type Judgement,
	toItem,
} from '../../shared/receive/judge';

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

/**
 * An event that is no copy, with the answer to give once it is taken.
 *
 * @param insistedOn the answer to events that the sender insists on
 */
export function verifiedItem(
	event: JudgedEvent,
	mark: string | undefined,
	insistedOn: string | undefined,
): INodeExecutionData {
	const answer = itemAnswer(acknowledged({}, insistedOn));
	const delivery = { ...event.delivery, answer, ...(mark === undefined ? {} : { mark }) };
	return toItem({ ...event, delivery });
}

/** A request of which nothing may run. */
export function rejectedItem(refusal: Refusal): INodeExecutionData {
	const { reason, body } = refusal;
	return { json: { reason, message: body.error, answer: itemAnswer(refusal) } };
}

/** A request that brought no event: a handshake, or an empty batch. */
export function handshakeItem(
	{ answer, secret }: Judgement & { readonly kind: 'answered' },
	insistedOn: string | undefined,
): INodeExecutionData {
	const isAcknowledged = typeof answer.body === 'object' && answer.body.received === true;
	const given = itemAnswer(isAcknowledged ? acknowledged({}, insistedOn) : answer);
	if (secret === undefined) return { json: { reason: 'handshake', answer: given } };
	// It stands in the item of the Webhook node as well.
	return { json: { reason: 'handshake', message: ENTER_SECRET, secret, answer: given } };
}

const ENTER_SECRET =
	'The sender has brought the secret of its events. Enter it in the credential of this node.';

/** A request of which no event is wanted. */
export function ignoredItem(
	{ reason, eventType, why }: IgnoredEvent,
	insistedOn: string | undefined,
): INodeExecutionData {
	const answer = itemAnswer(acknowledged({ ignored: why }, insistedOn));
	return { json: { reason, message: why, eventType, answer } };
}

/** A request all of whose events came before. */
export function copyItem(
	{ delivery }: JudgedEvent,
	insistedOn: string | undefined,
): INodeExecutionData {
	const answer = itemAnswer(acknowledged({ duplicate: true }, insistedOn));
	const { id, eventType } = delivery;
	return { json: { reason: 'duplicate', message: CAME_BEFORE, id, eventType, answer } };
}

const CAME_BEFORE = 'The event came before';

function acknowledged(detail: IDataObject, insistedOn: string | undefined): Answer {
	return insistedOn === undefined ? acknowledge(detail) : { status: 200, body: insistedOn };
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
