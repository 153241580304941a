import { createHmac, hkdfSync } from 'node:crypto';

import { UserError } from 'n8n-workflow';

import { safeEqual } from '../lib/safeEqual';
import type { AttemptOutcome } from '../retry/outcome';
import type { Progress } from './deliver';

/** The node that a delivery belongs to. No other goes on with it. */
export interface NodeIdentity {
	readonly workflowId: string;
	readonly nodeId: string;
}

/** A delivery that waits outside its node: all that the node's fields do not say. Holds no secret. */
export interface RetryState {
	readonly node: NodeIdentity;
	readonly messageId: string;
	readonly payload: {
		readonly body: Buffer;
		/** Of the bytes, unless the node names another. */
		readonly contentType: string;
	};
	readonly progress: Progress;
}

/** What stands in a state before the body. */
interface Head extends Omit<RetryState, 'payload'> {
	readonly contentType: string;
}

/** The longest body that is handed over, in bytes: n8n stores it with every step of the execution. */
export const MAX_BODY_BYTES = 5 * 1024 * 1024;

/** The body in Base64, and room for the attempts. */
const MAX_CHARACTERS = MAX_BODY_BYTES * 2;

/** What is kept of the receiver's last answer, in characters. */
const KEPT_ANSWER = 4096;

/** First part of a state. Changes with its format. */
const VERSION = 'v1';

/** Keeps the keys of states apart from the signatures that the same secret makes. */
const PURPOSE = 'n8n-nodes-signed-webhooks: retry state';

/** The key that protects states, made from a signing secret. It tells nothing about the secret. */
export function stateKey(secret: string): Buffer {
	return Buffer.from(hkdfSync('sha256', secret, '', PURPOSE, 32));
}

/** @throws UserError when the body is longer than what is handed over */
export function assertCanHandOver(body: Buffer): void {
	if (body.length <= MAX_BODY_BYTES) return;
	throw new UserError('The payload is too large to be handed over', {
		description: `Payloads of up to ${MAX_BODY_BYTES / 1024 / 1024} MB can wait outside the node. Send less, or set Long Waits to Wait in This Node.`,
	});
}

/**
 * The state as text: version, facts and body, and an HMAC-SHA256 over these three.
 *
 * @throws UserError when it would be too long to be opened again
 */
export function sealRetryState(state: RetryState, key: Buffer): string {
	const { node, messageId, payload, progress } = state;
	const { body, contentType } = payload;
	const kept = { ...progress, outcome: shortened(progress.outcome) };
	const head: Head = { node, messageId, contentType, progress: kept };
	const parts = [VERSION, encoded(Buffer.from(JSON.stringify(head))), encoded(body)];
	const signed = parts.join('.');
	const text = `${signed}.${hmac(key, signed)}`;
	if (text.length <= MAX_CHARACTERS) return text;
	throw new UserError('The delivery has too many attempts to be handed over', {
		description: 'Choose fewer retries, or set Long Waits to Wait in This Node.',
	});
}

/**
 * The state that `sealRetryState` made of the same node with one of the keys.
 *
 * @throws UserError when the text is not exactly what was sealed, or another node's
 */
export function openRetryState(
	text: unknown,
	keys: readonly Buffer[],
	node: NodeIdentity,
): RetryState {
	const [signed, seal] = split(text);
	if (!keys.some((key) => safeEqual(seal, hmac(key, signed)))) throw notOurs();

	// From here on it is known to be our own work.
	const [, head = '', body = ''] = signed.split('.');
	const { contentType, ...facts } = JSON.parse(decoded(head).toString()) as Head;
	const { workflowId, nodeId } = facts.node;
	if (workflowId !== node.workflowId || nodeId !== node.nodeId) {
		throw new UserError('The retry state of this item belongs to another node', {
			description:
				'Lead the items of Retry Later, through a Wait node, back into the node that they come from. To send such an item elsewhere, remove its field delivery.retryState first.',
		});
	}
	return { ...facts, payload: { body: decoded(body), contentType } };
}

function split(text: unknown): [signed: string, seal: string] {
	if (typeof text !== 'string' || text.length > MAX_CHARACTERS) throw notOurs();
	if (!text.startsWith(`${VERSION}.`)) throw notOurs();
	const end = text.lastIndexOf('.');
	return [text.slice(0, end), text.slice(end + 1)];
}

function notOurs(): UserError {
	return new UserError('The retry state of this item was changed, or is not of this node', {
		description:
			'Lead the items of Retry Later back into the node as they are. After a change of the signing secret, keep the one before as Previous Secret until no item waits any more.',
	});
}

function hmac(key: Buffer, text: string): string {
	return createHmac('sha256', key).update(text).digest('base64url');
}

function encoded(bytes: Buffer): string {
	return bytes.toString('base64url');
}

function decoded(text: string): Buffer {
	return Buffer.from(text, 'base64url');
}

/** A long answer is cut: it is there for a person to read, should there be no further attempt. */
function shortened(outcome: AttemptOutcome): AttemptOutcome {
	if (outcome.kind === 'error') return outcome;
	const { body } = outcome;
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	if (text.length <= KEPT_ANSWER) return outcome;
	return { ...outcome, body: text.slice(0, KEPT_ANSWER), truncated: true };
}
