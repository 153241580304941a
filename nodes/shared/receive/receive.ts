import {
	type IDataObject,
	type IWebhookFunctions,
	type IWebhookResponseData,
	sleep,
} from 'n8n-workflow';

import { processStore, type StateStore } from '../state/store';
import { acknowledge, type Answer, isRefusal, refuse, type Refusal } from './answer';
import { checkAllowList, checkContentType, checkSize } from './checks';
import { emit, type EmitDependencies } from './emit';
import { judge, type Judgement } from './judge';
import { readReceiveOptions } from './options';
import { prover } from './prove';
import { type Receiving, startReceiving } from './receiving';
import { asSignedTo, clientAddress, readHead, readRequestBody, type RequestHead } from './request';
import type { WebhookSource } from './source';
import { takeSecret } from './takeSecret';

/** What receiving takes from the outside. */
export interface ReceiveDependencies extends EmitDependencies {
	/** What this process knows of its triggers. */
	readonly store: StateStore;
}

const defaultDependencies: ReceiveDependencies = {
	nowMs: () => Date.now(),
	sleep,
	store: processStore,
};

/**
 * Handles a webhook request from the first header to the item. Never throws: a request is answered whatever happens,
 * and an error of our own is a 500, so that the sender tries again.
 */
export async function receive(
	context: IWebhookFunctions,
	source: WebhookSource,
	dependencies: ReceiveDependencies = defaultDependencies,
): Promise<IWebhookResponseData> {
	try {
		const receiving = startReceiving(context, dependencies);
		const outcome = await decide(receiving, source, dependencies);
		if (!('status' in outcome)) return outcome;
		if (isRefusal(outcome)) receiving.note(outcome.reason, null);
		return respond(context, outcome, source.answer);
	} catch (error) {
		const reason = error instanceof Error ? error.message : 'unknown error';
		context.logger.error(`A webhook could not be processed: ${reason}`);
		return respond(context, refuse(500, 'failure', 'The webhook could not be processed'));
	}
}

async function decide(
	receiving: Receiving,
	source: WebhookSource,
	dependencies: ReceiveDependencies,
): Promise<Answer | IWebhookResponseData> {
	const { context } = receiving;
	const options = readReceiveOptions(
		context.getNodeParameter('options', {}) as IDataObject,
		source.defaults,
	);
	const request = context.getRequestObject();
	const head = readHead(request, context.getNodeWebhookUrl('default'));
	const address = clientAddress(head, options.trustedProxies);

	const refusedHead = checkHead(head, options.maxBodyBytes, source);
	if (refusedHead) return refusedHead;
	const signedHead = options.signedUrl === '' ? head : asSignedTo(head, options.signedUrl);
	const read = await readRequestBody(request, signedHead, source);
	if (isRefusal(read)) return read;
	const refusedEarly =
		checkSize(read.rawBody.length, options.maxBodyBytes) ??
		checkAllowList(options.allowedIps, address);
	if (refusedEarly) return refusedEarly;

	const judgement = await judge({
		webhook: read,
		source,
		fields: context,
		options,
		address,
		registration: registrationOf(receiving, source),
		nowMs: () => dependencies.nowMs(),
		against: prover(receiving, source),
	});
	if (judgement.kind === 'refused') return judgement.refusal;
	if (judgement.kind === 'answered') return answer(receiving, judgement, address, dependencies);
	for (const { reason, eventType } of judgement.ignored) receiving.note(reason, eventType);
	if (judgement.events.length > 0) {
		return await emit(receiving, judgement.events, source.answer, options, dependencies);
	}
	return acknowledge({ ignored: judgement.ignored[0]?.why });
}

function registrationOf(
	{ context, state, mode }: Receiving,
	source: WebhookSource,
): IDataObject | undefined {
	const { hooks } = (source.registration && state.registration(mode)) ?? {};
	if (!hooks) return undefined;
	const ids = Object.entries(hooks).map(([key, { id }]) => [key, id] as const);
	return source.registration?.(context, Object.fromEntries(ids));
}

function answer(
	receiving: Receiving,
	judgement: Judgement & { readonly kind: 'answered' },
	address: string | undefined,
	dependencies: ReceiveDependencies,
): Answer | IWebhookResponseData {
	const { answer: given, secret } = judgement;
	if (secret === undefined) return given;
	return takeSecret(receiving, { answer: given, secret, address, nowMs: dependencies.nowMs() });
}

/** What can be refused before the body is read. What tries the address may come with any media type. */
function checkHead(
	{ method, contentType, contentLength = 0 }: RequestHead,
	maxBodyBytes: number,
	source: WebhookSource,
): Refusal | undefined {
	const mayBeOther =
		method !== 'POST' || source.handshakes !== undefined || source.bodies?.includes('empty');
	return (
		(mayBeOther ? undefined : checkContentType(contentType, source)) ??
		checkSize(contentLength, maxBodyBytes)
	);
}

/** @param insistedOn the answer to events that the sender insists on */
function respond(
	context: IWebhookFunctions,
	{ status, body, headers = {} }: Answer,
	insistedOn?: string,
): IWebhookResponseData {
	const isAcknowledged = typeof body === 'object' && body.received === true;
	const sent = isAcknowledged ? (insistedOn ?? body) : body;
	const response = context.getResponseObject().status(status);
	if (typeof sent === 'string') response.set('Content-Type', 'text/plain; charset=utf-8');
	response.set(headers);
	if (typeof sent === 'object') response.json(sent);
	else response.end(sent);
	return { noWebhookResponse: true };
}
