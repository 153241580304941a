import { type IDataObject, type IHookFunctions, NodeOperationError } from 'n8n-workflow';

import type { KeptRegistration, Mode } from '../state/registration';
import { accountOf } from '../state/secret';
import { modeOfHook, type NodeState } from '../state/node';
import type { StateStore } from '../state/store';
import { VendorClient } from '../vendorApi/client';
import { failureOf } from './failure';
import type { VendorHooks, WantedHook } from './hooks';
import { Ledger } from './ledger';
import { isSettled } from './plan';
import {
	isRestart,
	type Publishing,
	type PublishingClock,
	Publishings,
	type Purpose,
} from './publishing';
import { inspect, planUnseen, reconcile, removeAll } from './reconcile';
import { type Run, Unsettled } from './run';

/** What a call of n8n is about: one of a trigger's two registrations, as it is known. */
interface Task {
	readonly url: string;
	readonly state: NodeState;
	readonly mode: Mode;
	readonly publishing: Publishing;
	readonly kept: KeptRegistration | undefined;
	/** With which URL and secret what is in the ledger is kept. */
	readonly address: { readonly url: string; secret: string };
	readonly ledger: Ledger;
}

/** Makes and removes the hooks of one type of trigger, with what is known of them and the time that there is. */
export class Registrar<Wanted extends WantedHook> {
	private readonly publishings: Publishings;

	/** The URLs for test events. While taking back n8n does not say what it is about, but the URL does. */
	private readonly testUrls = new WeakMap<NodeState, string>();

	constructor(
		private readonly hooks: VendorHooks<Wanted>,
		private readonly store: StateStore,
		private readonly clock: PublishingClock,
	) {
		this.publishings = new Publishings(clock);
	}

	/** Whether the vendor's hooks are what the node wants. */
	async checkExists(context: IHookFunctions): Promise<boolean> {
		if (this.hooks.byHand?.(context)) return true;
		return await this.making(context, async (run, { kept, publishing }) => {
			if (!kept) return run.wanted.length === 0;
			const exists = await this.orBelieved(context, run, async () =>
				isSettled(await inspect(run, isRestart(context))),
			);
			if (exists) publishing.done();
			return exists;
		});
	}

	/** Makes the vendor's hooks what the node wants. */
	async create(context: IHookFunctions): Promise<void> {
		if (this.hooks.byHand?.(context)) return;
		await this.making(context, async (run, { state, mode, url, publishing }, secret) => {
			await this.orBelieved(context, run, async () => {
				await state.whileChanging(async () => await reconcile(run));
				state.keep(context, mode, { url, secret, ...run.ledger.draft });
				return true;
			});
			publishing.done();
		});
	}

	/** Removes the vendor's hooks; where that is not possible they are kept, to be used again. */
	async delete(context: IHookFunctions): Promise<void> {
		if (this.hooks.byHand?.(context)) return;
		const task = this.taskOf(context, 'removing');
		const { state, mode, publishing, ledger } = task;
		const isCleanUp = publishing.isCleanUp(context.getWorkflowStaticData('global'));
		try {
			const run = this.runOf(context, task, await this.token(context), []);
			if (!run.registry.remove) return;
			await state.whileChanging(async () => await removeAll(run));
		} catch (cause) {
			const error = failureOf(context, this.wording, cause, ledger);
			// After an error n8n would leave the trigger's address in place, and take the trigger for published the next time.
			// The user is told why publishing failed, and what is left is kept.
			if (!isCleanUp) throw error;
			context.logger.error(error.message);
		} finally {
			publishing.ended();
			if (ledger.isEmpty) state.forget(context, mode);
		}
	}

	private get wording() {
		const { api, noun = 'webhook', whereToFind } = this.hooks;
		return { vendor: api.name, noun, whereToFind };
	}

	/**
	 * One of n8n's tries.
	 *
	 * @throws an error that says all in its message; the same one at once where trying again would not help
	 */
	private async making<T>(
		context: IHookFunctions,
		work: (run: Run<Wanted>, task: Task, secret: string) => Promise<T>,
	): Promise<T> {
		const task = this.taskOf(context, 'making');
		const { url, publishing, ledger } = task;
		const { failure } = publishing;
		if (failure && (publishing.isFinal || !publishing.mayBegin())) {
			publishing.ended();
			throw failure;
		}
		try {
			const token = await this.token(context);
			const secret = this.secret(context, task, token);
			task.address.secret ||= secret;
			const wanted = this.hooks.wanted(context, url, secret);
			return await work(this.runOf(context, task, token, wanted), task, secret);
		} catch (cause) {
			publishing.isFinal = cause instanceof Unsettled && cause.isFinal;
			publishing.failure = failureOf(context, this.wording, cause, ledger);
			throw publishing.failure;
		} finally {
			publishing.ended();
		}
	}

	/**
	 * At a restart hooks that were kept as they are wanted are believed to be there, whatever the vendor answers: an error
	 * would have n8n remove those of a workflow that is published, and events would be lost until it tries again.
	 */
	private async orBelieved(
		context: IHookFunctions,
		run: Run<Wanted>,
		work: () => Promise<boolean>,
	): Promise<boolean> {
		return await work().catch((cause: Error) => {
			if (!isRestart(context) || !isSettled(planUnseen(run, true))) throw cause;
			context.logger.error(`Webhooks are believed to be there: ${cause.message}`);
			return true;
		});
	}

	private taskOf(context: IHookFunctions, purpose: Purpose): Task {
		const url = context.getNodeWebhookUrl('default');
		if (url === undefined) {
			throw new NodeOperationError(context.getNode(), 'n8n did not give this node a webhook URL');
		}
		const state = this.store.of(context);
		if (context.getActivationMode() === 'manual') this.testUrls.set(state, url);
		const mode = this.testUrls.get(state) === url ? 'test' : modeOfHook(context, state, url);
		const publishing = this.publishings.of(context, state, mode, purpose);
		const kept = state.registration(mode);
		const address = { url: kept?.url ?? url, secret: kept?.secret ?? '' };
		const ledger = new Ledger(kept, (now) => state.keep(context, mode, { ...address, ...now }));
		return { url, state, mode, publishing, kept, address, ledger };
	}

	/** The token that the calls are made with. */
	private async token(context: IHookFunctions): Promise<string> {
		const { credential, field } = this.hooks.token;
		const { [field]: token } = await context.getCredentials<IDataObject>(credential);
		return String(token ?? '');
	}

	/** The secret for hooks that are made now. */
	private secret(context: IHookFunctions, { state, mode, kept }: Task, token: string): string {
		if (this.hooks.arePermanent && kept?.secret) return kept.secret;
		const secret = state.derivedSecret(token, mode);
		if (secret !== undefined) return secret;
		throw new NodeOperationError(
			context.getNode(),
			`The ${this.hooks.api.name} credential holds no token. Open it and enter the token.`,
		);
	}

	private runOf(
		context: IHookFunctions,
		{ url, state, mode, ledger, publishing: time }: Task,
		token: string,
		wanted: readonly Wanted[],
	): Run<Wanted> {
		const { nowMs, sleep, timeoutSignal } = this.clock;
		const secrets = state.acceptedSecrets(token, mode);
		const client = new VendorClient(context, this.hooks.api, secrets, {
			nowMs,
			sleep,
			timeoutSignal,
			get timeframe() {
				return time.timeframe;
			},
		});
		const registry = this.hooks.registry(client, context);
		return { registry, wanted, url, account: accountOf(token), ledger, time };
	}
}
