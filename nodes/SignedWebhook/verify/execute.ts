import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { credentialReader, type ReadCredential } from '../../shared/action/credential';
import { itemError } from '../../shared/action/failedItem';
import { judge, type JudgedEvent, type Judgement } from '../../shared/receive/judge';
import { type ReceiveDefaults, readReceiveOptions } from '../../shared/receive/options';
import type { SecretSource } from '../../shared/receive/source';
import { admit, type MarkTime } from './copies';
import { DEFAULT_SIZE } from './copyFields';
import {
	copyItem,
	handshakeItem,
	ignoredItem,
	type Outputs,
	rejectedItem,
	uncheckedItem,
	verifiedItem,
} from './outputs';
import { checkBytes } from './rawBody';
import { incomingWebhook, readRequest } from './request';
import { sourceOf } from '../receiving';

/** The time, injected so that tests need no clock. */
export interface VerifyDependencies {
	nowMs(): number;
}

const realDependencies: VerifyDependencies = { nowMs: Date.now };

/**
 * Checks the requests that the items hold, and gives the items of the outputs Verified, Rejected and Answer, each linked
 * to the one that it comes from.
 *
 * A request is rejected for what its sender did. Where the workflow is not set up for it, that is an error.
 *
 * @throws NodeOperationError for the first item that cannot be checked, unless the node is to continue
 */
export async function verifyItems(
	context: IExecuteFunctions,
	dependencies: VerifyDependencies = realDependencies,
): Promise<INodeExecutionData[][]> {
	const count = context.getInputData().length;
	const node = { ...context.getNode(), parameters: {} };
	const outputs: Outputs = { verified: [], rejected: [], answer: [] };
	const credential = credentialReader(context, 'webhookSigningSecretApi');
	for (let index = 0; index < count; index++) {
		try {
			const { verified, rejected, answer } = await verifyItem(
				{ context, index, credential },
				dependencies,
			);
			const pairedItem = { item: index };
			outputs.verified.push(...verified.map((item) => ({ ...item, pairedItem })));
			outputs.rejected.push(...rejected.map((item) => ({ ...item, pairedItem })));
			outputs.answer.push(...answer.map((item) => ({ ...item, pairedItem })));
		} catch (cause) {
			const error = itemError(node, index, cause);
			if (!context.continueOnFail()) throw error;
			outputs.rejected.push(uncheckedItem(node, index, error));
		}
	}
	return [outputs.verified, outputs.rejected, outputs.answer];
}

/** An item and where its fields and credential come from. */
interface ItemAtHand {
	readonly context: IExecuteFunctions;
	readonly index: number;
	readonly credential: ReadCredential;
}

async function verifyItem(at: ItemAtHand, { nowMs }: VerifyDependencies): Promise<Outputs> {
	const { context, index, credential } = at;
	const fields = {
		getNodeParameter: (name: string, fallback?: unknown) =>
			context.getNodeParameter(name, index, fallback) as never,
	};
	const source = sourceOf(fields);
	const given = fields.getNodeParameter('options', {}) as IDataObject;
	const facts = {
		method: String(given.method ?? 'POST'),
		signedUrl: String(given.signedUrl ?? ''),
	};
	const item = context.getInputData()[index] as INodeExecutionData;
	const request = await readRequest(
		item,
		facts,
		async (file) => await context.helpers.getBinaryDataBuffer(index, file),
	);
	const webhook = incomingWebhook(request);
	const from: SecretSource = {
		getCredentials: async <T extends object>() => (await credential(index)) as T,
		ownSecrets: async () => [],
	};
	const judgement = await judge({
		webhook,
		source,
		fields,
		options: readReceiveOptions(given, source.defaults),
		address: undefined,
		nowMs,
		async against(check) {
			const authentication = await source.authentication(fields, from);
			const refused = request.bytes ? undefined : checkBytes(authentication, webhook);
			return refused ?? check(authentication);
		},
	});
	const marks = markingOf(given, source.defaults);
	return await outcomeOf(judgement, { context, marks, nowMs: nowMs() });
}

/** How copies are dropped. */
interface Marking {
	readonly mark: MarkTime;
	readonly size: number;
	/** How long equal bodies count as copies where an event has no id. */
	readonly periodMs: number;
}

/** Undefined where copies get through. */
function markingOf(
	{ dropCopies, copiesKept }: IDataObject,
	{ duplicateMinutes = Infinity }: ReceiveDefaults,
): Marking | undefined {
	if (dropCopies !== 'now' && dropCopies !== 'confirmed') return undefined;
	const isSize = typeof copiesKept === 'number' && copiesKept >= 1;
	const size = isSize ? Math.floor(copiesKept) : DEFAULT_SIZE;
	return { mark: dropCopies, size, periodMs: duplicateMinutes * 60_000 };
}

interface Circumstances {
	readonly context: IExecuteFunctions;
	readonly marks: Marking | undefined;
	readonly nowMs: number;
}

/** The items that show what became of a request. */
async function outcomeOf(judgement: Judgement, at: Circumstances): Promise<Outputs> {
	const outputs: Outputs = { verified: [], rejected: [], answer: [] };
	if (judgement.kind === 'refused') {
		outputs.rejected.push(rejectedItem(judgement.refusal));
		return outputs;
	}
	if (judgement.kind === 'answered') {
		outputs.answer.push(handshakeItem(judgement.answer));
		return outputs;
	}
	const { events, ignored } = judgement;
	const admitted = await admittedOf(events, at);
	outputs.verified.push(...admitted.map(({ event, mark }) => verifiedItem(event, mark)));
	// What is left of a batch is answered by whoever works on the rest of it.
	if (admitted.length > 0) return outputs;
	const [copy] = events;
	const [unwanted] = ignored;
	if (copy) outputs.answer.push(copyItem(copy));
	else if (unwanted) outputs.answer.push(ignoredItem(unwanted));
	return outputs;
}

const TEST_HINT =
	'Test executions look for no copies and mark none, so that the same event can be tried again.';

/** The events that are no copies, with the mark that Confirm Webhook needs of each. */
async function admittedOf(
	events: readonly JudgedEvent[],
	{ context, marks, nowMs }: Circumstances,
): Promise<ReadonlyArray<{ readonly event: JudgedEvent; readonly mark: string | undefined }>> {
	if (marks === undefined) return events.map((event) => ({ event, mark: undefined }));
	const isTest = context.getMode() === 'manual';
	if (isTest) context.addExecutionHints({ message: TEST_HINT, location: 'outputPane' });
	const options = { ...marks, nodeId: context.getNode().id, nowMs };
	const markable = events.map((event) => ({
		event,
		id: event.delivery.id,
		periodMs: event.isUnique ? Infinity : marks.periodMs,
	}));
	const admitted = await admit(isTest ? undefined : context.helpers, markable, options);
	return admitted.map(({ event: { event }, mark }) => ({
		event,
		mark: marks.mark === 'confirmed' ? mark : undefined,
	}));
}
