import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { isObject } from '../lib/json';
import { CredentialCache } from './credentials';
import { Duplicates, type PendingEvent } from './duplicates';
import { Ignored } from './ignored';
import { isKeptEvents } from './keptEvents';
import {
	type KeptRegistration,
	MODES,
	type Mode,
	nextRegistration,
	readRegistration,
	type RegistrationDraft,
	takeBack,
	type TakenBack,
} from './registration';
import { deriveSecret, ownerOf, type TriggerIdentity } from './secret';
import { SeenEvents } from './seenEvents';

/** The contexts whose static data n8n saves. */
export type StateContext = Pick<
	IWebhookFunctions | IHookFunctions,
	'getWorkflow' | 'getNode' | 'getInstanceId' | 'getWorkflowStaticData'
>;

/** What a node takes from its process. */
export interface NodeDependencies {
	nowMs(): number;
	/** Tells the process from others. */
	readonly processId: string;
	/** Has n8n save the newest that is known of all triggers of the workflow. */
	write(context: StateContext): void;
}

/**
 * How long events may wait to be written with a later one. A write for each event costs n8n some of the events that it
 * can take under load; `npm run bench -- writes` measures what. Long lists wait longer, so that no more than 320 KB a
 * second are written.
 */
const WRITE_DELAY_MS = { least: 50, most: 1_000, for1000Events: 50 } as const;

/** How long a node is kept that has no registration and gets no events. */
const MAX_IDLE_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * What a process knows of one trigger node: the newest registrations, and the events that it has taken.
 *
 * n8n keeps one text of static data for a workflow, loads it with each request and writes it back whole, so that a
 * request that came early and is written late would bring back what stood there before. So nothing here is ever replaced
 * by something older, and whatever n8n writes is made at that moment from what is known here. What belongs to another
 * instance, workflow or node, because somebody copied the text, is left alone and never used.
 *
 * What only stood in this process and was not written when it ended is lost. The node's secrets can be made again.
 */
export class NodeState {
	readonly credentials: CredentialCache;

	/** Which events were let through. */
	readonly duplicates: Duplicates;

	/** What did not start the workflow. It is lost with the process. */
	readonly ignored: Readonly<Record<Mode, Ignored>> = {
		production: new Ignored(),
		test: new Ignored(),
	};

	private readonly seen: SeenEvents;

	private readonly owner: string;

	private readonly kept: { [mode in Mode]?: KeptRegistration | TakenBack } = {};

	private readonly derived = new Map<Mode, { token: string; secret: string | undefined }>();

	/** The secrets that senders have brought. */
	private readonly brought: { [mode in Mode]?: string } = {};

	private changesGoingOn = 0;

	private lastWriteMs = -Infinity;

	constructor(
		private readonly identity: TriggerIdentity,
		private readonly process: NodeDependencies,
	) {
		this.owner = ownerOf(identity);
		this.seen = new SeenEvents(process.processId);
		this.duplicates = new Duplicates(this.seen);
		this.credentials = new CredentialCache(() => process.nowMs());
	}

	/** The newest registration that is known; undefined when there is none, or it was taken back. */
	registration(mode: Mode): KeptRegistration | undefined {
		const kept = this.kept[mode];
		return kept && 'secret' in kept ? kept : undefined;
	}

	/**
	 * Keeps a registration, in the process at once and in the database when n8n saves the context's static data. Another
	 * secret than the one before leaves that one accepted for 24 hours.
	 */
	keep(context: StateContext, mode: Mode, draft: RegistrationDraft): void {
		this.kept[mode] = nextRegistration(this.kept[mode], draft, this.process.nowMs());
		this.process.write(context);
	}

	/** Takes a registration back; nothing that was written earlier can bring it back. */
	forget(context: StateContext, mode: Mode): void {
		const before = this.kept[mode];
		if (!before) return;
		this.kept[mode] = takeBack(before, this.process.nowMs());
		this.process.write(context);
	}

	/** The secret for hooks that are made now: the same for the same API token, undefined for an empty one. */
	derivedSecret(token: string, mode: Mode): string | undefined {
		let known = this.derived.get(mode);
		if (known?.token !== token) {
			known = { token, secret: deriveSecret(token, this.identity, mode) };
			this.derived.set(mode, known);
		}
		return known.secret;
	}

	/**
	 * The secrets that a request may have been made with: derived from the API token, so that nothing that was kept is
	 * needed; kept, so that a replaced API token does not cut off a hook that exists; and the one kept before.
	 */
	acceptedSecrets(token: string, mode: Mode): string[] {
		const { secret, earlier } = this.registration(mode) ?? {};
		const before = earlier && this.process.nowMs() < earlier.untilMs ? earlier.secret : undefined;
		const secrets = new Set([this.derivedSecret(token, mode), secret, before]);
		return [...secrets].filter((each): each is string => Boolean(each));
	}

