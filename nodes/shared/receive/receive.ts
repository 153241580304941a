import { createHash } from 'node:crypto';

import {
	type IDataObject,
	type INodeExecutionData,
	type IWebhookFunctions,
	type IWebhookResponseData,
	sleep,
} from 'n8n-workflow';

import type { DeliveryFacts } from '../items';
import { isObject } from '../lib/json';
import type { Proof } from '../signature/verdict';
import type { Sleep } from '../state/duplicates';
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
	RECEIVED,
	refuse,
} from './checks';
import { readReceiveOptions, type ReceiveOptions } from './options';
import {
	clientAddress,
	type IncomingWebhook,
	readHead,
	readRequestBody,
	type RequestHead,
} from './request';
import { settleWithResponse, startWatchingForWait } from './settle';
import type { SecretSource, WebhookSource } from './source';

/** How long a copy waits for the first one's fate. */
const MAX_WAIT_MS = 10_000;

/** When to come back while the node's hooks are being changed. */
const CHANGING_SECONDS = 5;

/** What receiving takes from the outside, so that tests need neither waiting nor luck. */
export interface ReceiveDependencies {
	nowMs(): number;
	sleep: Sleep;
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
		const ignored = sender.ignoreReason(context, body, webhook);
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
	return await emit(context, state, webhook, delivery, body ? 0 : 1, limits, dependencies);
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

/** What a request proved, or the answer to one that did not. Credentials are read again before it is refused. */
async function prove(
	context: IWebhookFunctions,
	sender: WebhookSource,
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
	const check = async () => authenticate(await sender.authentication(context, from), webhook);
	let proof = await check();
	if (isRefused(proof) && credentials.outdated()) proof = await check();
	return isRefused(proof) && state.isChanging
		? comeBack(CHANGING_SECONDS, 'The webhook is being registered')
		: proof;
}

/** What can be refused before the body is read. */
function checkHead(head: RequestHead, options: ReceiveOptions): Answer | undefined {
	return (
		checkContentType(head.contentType) ?? checkSize(head.contentLength ?? 0, options.maxBodyBytes)
	);
}

async function emit(
	context: IWebhookFunctions,
	state: NodeState,
	webhook: IncomingWebhook,
	delivery: DeliveryFacts,
	output: 0 | 1,
	options: ReceiveOptions,
	{ nowMs, sleep }: ReceiveDependencies,
): Promise<Answer | IWebhookResponseData> {
	const nowSeconds = () => Math.floor(nowMs() / 1000);
	let stored = () => {};
	// While the user listens for a test event, the same event may be sent as often as they like.
	if (context.getMode() !== 'manual') {
		const admission = await state.duplicates.admit(delivery.id, {
			size: options.seenWindow,
			periodSeconds: options.seenPeriodSeconds,
			nowSeconds: nowSeconds(),
			maxWaitMs: MAX_WAIT_MS,
			sleep,
		});
		if (admission.kind === 'duplicate') return acknowledge({ duplicate: true });
		if (admission.kind === 'undecided') {
			return comeBack(MAX_WAIT_MS / 1000, 'The same event is still being processed');
		}
		const { event } = admission;
		const taken = () => event.taken(nowSeconds());
		settleWithResponse(context.getResponseObject(), event, taken, sleep);
		const hasWaited = startWatchingForWait();
		stored = () => {
			if (hasWaited()) taken();
			state.write(context, event);
		};
	}
	const item = toItem(webhook, delivery);
	return {
		// n8n asks for the answer once it has stored the execution, just before it saves the static data. What was changed
		// earlier would not be saved: storing the execution resets n8n's mark that the static data changed (seen in 2.41.1,
		// where WorkflowRunner.establishContextForPersistence makes a second Workflow over the same object).
		get webhookResponse() {
			stored();
			return RECEIVED;
		},
		workflowData: output === 0 ? [[item], []] : [[], [item]],
	};
}

function respond(context: IWebhookFunctions, answer: Answer): IWebhookResponseData {
	const response = context.getResponseObject();
	response
		.status(answer.status)
		.set(answer.headers ?? {})
		.json(answer.body);
	return { noWebhookResponse: true };
}

/**
 * The item of an event: the vendor's body as it came, plus `delivery`, which takes the place of a key of that name. A
 * body that is no object stands under `body`; one that is no JSON stands there as text.
 */
function toItem(
	{ body, rawBody }: Pick<IncomingWebhook, 'body' | 'rawBody'>,
	delivery: DeliveryFacts,
): INodeExecutionData {
	if (isObject(body)) return { json: { ...body, delivery } };
	const value = body === undefined ? rawBody.toString('utf8') : body;
	return { json: { body: value, delivery } as IDataObject };
}
