import type {
	KeptHook,
	KeptHooks,
	KeptRegistration,
	RegistrationDraft,
} from '../state/registration';

/** At most so many hooks of other accounts are kept in mind. */
const MOST_TOLD = 50;

/**
 * What is known of a node's hooks at the vendor while they are being changed. Every change is kept at once, so that
 * whatever ends the work, no hook that was made is forgotten.
 */
export class Ledger {
	private hooks: Record<string, KeptHook>;

	private readonly others: Map<string, KeptHook>;

	/** Of what the vendor did not know when it was asked to remove it: what it has not known before either. */
	private readonly missedAgain = new Set<string>();

	private count: number;

	/**
	 * @param before what was kept
	 * @param keep called after each change
	 */
	constructor(
		before: Pick<KeptRegistration, 'hooks' | 'leftovers' | 'unknown'> | undefined,
		private readonly keep: (now: Omit<RegistrationDraft, 'url' | 'secret'>) => void,
	) {
		this.hooks = { ...before?.hooks };
		this.others = new Map(before?.leftovers.map((hook) => [hook.id, hook]));
		this.count = before?.unknown ?? 0;
	}

	/** The hooks that are wanted, as far as they are there. */
	get wanted(): KeptHooks {
		return this.hooks;
	}

	/** Hooks that are not wanted, or not yet. */
	get leftovers(): KeptHook[] {
		return [...this.others.values()];
	}

	/** How many hooks there may be whose ids nobody told. */
	get unknown(): number {
		return this.count;
	}

	set unknown(count: number) {
		if (count === this.count) return;
		this.count = count;
		this.changed();
	}

	/** Every hook that is known. */
	get all(): KeptHook[] {
		return [...Object.values(this.hooks), ...this.others.values()];
	}

	/** Leftovers that an account may be able to remove; the others were told to the user. */
	removable(account: string): KeptHook[] {
		return this.leftovers.filter((hook) => hook.note !== 'told' || hook.account === account);
	}

	/** Notes a hook that has to be removed, unless it is one that is wanted, or becomes one. */
	note(hook: KeptHook): void {
		if (Object.values(this.hooks).some(({ id }) => id === hook.id)) return;
		this.others.set(hook.id, hook);
		this.changed();
	}

	/** Notes that a hook is wanted no longer, and could not be removed. */
	setAside(hook: KeptHook): void {
		this.drop(hook);
		this.note(hook);
	}

	/** Forgets a hook that is gone. */
	drop({ id }: KeptHook): void {
		this.others.delete(id);
		this.hooks = Object.fromEntries(
			Object.entries(this.hooks).filter(([, hook]) => hook.id !== id),
		);
		this.changed();
	}

	/** Notes that the vendor did not know a hook. Only `settled` believes it, once it has been said twice. */
	missed(hook: KeptHook): void {
		if (hook.note === 'missing') this.missedAgain.add(hook.id);
		this.setAside({ ...hook, note: 'missing' });
	}

	/** These are the hooks that are wanted now; those that were so far have to be removed. */
	want(hooks: KeptHooks): void {
		const ids = new Set(Object.values(hooks).map(({ id }) => id));
		for (const hook of Object.values(this.hooks)) this.others.set(hook.id, hook);
		for (const id of ids) this.others.delete(id);
		this.hooks = { ...hooks };
		this.changed();
	}

	/** The work succeeded, with calls that only the right API can have answered. */
	settled(): void {
		for (const id of this.missedAgain) this.others.delete(id);
		this.count = 0;
		this.changed();
	}

	/** The user has been told of these hooks, which are out of reach. They are removed should they ever be in reach. */
	told(hooks: readonly KeptHook[]): void {
		for (const hook of hooks) {
			this.drop(hook);
			this.others.set(hook.id, { ...hook, note: 'told' });
		}
		const told = this.leftovers.filter(({ note }) => note === 'told');
		for (const { id } of told.slice(0, -MOST_TOLD)) this.others.delete(id);
		this.changed();
	}

	/** All of it, to be kept. */
	get draft(): Omit<RegistrationDraft, 'url' | 'secret'> {
		return { hooks: this.hooks, leftovers: this.leftovers, unknown: this.count };
	}

	/** Whether there is nothing to keep in mind. */
	get isEmpty(): boolean {
		return this.all.length === 0 && this.count === 0;
	}

	private changed(): void {
		this.keep(this.draft);
	}
}