	/** The secret that a sender has brought by a handshake; undefined where none has. */
	broughtSecret(mode: Mode): string | undefined {
		return this.brought[mode];
	}

	/**
	 * Keeps a secret that a sender has brought. That of the production URL is kept in the database too, when n8n saves the
	 * context's static data.
	 *
	 * @returns whether it is kept: never in the place of another one
	 */
	keepBrought(context: StateContext, mode: Mode, secret: string): boolean {
		const known = this.brought[mode];
		if (known !== undefined) return known === secret;
		this.brought[mode] = secret;
		if (mode === 'production') this.process.write(context);
		return true;
	}

	/** The user listens for a test event anew: the sender may bring another secret. */
	startListening(): void {
		delete this.brought.test;
	}

	/** Runs `work`, which changes the node's hooks at the vendor; `isChanging` is true meanwhile. */
	async whileChanging<T>(work: () => Promise<T>): Promise<T> {
		this.changesGoingOn++;
		try {
			return await work();
		} finally {
			this.changesGoingOn--;
		}
	}

	/** Whether the node's hooks are being changed at the vendor, by this process. */
	get isChanging(): boolean {
		return this.changesGoingOn > 0;
	}

	/**
	 * To be called for an event just before n8n saves the context's static data: has it save what is known. While other
	 * events are on their way one of them will do so soon, unless each is to be written.
	 */
	write(context: StateContext, event: PendingEvent, writesEach = false): void {
		const nowMs = this.process.nowMs();
		const { least, most, for1000Events } = WRITE_DELAY_MS;
		const delayMs = Math.min(most, Math.max(least, (this.seen.count / 1000) * for1000Events));
		const isRecent = Math.abs(nowMs - this.lastWriteMs) < delayMs;
		if (!writesEach && isRecent && this.duplicates.arePending(event)) return;
		this.lastWriteMs = nowMs;
		this.process.write(context);
	}

	/** Learns the registrations of an entry of the static data. */
	learnRegistrations(entry: unknown): void {
		if (!this.owns(entry)) return;
		for (const mode of MODES) {
			const value = entry[mode] as Partial<TakenBack> | undefined;
			const known = this.kept[mode]?.generation ?? -Infinity;
			const isNewer = typeof value?.generation === 'number' && value.generation > known;
			const found = isNewer ? readRegistration(value) : undefined;
			if (found) this.kept[mode] = found;
		}
		const { brought } = entry;
		if (typeof brought === 'string' && brought !== '') this.brought.production ??= brought;
	}

	/** Learns the events of an entry of the static data. */
	learnEvents(entry: unknown): void {
		if (this.owns(entry)) this.seen.learn(entry.seen, this.nowSeconds);
	}

	/**
	 * The node's entry for the static data; undefined when there is nothing to keep.
	 *
	 * @param loaded the entry that is about to be replaced
	 */
	toEntry(loaded: unknown): unknown {
		this.learnRegistrations(loaded);
		// A list of which nothing is known here need not be read to be kept.
		if (!this.seen.isEmpty) this.learnEvents(loaded);
		const theirs = this.owns(loaded) ? loaded.seen : undefined;
		const seen = this.seen.toKept(this.nowSeconds) ?? theirs;
		const brought = this.brought.production;
		if (Object.keys(this.kept).length === 0 && seen === undefined && brought === undefined) {
			return this.owns(loaded) ? undefined : loaded;
		}
		if (brought !== undefined) return { owner: this.owner, ...this.kept, seen, brought };
		return this.isIdle(seen) ? undefined : { owner: this.owner, ...this.kept, seen };
	}

	private get nowSeconds(): number {
		return Math.floor(this.process.nowMs() / 1000);
	}

	private owns(entry: unknown): entry is IDataObject {
		return isObject(entry) && entry.owner === this.owner;
	}

	private isIdle(seen: unknown): boolean {
		if (MODES.some((mode) => this.registration(mode))) return false;
		const changes = MODES.map((mode) => this.kept[mode]?.generation ?? 0);
		const lastEventMs = isKeptEvents(seen) ? seen.at * 1000 : 0;
		return this.process.nowMs() - Math.max(...changes, lastEventMs) > MAX_IDLE_MS;
	}
}

/** Which of its registrations a request is for. */
export function modeOfRequest(context: Pick<IWebhookFunctions, 'getMode'>): Mode {
	return context.getMode() === 'manual' ? 'test' : 'production';
}

/** Which of its registrations n8n is about to make or take back. While taking back it does not say, but the URL does. */
export function modeOfHook(context: IHookFunctions, state: NodeState, url: string): Mode {
	const listening =
		context.getActivationMode() === 'manual' || state.registration('test')?.url === url;
	return listening ? 'test' : 'production';
}
