import type { IHookFunctions } from 'n8n-workflow';

import type { Mode } from '../state/registration';
import type { NodeState } from '../state/node';
import type { SendDependencies } from '../vendorApi/send';
import type { RunTime } from './run';

/** The time that registering goes by, injected so that tests need no clock. */
export interface PublishingClock
	extends Pick<SendDependencies, 'nowMs' | 'sleep' | 'timeoutSignal'> {
	/** How long (ms) one publishing of a trigger may take, with all of n8n's tries. */
	readonly budgetMs: number;
}

/**
 * n8n 2.41 gives a whole publication up after 84 s, with a text of its own, and what was under way goes on unseen. Of
 * these, its waits between tries take up to 15 s (1, 2, 4 and 8), and some time is for n8n itself.
 */
export const BUDGET_MS = 60_000;

/** Which part of the budget is over when … ends. Taking back may use it up. */
const UNTIL = {
	/** the removal of what an earlier version had; n8n tries it three times before it publishes */
	removing: 1 / 2,
	/** beginning with one more hook */
	beginning: 2 / 3,
	/** waiting for what was begun */
	making: 5 / 6,
	takingBack: 1,
} as const;

/** Between two tries n8n waits at most 8 s. */
const LONGEST_GAP_MS = 10_000;

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

	/** Until when (Unix ms) vendors' calls may take. */
	deadlineMs = 0;

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

	mayBegin(): boolean {
		return this.clock.nowMs() < this.end('beginning');
	}

	takingBack(): void {
		this.deadlineMs = this.end('takingBack');
	}

	/** Whether n8n removes hooks because a try of this publishing failed. */
	isCleanUp(workflow: object): boolean {
		if (this.failure === undefined || this.isDone) return false;
		return workflow === this.workflow || this.agoMs() <= CLEAN_UP_WITHIN_MS;
	}

	/**
	 * Whether another call belongs to this publishing. Its tries follow each other closely, and n8n makes them with one
	 * object; a person who publishes again gets another. At a restart each try of n8n has an object of its own.
	 */
	goesOn(purpose: Purpose, workflow: object, isRestart: boolean): boolean {
		if (this.isDone || this.agoMs() > LONGEST_GAP_MS) return false;
		if (this.workflow === undefined || this.workflow === workflow) return true;
		return purpose === 'removing' ? this.isCleanUp(workflow) : isRestart;
	}

	begin(purpose: Purpose, workflow: object): void {
		const isCleanUp = purpose === 'removing' && this.isCleanUp(workflow);
		this.deadlineMs = this.end(isCleanUp ? 'takingBack' : purpose);
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

	private end(part: keyof typeof UNTIL): number {
		return this.startedMs + this.clock.budgetMs * UNTIL[part];
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
