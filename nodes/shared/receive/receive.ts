import {
	type IDataObject,
	type IWebhookFunctions,
	type IWebhookResponseData,
	sleep,
} from 'n8n-workflow';

import type { Proof } from '../signature/verdict';
import { modeOfRequest, type NodeState } from '../state/node';
import { processStore, type StateStore } from '../state/store';
import { acknowledge, type Answer, comeBack, isRefusal, refuse, type Refusal } from './answer';
import { authenticate } from './authenticate';
import { checkAllowList, checkContentType, checkSize } from './checks';
import { emit, type EmitDependencies } from './emit';
import { judge } from './judge';
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
		return respond(context, refuse(500, 'failure', 'The webhook could not be processed'));
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
	const judgement = await judge({
		webhook,
		source: sender,
		fields: context,
		options,
		address,
		nowMs: () => dependencies.nowMs(),
		prove: async () => await prove(context, sender, webhook, state),
	});
	if (judgement.kind === 'refused') return judgement.refusal;
	if (judgement.kind === 'answered') return judgement.answer;
	const [event] = judgement.events;
	if (event) return await emit(context, state, event, options, dependencies);
	return acknowledge({ ignored: judgement.ignored[0]?.why });
}

/** What can be refused before the body is read. */
function checkHead(head: RequestHead, options: ReceiveOptions): Refusal | undefined {
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
): Promise<Proof | Refusal> {
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
	if (isRefusal(outcome) && credentials.outdated()) outcome = await check();
	if (!isRefusal(outcome) || !state.isChanging) return outcome;
	return comeBack(CHANGING_SECONDS, 'registering', 'The webhook is being registered or removed');
}
