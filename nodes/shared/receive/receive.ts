import { createHash } from 'node:crypto';

import {
	type IDataObject,
	type IWebhookFunctions,
	type IWebhookResponseData,
	sleep,
} from 'n8n-workflow';

import { isObject } from '../lib/json';
import type { Proof } from '../signature/verdict';
import { modeOfRequest, type NodeState } from '../state/node';
import { processStore, type StateStore } from '../state/store';
import { authenticate, isRefused } from './authenticate';
import {
	acknowledge,
	type Answer,
	checkAge,
	checkAllowList,
	checkContentType,
	checkSize,
	checkValidity,
	comeBack,
	problemsOf,
	refuse,
} from './checks';
import { emit, type EmitDependencies } from './emit';
import { notSelected, selectedTypes } from './eventTypes';
import { readReceiveOptions, type ReceiveOptions } from './options';
import {
	clientAddress,
	type IncomingWebhook,
	readHead,
	readRequestBody,
	type RequestHead,
} from './request';
import type { SecretSource, WebhookSource } from './source';

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
	sender: WebhookSource,
	dependencies: ReceiveDependencies = defaultDependencies,
): Promise<IWebhookResponseData> {
	try {
		const outcome = await decide(context, sender, dependencies);
		return 'status' in outcome ? respond(context, outcome) : outcome;
	} catch (error) {
		const reason = error instanceof Error ? error.message : 'unknown error';
		context.logger.error(`A webhook could not be processed: ${reason}`);
		return respond(context, refuse(500, 'The webhook could not be processed'));
	}
}

async function decide(
	context: IWebhookFunctions,
	sender: WebhookSource,
	dependencies: ReceiveDependencies,
): Promise<Answer | IWebhookResponseData> {
	const options = readReceiveOptions(
		context.getNodeParameter('options', {}) as IDataObject,
		sender.defaults,
	);
	const request = context.getRequestObject();
	const head = readHead(request, context.getNodeWebhookUrl('default'));
	const address = clientAddress(head, options.trustedProxies);

	const refusedHead = checkHead(head, options);
	if (refusedHead) return refusedHead;
	const webhook = await readRequestBody(request, head);
	if ('status' in webhook) return webhook;
	const refusedEarly =
		checkSize(webhook.rawBody.length, options.maxBodyBytes) ??
		checkAllowList(options.allowedIps, address);
	if (refusedEarly) return refusedEarly;

	const state = dependencies.store.of(context);
	const proof = await prove(context, sender, webhook, state);
	const refused = isRefused(proof);
	if (sender.isValidationRequest?.(webhook, refused ? undefined : proof)) return acknowledge();
	if (refused) return proof;
	const reply = sender.reply?.(webhook.body);
	if (reply) return { status: 200, body: reply };

	const problems = problemsOf(sender.schema, webhook.body);
	const body = problems.length === 0 && isObject(webhook.body) ? webhook.body : undefined;
	if (body) {
		const inconsistency = sender.inconsistency?.(body, webhook);
		if (inconsistency !== undefined) return refuse(400, inconsistency);
		const ignored = sender.ignoreReason
			? sender.ignoreReason(context, body, webhook)
			: notSelected(selectedTypes(context), sender.eventType(body, webhook));
		if (ignored !== undefined) return acknowledge({ ignored });
	}
	const nowMs = dependencies.nowMs();
	const tooOld =
		checkValidity(proof, nowMs) ??
		checkAge(proof.signedAt, nowMs, options.toleranceSeconds) ??
		checkAge(occurredAt(sender, webhook, body), nowMs, options.toleranceSeconds);
	if (tooOld) return tooOld;

	const ownId = sender.eventId?.(webhook) ?? proof.id;
	const delivery = {
		id: ownId ?? contentId(proof, sender.content?.(context, webhook) ?? webhook.rawBody),
		receivedAt: new Date(nowMs).toISOString(),
		verified: proof.verified,
		sourceIp: address ?? null,
		...(body ? { eventType: sender.eventType(body, webhook) } : { eventType: null, problems }),
	};
	// An id and a signed time are never given twice, but two events can have equal bodies.
	const unique = ownId !== undefined || proof.signedAt !== undefined;
	const limits = unique ? { ...options, seenPeriodSeconds: Infinity } : options;
	const event = { webhook, delivery, output: body ? 0 : 1 } as const;
	return await emit(context, state, event, limits, dependencies);
}

/**
 * The time of the event as its payload tells it. A payload that is not as documented goes to the output for these also
 * where it tells no time: its problems say so.
 */
function occurredAt(
	sender: WebhookSource,
	webhook: IncomingWebhook,
	body: IDataObject | undefined,
) {
	const ms = sender.occurredAtMs?.(webhook);
	return ms === undefined || (!body && Number.isNaN(ms)) ? undefined : { ms };
}

/** An id for an event that has none: its content, and the time where one is signed beside the body. */
function contentId({ signedAt }: Proof, content: Buffer | string): string {
	const hash = createHash('sha256');
	if (signedAt) hash.update(`${signedAt.text}.`);
	return hash.update(content).digest('hex');
}

/** What can be refused before the body is read. */
function checkHead(head: RequestHead, options: ReceiveOptions): Answer | undefined {
	return (
		checkContentType(head.contentType) ?? checkSize(head.contentLength ?? 0, options.maxBodyBytes)
	);
}

function respond(context: IWebhookFunctions, answer: Answer): IWebhookResponseData {
	const response = context.getResponseObject();
	response
		.status(answer.status)
		.set(answer.headers ?? {})
		.json(answer.body);
	return { noWebhookResponse: true };
}

/** When to come back while the node's hooks are being changed. */
const CHANGING_SECONDS = 5;

/**
 * What a request proves of all that its sender has to, or why it is refused.
 *
 * Credentials are remembered for up to 10 s, so that they cost nothing on the way of a request. What does not fit them is
 * checked once more with what stands in the database now. While this process changes the node's hooks at the vendor, who
 * proves nothing is told to come back: what is right may be known only after that, and 401 is final for some senders.
 */
async function prove(
	context: IWebhookFunctions,
	source: WebhookSource,
	webhook: IncomingWebhook,
	state: NodeState,
): Promise<Proof | Answer> {
	const credentials = state.credentials.for(context);
	const from: SecretSource = {
		getCredentials: async (type) => await credentials.getCredentials(type),
		async ownSecrets({ credential, field }) {
			const { [field]: token } = await credentials.getCredentials<IDataObject>(credential);
			return state.acceptedSecrets(String(token ?? ''), modeOfRequest(context));
		},
	};
	const check = async () => authenticate(await source.authentication(context, from), webhook);
	let outcome = await check();
	if (isRefused(outcome) && credentials.outdated()) outcome = await check();
	if (!isRefused(outcome) || !state.isChanging) return outcome;
	return comeBack(CHANGING_SECONDS, 'The webhook is being registered or removed');
}
