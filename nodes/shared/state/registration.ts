import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../lib/json';

/** Listening for a test event and the active workflow have different URLs, hence registrations of their own. */
export const MODES = ['production', 'test'] as const;

export type Mode = (typeof MODES)[number];

/** A hook that this node has created at the vendor. */
export interface KeptHook {
	readonly id: string;
	/** What was asked for when it was created, to notice that the node wants something else now. */
	readonly fingerprint: string;
	/** Which account it was created with, as `accountOf` tells. */
	readonly account?: string;
	/** Of one to be removed: the vendor did not know it, or it is in another account, which the user was told. */
	readonly note?: 'missing' | 'told';
}

/** A node's hooks by the key of what was wanted. */
export type KeptHooks = Readonly<Record<string, KeptHook>>;

/** What a registration holds, as its maker says. */
export interface RegistrationDraft {
	/** The URL that was registered. */
	readonly url: string;
	/** The node's own secret that the hooks were made with: callback token or signing secret, as the vendor needs it. */
	readonly secret: string;
	readonly hooks: KeptHooks;
	/** Hooks that were created and could not be taken back. */
	readonly leftovers?: readonly KeptHook[];
	/** How many more hooks there may be at the vendor whose ids it did not tell. */
	readonly unknown?: number;
}

/** What a trigger keeps of its registration. */
export interface KeptRegistration extends Required<RegistrationDraft> {
	/** The higher one is the newer: the time (Unix ms) at which it was kept, or later. */
	readonly generation: number;
	/** The secret before this one, and until when (Unix ms) it is accepted. */
	readonly earlier?: { readonly secret: string; readonly untilMs: number };
}

/** How long a secret is accepted after another took its place. */
const EARLIER_SECRET_MS = 24 * 60 * 60 * 1000;

/** The registration that follows `before`. */
export function nextRegistration(
	before: KeptRegistration | TakenBack | undefined,
	draft: RegistrationDraft,
	nowMs: number,
): KeptRegistration {
	const known = before && 'secret' in before ? before : undefined;
	const earlier =
		known && known.secret !== draft.secret
			? { secret: known.secret, untilMs: nowMs + EARLIER_SECRET_MS }
			: known?.earlier;
	return {
		leftovers: [],
		unknown: 0,
		...draft,
		generation: nextGeneration(before?.generation ?? 0, nowMs),
		...(earlier && earlier.untilMs > nowMs && { earlier }),
	};
}

/** What stands in place of a registration that was taken back, so that an older text cannot bring it back. */
export interface TakenBack {
	readonly generation: number;
	readonly takenBack: true;
}

/** What stands in place of `before`. */
export function takeBack({ generation }: Pick<TakenBack, 'generation'>, nowMs: number): TakenBack {
	return { generation: nextGeneration(generation, nowMs), takenBack: true };
}

/** Always higher than the one before; the time, so that it is higher also where the one before is not known. */
function nextGeneration(before: number, nowMs: number): number {
	return Math.max(nowMs, before + 1);
}

/** Reads what was written; undefined for what is not ours or damaged. */
export function readRegistration(value: unknown): KeptRegistration | TakenBack | undefined {
	if (!isObject(value)) return undefined;
	const { url, secret, hooks, leftovers, unknown, generation, earlier } = value;
	// A number that cannot be counted on from would be the newest for ever.
	if (!isCount(generation)) return undefined;
	if (value.takenBack === true) return { generation, takenBack: true };
	if (typeof url !== 'string' || typeof secret !== 'string' || !isObject(hooks)) return undefined;
	const named = Object.entries(hooks).flatMap(([key, hook]) => {
		const read = readHook(hook);
		return read ? [[key, read] as const] : [];
	});
	return {
		url,
		secret,
		generation,
		hooks: Object.fromEntries(named),
		leftovers: Array.isArray(leftovers) ? leftovers.flatMap((hook) => readHook(hook) ?? []) : [],
		unknown: isCount(unknown) ? unknown : 0,
		...readEarlier(earlier),
	};
}

function isCount(value: unknown): value is number {
	return Number.isSafeInteger(value);
}

function readHook(value: unknown): KeptHook | undefined {
	if (!isObject(value) || typeof value.id !== 'string') return undefined;
	const { id, fingerprint, account, note } = value;
	return {
		id,
		fingerprint: typeof fingerprint === 'string' ? fingerprint : '',
		...(typeof account === 'string' && { account }),
		...((note === 'missing' || note === 'told') && { note }),
	};
}

function readEarlier(value: unknown): Pick<KeptRegistration, 'earlier'> {
	if (!isObject(value)) return {};
	const { secret, untilMs }: IDataObject = value;
	return typeof secret === 'string' && typeof untilMs === 'number'
		? { earlier: { secret, untilMs } }
		: {};
}
