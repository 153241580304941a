import { createHash } from 'node:crypto';

import { type IExecuteFunctions, UserError } from 'n8n-workflow';

/** n8n's store of processed items, as a node's context gives it. */
export type ProcessedStore = Pick<
	IExecuteFunctions['helpers'],
	'checkProcessedAndRecord' | 'removeProcessed'
>;

/** When an event counts as taken. */
export type MarkTime = 'now' | 'confirmed';

/** An event whose copies are looked for. */
export interface MarkableEvent {
	/** What its copies have in common. */
	readonly id: string;
	/** How long that tells it from others: Infinity where it always does, 0 where never. */
	readonly periodMs: number;
}

export interface CopyOptions {
	readonly mark: MarkTime;
	/** How many marks are kept. */
	readonly size: number;
	/** Whose marks they are: the id of the node that looks for copies. */
	readonly nodeId: string;
	readonly nowMs: number;
}

/** An event that is no copy. */
export interface Admitted<T> {
	readonly event: T;
	/** For `confirm`. */
	readonly mark: string;
}

/**
 * The events that have no mark yet, each once. With `now` they have one after this.
 *
 * n8n keeps the marks of a node or workflow as one value, which it reads whole and writes whole, without a lock. So all
 * processes of an instance share them, but of two copies at the same moment both can get through.
 *
 * @param store undefined to look at the events alone
 * @throws UserError when the store cannot be used
 */
export async function admit<T extends MarkableEvent>(
	store: ProcessedStore | undefined,
	events: readonly T[],
	options: CopyOptions,
): Promise<Array<Admitted<T>>> {
	const known = new Set<string>();
	const candidates = events.flatMap((event) => {
		const marks = marksOf(event, options);
		const [mark = NOTHING_TO_MARK] = marks;
		if (known.has(mark)) return [];
		if (marks.length > 0) known.add(mark);
		return [{ event, mark, marks }];
	});
	const seen = store ? await lookUp(store, candidates, options) : new Set<unknown>();
	return candidates
		.filter(({ marks }) => !marks.some((mark) => seen.has(mark)))
		.map(({ event, mark }) => ({ event, mark }));
}

/** Which of the marks are there. Those of new events are afterwards there as well, with `now`. */
async function lookUp(
	store: ProcessedStore,
	candidates: ReadonlyArray<{ readonly marks: readonly string[] }>,
	{ mark, size }: CopyOptions,
): Promise<Set<unknown>> {
	const all = [...new Set(candidates.flatMap(({ marks }) => marks))];
	if (all.length === 0) return new Set();
	// A node's marks go by its own id. What Confirm is to write has to be the workflow's.
	const scope = mark === 'now' ? 'node' : 'workflow';
	// Without a limit the look itself pushes no mark out.
	const limit = mark === 'now' ? { maxEntries: size } : {};
	const options = { mode: 'entries', ...limit } as const;
	const found = await twice(scope, async () => {
		return await store.checkProcessedAndRecord(all, scope, options);
	});
	const seen = new Set<unknown>(found.processed);
	// The store cannot look without marking: what was not to be marked is taken back.
	const isCopy = (marks: readonly string[]) => marks.some((text) => seen.has(text));
	const isUndone = ({ marks }: { readonly marks: readonly string[] }) =>
		mark === 'confirmed' || isCopy(marks);
	const undone = candidates.filter(isUndone).flatMap(({ marks }) => marks);
	const taken = undone.filter((text) => !seen.has(text));
	if (taken.length > 0) {
		await twice(scope, async () => await store.removeProcessed(taken, scope, options));
	}
	return seen;
}

/**
 * Marks events by the marks that `admit` gave.
 *
 * @throws UserError when the store cannot be used
 */
export async function confirm(
	store: ProcessedStore,
	marks: readonly string[],
	size: number,
): Promise<void> {
	const given = [...new Set(marks)].filter((mark) => mark !== NOTHING_TO_MARK);
	if (given.length === 0) return;
	const options = { mode: 'entries', maxEntries: size } as const;
	await twice('workflow', async () => {
		return await store.checkProcessedAndRecord(given, 'workflow', options);
	});
}

const PREFIX = 'webhook:';

/** The mark of an event that has no copies, since equal ones are events of their own. */
const NOTHING_TO_MARK = `${PREFIX}none`;

/** Whether a value can be a mark that `admit` gave. */
export function isMark(value: unknown): value is string {
	return typeof value === 'string' && value.startsWith(PREFIX);
}

/**
 * The mark of an event, and others by which it may be known. The store knows no times. So what tells events apart only
 * for a while is marked together with the half of that time in which it came, and looked for in this half and in the
 * one before.
 */
function marksOf({ id, periodMs }: MarkableEvent, { nodeId, nowMs }: CopyOptions): string[] {
	// Ids are the sender's and can be long.
	const mark = `${PREFIX}${nodeId}:${createHash('sha256').update(id).digest('base64url')}`;
	if (periodMs === Infinity) return [mark];
	if (periodMs === 0) return [];
	const half = Math.floor(nowMs / (periodMs / 2));
	return [half, half - 1].map((number) => `${mark}@${number}`);
}

type Scope = 'node' | 'workflow';

/** Two executions that use the store first of all collide, and the one that fails finds it there when it asks again. */
async function twice<T>(scope: Scope, use: () => Promise<T>): Promise<T> {
	try {
		return await use();
	} catch {
		try {
			return await use();
		} catch (error) {
			throw storeError(error, scope);
		}
	}
}

const ADVICE = {
	node: 'Check that the workflow is saved and that n8n can reach its database.',
	workflow:
		'A Remove Duplicates node of this workflow may keep other values there: set its Scope to Node, and clear its history with the Scope Workflow once.',
} as const;

function storeError(error: unknown, scope: Scope): UserError {
	const message = error instanceof Error ? error.message : 'unknown error';
	return new UserError('The store of processed items of n8n could not be used', {
		description: `${ADVICE[scope]} n8n says: ${message}`,
	});
}
