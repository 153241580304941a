import { itemsOf } from '../support/executions';
import { until } from '../support/poll';
import type { RestClient } from '../support/rest';
import type { Credential, ExecutionSummary } from '../support/rest.types';
import {
	isTry,
	missesOf,
	receivingParameters,
	type Seen,
	type SenderVector,
	sendRequest,
	VERIFICATION_TOKEN,
	type VectorRequest,
	wantedInTest,
	whyNot,
} from '../support/senderVectors';
import { activateNew, NODES, triggerWorkflow } from '../support/workflows';

/** A request of a vector, and what became of it. */
export interface Played {
	readonly vector: string;
	/** The value of the sender that the trigger was set to; `-` where the table has none. */
	readonly sender: string;
	readonly label: string;
	readonly url: 'production' | 'test';
	readonly want: VectorRequest['want'];
	/** Undefined where it was not sent. */
	readonly seen?: Seen;
	/** What is not as wanted. */
	readonly misses: readonly string[];
	/** Why it was not sent. */
	readonly notVerifiable?: string;
}

/** Requests for one trigger. */
export interface Part {
	readonly sender: string;
	readonly vector: SenderVector;
}

/** Every vector with every sender of the table that sends so. */
export function partsOf(vectors: readonly SenderVector[]): Part[] {
	return vectors.flatMap((vector) => vector.senders.map((sender) => ({ sender, vector })));
}

/** What nobody can verify, of senders that the table does not have. */
export function withoutSender(vectors: readonly SenderVector[]): Played[] {
	return vectors
		.filter(({ senders }) => senders.length === 0)
		.flatMap((vector) =>
			vector.requests.map((request) => ({
				...namesOf(vector, '-', request, 'production'),
				misses: [],
				notVerifiable: whyNot(vector, request) ?? 'no sender of the table sends so',
			})),
		);
}

/**
 * Publishes a workflow of its own for a vector and plays its requests at the production URL, in their order; then those
 * that try the address at the test URL, while n8n listens there.
 *
 * @param requestsAt makes the requests, where they depend on the address
 */
export async function playPart(
	rest: RestClient,
	{ sender, vector }: Part,
	requestsAt: (url: string) => readonly VectorRequest[] = () => vector.requests,
): Promise<Played[]> {
	const credential = await rest.createCredential('webhookSigningSecretApi', {
		secret: vector.secret,
		verificationToken: VERIFICATION_TOKEN,
	});
	const built = triggerWorkflow(vector.name, triggerOf({ sender, vector }, credential));
	const workflowId = await activateNew(rest, built);
	const watch = new Watch(rest, workflowId);
	const productionUrl = rest.url + built.productionPath;
	const played: Played[] = [];
	const requests = requestsAt(productionUrl);
	for (const request of requests) {
		const names = namesOf(vector, sender, request, 'production');
		const notVerifiable = whyNot(vector, request);
		if (notVerifiable !== undefined) {
			played.push({ ...names, misses: [], notVerifiable });
			continue;
		}
		const seen = await watch.seenOf(request, productionUrl);
		played.push({ ...names, seen, misses: missesOf(names.want, seen) });
	}
	for (const request of requests.filter(isTry)) {
		const url = rest.url + built.testPath;
		const want = wantedInTest(sender, request);
		await rest.listenForTestEvent(workflowId, NODES.trigger);
		const seen = await watch.seenOf({ ...request, want }, url);
		const misses = missesOf(want, seen);
		// A request that starts nothing leaves n8n listening.
		if (seen.output === null && (await sendRequest(request, url)).status === 404) {
			misses.push('n8n listens no longer');
		}
		played.push({ ...namesOf(vector, sender, request, 'test'), want, seen, misses });
		await rest.stopListening(workflowId);
	}
	await rest.deactivate(workflowId);
	const late = await watch.unseen();
	if (late === 0) return played;
	const misses = [`${late} executions more than the requests should have started`];
	return played.map((row, at) => (at === played.length - 1 ? { ...row, misses } : row));
}

function triggerOf({ sender, vector }: Part, credential: Credential) {
	return {
		type: 'signedWebhookTrigger',
		parameters: receivingParameters(sender, vector),
		credentials: [credential],
	};
}

function namesOf(
	vector: SenderVector,
	sender: string,
	{ label, want }: VectorRequest,
	url: Played['url'],
): Pick<Played, 'vector' | 'sender' | 'label' | 'url' | 'want'> {
	return { vector: vector.name, sender, label, url, want };
}

const UNFINISHED = ['new', 'running', 'waiting'];
const LATE_MS = 5_000;

/** Tells which execution a request has started. */
class Watch {
	private readonly known = new Set<string>();

	constructor(
		private readonly rest: RestClient,
		private readonly workflowId: string,
	) {}

	/** Sends a request. Where it should start an execution, that one may take a moment to be in n8n's list. */
	async seenOf(request: VectorRequest, url: string): Promise<Seen> {
		const answer = await sendRequest(request, url);
		const isExpected = request.want.output === 'Events' || request.want.output === 'Invalid';
		const mayComeUntilMs = isExpected ? Date.now() + LATE_MS : 0;
		const started = await until(
			async () => {
				const fresh = await this.fresh();
				if (fresh.length === 0) return Date.now() >= mayComeUntilMs && fresh;
				return fresh.every(({ status }) => !UNFINISHED.includes(status)) && fresh;
			},
			{ what: 'the execution to finish' },
		);
		for (const { id } of started) this.known.add(id);
		if (started.length > 1) throw new Error(`${started.length} executions of one request`);
		const [execution] = started;
		if (!execution) return { ...answer, output: null };
		const whole = await this.rest.execution(execution.id);
		const isInvalid = itemsOf(whole, NODES.trigger, 1).length > 0;
		return { ...answer, output: isInvalid ? 'Invalid' : 'Events' };
	}

	/** How many executions have come later than their request was answered, without having been waited for. */
	async unseen(): Promise<number> {
		return (await this.fresh()).length;
	}

	private async fresh(): Promise<ExecutionSummary[]> {
		const all = await this.rest.executions(this.workflowId);
		return all.filter(({ id }) => !this.known.has(id));
	}
}
