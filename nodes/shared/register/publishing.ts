import type { IHookFunctions } from 'n8n-workflow';

import type { Mode } from '../state/registration';
import type { NodeState } from '../state/node';
import type { SendDependencies, Timeframe } from '../vendorApi/send';
import type { RunTime } from './run';

/** The time that registering goes by, injected so that tests need no clock. */
export interface PublishingClock
	extends Pick<SendDependencies, 'nowMs' | 'sleep' | 'timeoutSignal'> {
	/** How long (ms) one publishing of a trigger may take, with all of n8n's tries. */
	readonly budgetMs: number;
}

/**
 * n8n 2.41 gives a whole publication up after 84 s, with a text of its own, and what was under way goes on unseen. Of
 * these, its waits between tries take up to 15 s (1, 2, 4 and 8), and the rest is for n8n itself, which may be busy.
 */
export const BUDGET_MS = 55_000;

/** Up to which part of the budget calls may begin and end. */
const PARTS = {
	/** What an earlier version had. n8n tries it three times before it publishes. */
	removing: { beginBy: 1 / 2, endBy: 1 / 2 },
	/** What is begun is given time to end, for a creation that is given up may have happened. */
	making: { beginBy: 2 / 3, endBy: 5 / 6 },
	takingBack: { beginBy: 1, endBy: 1 },
} as const;

/** Between two tries n8n waits at most 8 s. */
const LONGEST_GAP_MS = 10_000;

/** What n8n makes after it has removed what an earlier version had follows at once; a person needs longer. */
const MAKING_WITHIN_MS = 1_000;

/** After a try that failed n8n cleans up at once. */
const CLEAN_UP_WITHIN_MS = 2_000;

/** What a call of n8n is about. */
export type Purpose = 'making' | 'removing';

/** One publishing of a trigger: all of n8n's tries, the cleaning up between them, and what it removes before. */
export class Publishing implements RunTime {
	/** Why the last try failed. */
	failure: Error | undefined;

	/** No other try may follow. */
	isFinal = false;

	private part: keyof typeof PARTS = 'making';

	private readonly startedMs: number;

	private touchedMs: number;

	/** n8n's object for the workflow that is being published. */
	private workflow: object | undefined;

	private isDone = false;

	constructor(private readonly clock: PublishingClock) {
		this.startedMs = clock.nowMs();
		this.touchedMs = this.startedMs;
	}

	async sleep(ms: number): Promise<void> {
		await this.clock.sleep(ms);
	}

	get timeframe(): Timeframe {
		const { beginBy, endBy } = PARTS[this.part];
		const at = (part: number) => this.startedMs + part * this.clock.budgetMs;
		return { beginByMs: at(beginBy), endByMs: at(endBy) };
	}

	mayBegin(): boolean {
		return this.clock.nowMs() < this.timeframe.beginByMs;
	}

	takingBack(): void {
		this.part = 'takingBack';
	}

	/** Whether n8n removes hooks because a try of this publishing failed. */
	isCleanUp(workflow: object): boolean {
		if (this.failure === undefined || this.isDone) return false;
		return workflow === this.workflow || this.agoMs() <= CLEAN_UP_WITHIN_MS;
	}

	/**
	 * Whether another call belongs to this publishing. n8n makes its tries with one object, and what it removes before with
	 * another, just before; a person who publishes again, or after unpublishing, gets another. At a restart each try of n8n
	 * has an object of its own.
	 */
	goesOn(purpose: Purpose, workflow: object, isRestart: boolean): boolean {
		if (this.isDone) return false;
		// However long a busy n8n takes between two tries.
		if (this.workflow === workflow) return true;
		if (this.agoMs() > LONGEST_GAP_MS) return false;
		if (this.workflow === undefined) {
			return purpose === 'removing' || this.agoMs() <= MAKING_WITHIN_MS;
		}
		return purpose === 'removing' ? this.isCleanUp(workflow) : isRestart;
	}

	begin(purpose: Purpose, workflow: object): void {
		const isCleanUp = purpose === 'removing' && this.isCleanUp(workflow);
		this.part = isCleanUp ? 'takingBack' : purpose;
		if (purpose === 'making') this.workflow = workflow;
	}

	/** A try or the cleaning up has ended. */
	ended(): void {
		this.touchedMs = this.clock.nowMs();
	}

	/** The hooks are made, so that what follows is another publishing. */
	done(): void {
		this.isDone = true;
	}

	private agoMs(): number {
		return this.clock.nowMs() - this.touchedMs;
	}
}

/** The publishings that are going on in this process. */
export class Publishings {
	private readonly latest = new WeakMap<NodeState, Partial<Record<Mode, Publishing>>>();

	constructor(private readonly clock: PublishingClock) {}

	/** The publishing that the context's call belongs to. */
	of(context: IHookFunctions, state: NodeState, mode: Mode, purpose: Purpose): Publishing {
		const byMode = this.latest.get(state) ?? {};
		this.latest.set(state, byMode);
		const workflow = context.getWorkflowStaticData('global');
		const goesOn = byMode[mode]?.goesOn(purpose, workflow, isRestart(context)) === true;
		const publishing = (goesOn && byMode[mode]) || new Publishing(this.clock);
		byMode[mode] = publishing;
		publishing.begin(purpose, workflow);
		return publishing;
	}
}

/** On these n8n only takes up again what was published. */
export function isRestart(context: IHookFunctions): boolean {
	return ['init', 'leadershipChange'].includes(context.getActivationMode());
}
