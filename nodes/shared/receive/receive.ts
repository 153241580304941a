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
import { Gate, type Sleep, type Ticket } from '../state/gate';
import { authenticate, isRefused, type Proof } from './authenticate';
import {
	acknowledge,
	type Answer,
	checkAge,
	checkAllowList,
	checkContentType,
	checkSize,
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
import type { WebhookSource } from './source';

/** How long a copy waits for the first one's fate. */
const MAX_WAIT_MS = 10_000;

/** How long an event whose sender hung up may still be taken over before a copy is let through. */
const HANG_UP_GRACE_MS = 60_000;

/** What receiving takes from the outside, so that tests need neither waiting nor luck. */
export interface ReceiveDependencies {
	nowMs(): number;
	sleep: Sleep;
	/** The gate of one trigger node; the same object for the same scope. */
	gateFor(scope: string): Gate;
}

const gates = new Map<string, Gate>();

const defaultDependencies: ReceiveDependencies = {
	nowMs: () => Date.now(),
	sleep,
	gateFor(scope) {
		const gate = gates.get(scope) ?? new Gate();
		gates.set(scope, gate);
		return gate;
	},
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
	const head = readHead(request);
	const address = clientAddress(head, options.trustedProxies);

	const refusedHead = checkHead(head, options);
	if (refusedHead) return refusedHead;
	const webhook = await readRequestBody(request, head);
	if ('status' in webhook) return webhook;
	const refusedEarly =
		checkSize(webhook.rawBody.length, options.maxBodyBytes) ??
		checkAllowList(options.allowedIps, address);
	if (refusedEarly) return refusedEarly;

	const proof = authenticate(await sender.authentication(context), webhook);
	const refused = isRefused(proof);
	if (sender.isValidationRequest?.(webhook.body, refused ? undefined : proof)) return acknowledge();
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
		checkAge(proof.signedAt, nowMs, options.toleranceSeconds) ??
		checkAge(occurredAt(sender, webhook, body), nowMs, options.toleranceSeconds);
	if (tooOld) return tooOld;

	const ownId = sender.eventId?.(webhook) ?? proof.id;
	const delivery = {
		id: ownId ?? contentId(proof, webhook.rawBody),
		receivedAt: new Date(nowMs).toISOString(),
		verified: proof.verified,
		sourceIp: address ?? null,
		...(body ? { eventType: sender.eventType(body, webhook) } : { eventType: null, problems }),
	};
	// An id and a signed time are never given twice, but two events can have equal bodies.
	const unique = ownId !== undefined || proof.signedAt !== undefined;
	const limits = unique ? { ...options, seenPeriodSeconds: Infinity } : options;
	return await emit(context, webhook, delivery, body ? 0 : 1, limits, dependencies);
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

/** An id for an event that has none: its body, and the time where one is signed beside the body. */
function contentId({ signedAt }: Proof, rawBody: Buffer): string {
	const hash = createHash('sha256');
	if (signedAt) hash.update(`${signedAt.text}.`);
	return hash.update(rawBody).digest('hex');
}

/** What can be refused before the body is read. */
function checkHead(head: RequestHead, options: ReceiveOptions): Answer | undefined {
	return (
		checkContentType(head.contentType) ?? checkSize(head.contentLength ?? 0, options.maxBodyBytes)
	);
}

async function emit(
	context: IWebhookFunctions,
	webhook: IncomingWebhook,
	delivery: DeliveryFacts,
	output: 0 | 1,
	options: ReceiveOptions,
	dependencies: ReceiveDependencies,
): Promise<Answer | IWebhookResponseData> {
	let remember = () => {};
	// While the user listens for a test event, the same event may be sent as often as they like.
	if (context.getMode() !== 'manual') {
		const staticData = context.getWorkflowStaticData('node');
		const scope = `${context.getWorkflow().id}:${context.getNode().id}`;
		const admission = await dependencies.gateFor(scope).admit(delivery.id, staticData.seen, {
			size: options.seenWindow,
			periodSeconds: options.seenPeriodSeconds,
			nowSeconds: Math.floor(dependencies.nowMs() / 1000),
			maxWaitMs: MAX_WAIT_MS,
			sleep: dependencies.sleep,
		});
		if (admission.kind === 'duplicate') return acknowledge({ duplicate: true });
		if (admission.kind === 'undecided') return comeBack(MAX_WAIT_MS / 1000);
		const { ticket } = admission;
		remember = () => {
			if (ticket.stored(dependencies.nowMs())) staticData.seen = ticket.persistable;
		};
		settleWithResponse(context, ticket, dependencies.sleep);
	}
	const item = toItem(webhook, delivery);
	return {
		// n8n asks for the answer once it has stored the execution, just before it saves the static data. What was changed
		// earlier would not be saved: storing the execution resets n8n's mark that the static data changed (seen in 2.41.1,
		// where WorkflowRunner.establishContextForPersistence makes a second Workflow over the same object).
		get webhookResponse() {
			remember();
			return RECEIVED;
		},
		workflowData: output === 0 ? [[item], []] : [[], [item]],
	};
}

/** An event is taken once n8n has answered 2xx for it; then, and only then, its copies are dropped. */
function settleWithResponse(context: IWebhookFunctions, ticket: Ticket, wait: Sleep): void {
	const response = context.getResponseObject();
	response.once('finish', () =>
		ticket.settle(response.statusCode >= 200 && response.statusCode < 300),
	);
	const hungUp = () => {
		// The event may still be stored, which settles the ticket first.
		if (!response.writableFinished) void wait(HANG_UP_GRACE_MS).then(() => ticket.settle(false));
	};
	// A sender that hung up while its event waited for a copy has been closed already.
	if (response.closed) hungUp();
	else response.once('close', hungUp);
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
