import { type IHookFunctions, NodeApiError, NodeOperationError, UserError } from 'n8n-workflow';

import type { KeptHook } from '../state/registration';
import type { Ledger } from './ledger';
import { OutOfReach, Unsettled } from './run';

/** What the texts about a vendor's hooks are made with. */
export interface Wording {
	/** The vendor's name. */
	readonly vendor: string;
	/** What the vendor calls a hook. */
	readonly noun: string;
	/** Where the user finds hooks that the API does not list. Absent where it lists them. */
	readonly whereToFind?: string;
}

/**
 * Why a publishing did not succeed, for whom it concerns: what the vendor answered, and what became of the hooks. All of
 * it stands in the message, for that is all that n8n shows.
 */
export function failureOf(
	context: IHookFunctions,
	wording: Wording,
	cause: unknown,
	ledger: Pick<Ledger, 'leftovers' | 'unknown'>,
): Error {
	const reason = cause instanceof Unsettled ? cause.reason : cause;
	const error = messageOnly(context, textFor(wording, reason) ?? reason);
	const rest = [stillThere(wording, ledger.leftovers), perhapsThere(wording, ledger.unknown)];
	error.message = [error.message, ...rest].filter((text) => text !== undefined).join(' ');
	return error;
}

/** The error with its description in its message. */
export function messageOnly(context: IHookFunctions, cause: unknown): Error {
	const error = asNodeError(context, cause);
	const { description } = error;
	if (!description) return error;
	error.message = `${error.message.replace(/\.$/, '')}. ${description}`;
	error.description = undefined;
	return error;
}

function asNodeError(context: IHookFunctions, cause: unknown): NodeApiError | NodeOperationError {
	if (cause instanceof NodeApiError || cause instanceof NodeOperationError) return cause;
	const description = cause instanceof UserError ? (cause.description ?? undefined) : undefined;
	return new NodeOperationError(context.getNode(), cause as Error | string, { description });
}

function textFor({ noun, whereToFind }: Wording, reason: unknown): string | undefined {
	if (!(reason instanceof OutOfReach)) return undefined;
	const { ids } = reason;
	return [
		`The token in the credential does not reach ${counted(ids.length, noun)}, made with another token: ${ids.join(', ')}.`,
		'If that was one of another account, delete them there, for they still call this node.',
		...(whereToFind === undefined ? [] : [whereToFind]),
		'Then publish again.',
	].join(' ');
}

function stillThere(
	{ noun }: Wording,
	leftovers: ReadonlyArray<Pick<KeptHook, 'id' | 'note'>>,
): string | undefined {
	const ids = leftovers.filter(({ note }) => note === undefined).map(({ id }) => id);
	if (ids.length === 0) return undefined;
	return `${counted(ids.length, noun)} could not be removed yet: ${ids.join(', ')}. The next publishing or unpublishing removes what is left.`;
}

function perhapsThere({ vendor, noun, whereToFind }: Wording, unknown: number): string | undefined {
	if (unknown === 0) return undefined;
	const advice = whereToFind ?? 'The next publishing finds it.';
	return `${vendor} may have made up to ${counted(unknown, noun)} all the same, without telling the ID. ${advice}`;
}

function counted(count: number, noun: string): string {
	return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
