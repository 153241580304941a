import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { isObject } from '../lib/json';
import { CredentialCache } from './credentials';
import { Gate } from './gate';
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

/** The key under which everything of ours stands in the workflow's 'global' static data, by node id. */
const KEY = 'signedWebhooks';

type Context = Pick<
	IWebhookFunctions | IHookFunctions,
	'getWorkflow' | 'getNode' | 'getInstanceId' | 'getWorkflowStaticData'
>;

/** What a process knows of its triggers. */
export class StateStore {
	private readonly workflows = new Map<string, WorkflowState>();

	constructor(private readonly nowMs: () => number = () => Date.now()) {}

	/** What is known of the context's node, after learning what stands in the static data that came with it. */
	of(context: Context): NodeState {
		const workflowId = String(context.getWorkflow().id);
		const instanceId = context.getInstanceId();
		const key = `${instanceId} ${workflowId}`;
		let workflow = this.workflows.get(key);
		if (!workflow) {
			workflow = new WorkflowState(instanceId, workflowId, this.nowMs);
			this.workflows.set(key, workflow);
		}
		workflow.learn(context);
		return workflow.node(context.getNode().id);
	}
}

/** The store of this process. */
export const processStore = new StateStore();

class WorkflowState {
	private readonly nodes = new Map<string, NodeState>();

	constructor(
		private readonly instanceId: string,
		private readonly workflowId: string,
		private readonly nowMs: () => number,
	) {}

	node(nodeId: string): NodeState {
		let node = this.nodes.get(nodeId);
		if (!node) {
			const { instanceId, workflowId } = this;
			node = new NodeState(this, { instanceId, workflowId, nodeId }, this.nowMs);
			this.nodes.set(nodeId, node);
		}
		return node;
	}

	learn(context: Context): void {
		const kept = context.getWorkflowStaticData('global')[KEY];
		if (!isObject(kept) || isOurs(kept)) return;
		for (const [nodeId, entry] of Object.entries(kept)) this.node(nodeId).learn(entry);
	}

	write(context: Context): void {
		const data = context.getWorkflowStaticData('global');
		const before = data[KEY];
		const loaded = isObject(before) && !isOurs(before) ? before : {};
		data[KEY] = { toJSON: () => this.toJSON(loaded) } as unknown as IDataObject;
	}

	private toJSON(loaded: IDataObject): IDataObject | undefined {
		const entries = { ...loaded };
		for (const [nodeId, node] of this.nodes) {
			const entry = node.toJSON();
			if (entry) entries[nodeId] = entry;
		}
		return Object.keys(entries).length > 0 ? entries : undefined;
	}
}

/** Values that JSON made hold no functions. */
function isOurs(value: IDataObject): boolean {
	return typeof value.toJSON === 'function';
}

/** What a process knows of one trigger node. */
export class NodeState {
	readonly credentials: CredentialCache;

	readonly gate = new Gate();

	/** The list of seen events as the last request brought it. */
	loadedSeen: unknown;

	private readonly owner: string;

	private readonly kept: { [mode in Mode]?: KeptRegistration | TakenBack } = {};

	private changes = 0;

	constructor(
		private readonly workflow: WorkflowState,
		private readonly identity: TriggerIdentity,
		private readonly nowMs: () => number,
	) {
		this.owner = ownerOf(identity);
		this.credentials = new CredentialCache(nowMs);
	}

	/** The newest registration that is known, if there is one. */
	registration(mode: Mode): KeptRegistration | undefined {
		const kept = this.kept[mode];
		return kept && 'secret' in kept ? kept : undefined;
	}

	/** Keeps a registration, in the process and in the context's static data. */
	keep(context: Context, mode: Mode, draft: RegistrationDraft): void {
		this.kept[mode] = nextRegistration(this.kept[mode], draft, this.nowMs());
		this.write(context);
	}

	/** Forgets a registration, in the process and in the context's static data. */
	forget(context: Context, mode: Mode): void {
		const before = this.kept[mode];
		if (!before) return;
		this.kept[mode] = takeBack(before, this.nowMs());
		this.write(context);
	}

	/** The secret for hooks that are made now; undefined where the token is empty. */
	derivedSecret(token: string, mode: Mode): string | undefined {
		return deriveSecret(token, this.identity, mode);
	}

	/** The secrets that a request may have been made with: derived from the API token, kept, and the one kept before. */
	acceptedSecrets(token: string, mode: Mode): string[] {
		const { secret, earlier } = this.registration(mode) ?? {};
		const before = earlier && this.nowMs() < earlier.untilMs ? earlier.secret : undefined;
		const secrets = [this.derivedSecret(token, mode), secret, before];
		return [...new Set(secrets)].filter((each): each is string => Boolean(each));
	}

	/** Runs `work`, which changes the node's hooks at the vendor; `isChanging` is true meanwhile. */
	async whileChanging<T>(work: () => Promise<T>): Promise<T> {
		this.changes++;
		try {
			return await work();
		} finally {
			this.changes--;
		}
	}

	/** Whether the node's hooks are being changed at the vendor, in this process. */
	get isChanging(): boolean {
		return this.changes > 0;
	}

	/** Puts the newest that is known of every trigger of the workflow into the context's static data. */
	write(context: Context): void {
		this.workflow.write(context);
	}

	learn(entry: unknown): void {
		if (!isObject(entry) || entry.owner !== this.owner) return;
		this.loadedSeen = entry.seen;
		for (const mode of MODES) {
			const found = readRegistration(entry[mode]);
			if (found && found.generation > (this.kept[mode]?.generation ?? -Infinity)) {
				this.kept[mode] = found;
			}
		}
	}

	toJSON(): IDataObject | undefined {
		const seen = this.gate.text();
		if (seen === undefined && Object.keys(this.kept).length === 0) return undefined;
		return { owner: this.owner, ...this.kept, seen } as unknown as IDataObject;
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
