import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { credentialReader, type ReadCredential } from '../../shared/action/credential';
import { itemError } from '../../shared/action/failedItem';
import { judge, type JudgedEvent, type Judgement } from '../../shared/receive/judge';
import { readReceiveOptions, type ReceiveOptions } from '../../shared/receive/options';
import type { SecretSource } from '../../shared/receive/source';
import { sourceOf } from '../receiving';
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
import { readRequest } from './request';

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
	const { context, index } = at;
	const fields = {
		getNodeParameter: (name: string, fallback?: unknown) =>
			context.getNodeParameter(name, index, fallback) as never,
	};
	const source = sourceOf(fields);
	const given = fields.getNodeParameter('options', {}) as IDataObject;
	const request = await readRequest(
		context.getInputData()[index] as INodeExecutionData,
		source,
		{ method: String(given.method ?? ''), signedUrl: String(given.signedUrl ?? '').trim() },
		async (file) => await context.helpers.getBinaryDataBuffer(index, file),
	);
	const { webhook } = request;
	const options = readReceiveOptions(given, source.defaults);
	const judgement = await judge({
		...{ webhook, source, fields, options, nowMs },
		address: undefined,
		async against(check) {
			const authentication = await source.authentication(fields, secretsOf(at));
			const refused = request.hasBytes ? undefined : checkBytes(authentication, webhook);
			return refused ?? check(authentication);
		},
	});
	const marks = markingOf(given, options);
	return await outcomeOf(judgement, { context, marks, insistedOn: source.answer, nowMs: nowMs() });
}

/** The credential of an item, which is read once. */
function secretsOf({ index, credential }: ItemAtHand): SecretSource {
	let read: ReturnType<ReadCredential> | undefined;
	return {
		getCredentials: async <T extends object>() => (await (read ??= credential(index))) as T,
		ownSecrets: async () => [],
	};
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
	{ seenPeriodSeconds }: ReceiveOptions,
): Marking | undefined {
	if (dropCopies !== 'now' && dropCopies !== 'confirmed') return undefined;
	const isSize = typeof copiesKept === 'number' && copiesKept >= 1;
	const size = isSize ? Math.floor(copiesKept) : DEFAULT_SIZE;
	return { mark: dropCopies, size, periodMs: seenPeriodSeconds * 1000 };
}

interface Circumstances {
	readonly context: IExecuteFunctions;
	readonly marks: Marking | undefined;
	/** The answer to events that the sender insists on. */
	readonly insistedOn: string | undefined;
	readonly nowMs: number;
}

/** The items that show what became of a request. */
async function outcomeOf(judgement: Judgement, at: Circumstances): Promise<Outputs> {
	const outputs: Outputs = { verified: [], rejected: [], answer: [] };
	if (judgement.kind === 'refused') {
		outputs.rejected.push(rejectedItem(judgement.refusal));
		return outputs;
	}
	const { insistedOn } = at;
	if (judgement.kind === 'answered') {
		outputs.answer.push(handshakeItem(judgement, insistedOn));
		return outputs;
	}
	const { events, ignored } = judgement;
	const admitted = await admittedOf(events, at);
	for (const { event, mark } of admitted) {
		outputs.verified.push(verifiedItem(event, mark, insistedOn));
	}
	// What is left of a batch is answered by whoever works on the rest of it.
	if (admitted.length > 0) return outputs;
	const [copy] = events;
	const [unwanted] = ignored;
	if (copy) outputs.answer.push(copyItem(copy, insistedOn));
	else if (unwanted) outputs.answer.push(ignoredItem(unwanted, insistedOn));
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
		id: event.key,
		periodMs: periodOf(event, marks),
	}));
	const admitted = await admit(isTest ? undefined : context.helpers, markable, options);
	return admitted.map(({ event: { event }, mark }) => ({
		event,
		mark: marks.mark === 'confirmed' ? mark : undefined,
	}));
}

/** How long an event's key tells it from others: not at all where somebody had the sender send it once more. */
function periodOf({ isUnique, isSentAgain }: JudgedEvent, { periodMs }: Marking): number {
	if (isSentAgain) return 0;
	return isUnique ? Infinity : periodMs;
}
