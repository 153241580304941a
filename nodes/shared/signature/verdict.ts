import type { SignedTime } from './timestamp';

/** Why a request was refused. */
export type SignatureProblem = 'missing' | 'repeated' | 'malformed' | 'mismatch';

/** What a request has proved: all that is known of it for certain, whatever its body holds. */
export interface Proof {
	/** How: the id of a scheme, `token` of a callback URL, or `none`. */
	readonly verified: string;
	/** The time that is signed; undefined where none is. */
	readonly signedAt?: SignedTime | undefined;
	/** The message id that is signed. */
	readonly id?: string | undefined;
	/** When the proof begins and ends to count (Unix ms), where it says so itself. */
	readonly validFromMs?: number | undefined;
	readonly validUntilMs?: number | undefined;
}

/** What a request proves by a scheme, or why it proves nothing. */
export type Verdict = Proof | { readonly problem: SignatureProblem };

/** Whether a request proves nothing. */
export function isProblem(verdict: Verdict): verdict is { readonly problem: SignatureProblem } {
	return 'problem' in verdict;
}
