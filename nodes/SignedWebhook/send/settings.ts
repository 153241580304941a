import { type IExecuteFunctions, type INode, NodeOperationError, UserError } from 'n8n-workflow';

import { readLimits, readNumber, readPolicy } from '../../shared/deliver/settings';
import { DEFAULT_STATUS_CODES, type DeliveryPlan, parseStatusCodes } from '../../shared/retry/rule';
import {
	conversationSchedule,
	missiveSchedule,
	openWorkSchedule,
} from '../../shared/retry/schedule';
import type { SignatureScheme } from '../../shared/signature/scheme';
import { customScheme } from '../customScheme';
import { headerOf, presetOf } from '../presets';

/** The options of the node that are not limits of a delivery, with their defaults filled in and checked. */
export interface SendOptions {
	readonly allowHttp: boolean;
	readonly maxConcurrent: number;
	readonly maxPerMinute: number;
	readonly messageId: string;
	readonly messageIdHeader: string;
	readonly retryOn: 'allNon2xx' | 'statusCodes';
	readonly statusCodes: string;
}

/**
 * Reads the options for an item.
 *
 * The default header of the message id is the one of the Standard Webhooks specification: the only name for it that
 * more than one vendor has agreed on.
 *
 * @throws UserError when one is out of its range
 */
export function readSendOptions(context: IExecuteFunctions, itemIndex: number): SendOptions {
	const given = context.getNodeParameter('options', itemIndex, {});
	const integer = (name: string, field: string, fallback: number, max: number) =>
		readNumber(field, given[name] ?? fallback, { min: 1, max, integer: true });

	return {
		allowHttp: given.allowHttp === true,
		maxConcurrent: integer('maxConcurrent', 'Max at Once', 10, 1000),
		maxPerMinute: integer('maxPerMinute', 'Max per Minute and Host', 100, 100_000),
		messageId: String(given.messageId ?? ''),
		messageIdHeader: String(given.messageIdHeader ?? 'webhook-id'),
		retryOn: given.retryOn === 'allNon2xx' ? 'allNon2xx' : 'statusCodes',
		statusCodes: String(given.statusCodes ?? DEFAULT_STATUS_CODES),
	};
}

/** The schedules that the field Retries offers by name. */
const SCHEDULES = new Map([
	['conversation', conversationSchedule],
	['missive', missiveSchedule],
	['openWork', openWorkSchedule],
]);

/** @throws UserError when a field is not valid */
export function readPlan(
	context: IExecuteFunctions,
	itemIndex: number,
	{ retryOn, statusCodes }: SendOptions,
): DeliveryPlan {
	const read = (name: string, fallback: unknown) =>
		context.getNodeParameter(name, itemIndex, fallback);
	return {
		policy: readPolicy(read, SCHEDULES),
		rule:
			retryOn === 'allNon2xx'
				? { kind: 'allNon2xx' }
				: { kind: 'statusCodes', ranges: parseStatusCodes(statusCodes) },
		...readLimits(context.getNodeParameter('options', itemIndex, {})),
	};
}

/** Carries the event type where the chosen signature has no header of its own for it. */
const EVENT_HEADER = 'X-Webhook-Event';

/** How a message is signed, and the headers that go with it. */
interface Signing {
	/** Undefined: not signed. */
	readonly scheme: SignatureScheme | undefined;
	readonly idHeader: string;
	readonly eventHeader: string;
}

/**
 * Reads how to sign.
 *
 * @param idHeader carries the message id where the chosen signature has no header of its own for it
 * @throws UserError when a field of a custom scheme is not valid
 */
export function readSigning(
	context: IExecuteFunctions,
	itemIndex: number,
	idHeader: string,
): Signing {
	const signature = context.getNodeParameter('signature', itemIndex, 'hookSignature');
	const preset = presetOf(signature);
	if (preset) {
		const { scheme, eventId, eventType } = preset;
		return {
			scheme,
			idHeader: scheme.idHeader ?? headerOf(eventId) ?? idHeader,
			eventHeader: headerOf(eventType) ?? EVENT_HEADER,
		};
	}
	if (signature === 'none') return { scheme: undefined, idHeader, eventHeader: EVENT_HEADER };
	if (signature !== 'custom') throw new UserError('Signature: choose one of the listed values');
	const read = (name: string, fallback: string) =>
		String(context.getNodeParameter(name, itemIndex, fallback));
	return { scheme: customScheme(read, idHeader), idHeader, eventHeader: EVENT_HEADER };
}

/** The credential that holds the secret to sign with. */
const SIGNING_CREDENTIAL = 'webhookSigningSecretApi';

/**
 * The current secret of the item's credential: a previous one only verifies, it never signs.
 *
 * @throws NodeOperationError without a credential, UserError when its secret is empty
 */
export async function readSecret(context: IExecuteFunctions, itemIndex: number): Promise<string> {
	const [current] = await readSecrets(context, itemIndex);
	return current;
}

/**
 * The secrets of the item's credential: the current one, then the one before, if there is one.
 *
 * @throws NodeOperationError without a credential, UserError when its secret is empty
 */
export async function readSecrets(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<[current: string, ...previous: string[]]> {
	const credential = await context.getCredentials(SIGNING_CREDENTIAL, itemIndex);
	const current = String(credential.secret ?? '');
	const previous = String(credential.previousSecret ?? '');
	if (current !== '') return previous === '' ? [current] : [current, previous];
	throw new UserError('The Webhook Signing Secret has no secret', {
		description: 'Open the credential and enter the secret that the receiver knows.',
	});
}

/**
 * The node as its errors know it. An error carries its node into execution data and error workflows, so without the
 * parameters: the URL or a header among them can hold a secret.
 */
export function nodeForErrors(context: IExecuteFunctions): INode {
	return { ...context.getNode(), parameters: {} };
}

/** The error of an item that could not be sent: a field or the credential is not valid. */
export function unsendableItemError(
	node: INode,
	itemIndex: number,
	cause: Error,
): NodeOperationError {
	const description = 'description' in cause ? cause.description : undefined;
	return new NodeOperationError(node, cause.message, {
		itemIndex,
		...(typeof description === 'string' ? { description } : {}),
	});
}
