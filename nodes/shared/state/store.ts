import { randomBytes } from 'node:crypto';

import { isObject } from '../lib/json';
import { NodeState, type StateContext } from './node';

/** The key under which everything of ours stands in the workflow's 'global' static data, by node id. */
const KEY = 'signedWebhooks';

/** What a process knows of its triggers. */
export class StateStore {
	private readonly workflows = new Map<string, WorkflowState>();

	private readonly processId = randomBytes(9).toString('base64url');

	constructor(private readonly nowMs: () => number = () => Date.now()) {}

	/** What is known of the context's node, after learning what stands in the static data that came with it. */
	of(context: StateContext): NodeState {
		const instanceId = context.getInstanceId();
		const workflowId = String(context.getWorkflow().id);
		const key = `${instanceId} ${workflowId}`;
		let workflow = this.workflows.get(key);
		if (!workflow) {
			workflow = new WorkflowState(instanceId, workflowId, this.processId, this.nowMs);
			this.workflows.set(key, workflow);
		}
		return workflow.open(context);
	}
}

/** The store of this process. */
export const processStore = new StateStore();

/** The triggers of one workflow. */
class WorkflowState {
	private readonly nodes = new Map<string, NodeState>();

	constructor(
		private readonly instanceId: string,
		private readonly workflowId: string,
		private readonly processId: string,
		private readonly nowMs: () => number,
	) {}

	open(context: StateContext): NodeState {
		const data = context.getWorkflowStaticData('global');
		const { id } = context.getNode();
		const node = this.node(id);
		const found = data[KEY];
		if (isOurs(found)) return node;
		const loaded: Record<string, unknown> = isObject(found) ? found : {};
		for (const [nodeId, entry] of Object.entries(loaded)) {
			this.node(nodeId).learnRegistrations(entry);
		}
		node.learnEvents(loaded[id]);
		// Whoever has n8n save this static data, saves the newest. An assignment would itself have it saved.
		Object.defineProperty(data, KEY, {
			value: lazyText(() => this.toJSON(loaded)),
			configurable: true,
			enumerable: true,
			writable: true,
		});
		return node;
	}

	private node(nodeId: string): NodeState {
		let node = this.nodes.get(nodeId);
		if (!node) {
			const { instanceId, workflowId, processId, nowMs } = this;
			const write = (context: StateContext) => this.write(context);
			node = new NodeState({ instanceId, workflowId, nodeId }, { nowMs, processId, write });
			this.nodes.set(nodeId, node);
		}
		return node;
	}

	private write(context: StateContext): void {
		this.open(context);
		const data = context.getWorkflowStaticData('global');
		const value = data[KEY];
		// n8n saves what was assigned to.
		data[KEY] = value;
	}

	private toJSON(loaded: Readonly<Record<string, unknown>>): object | undefined {
		const entries: Record<string, unknown> = { ...loaded };
		for (const [nodeId, node] of this.nodes) entries[nodeId] = node.toEntry(loaded[nodeId]);
		const kept = Object.entries(entries).filter(([, entry]) => entry !== undefined);
		return kept.length > 0 ? Object.fromEntries(kept) : undefined;
	}
}

/** A value that becomes JSON when n8n writes it, and not before. It has no keys for n8n to look into. */
function lazyText(toJSON: () => unknown): object {
	return Object.defineProperty({}, 'toJSON', { value: toJSON });
}

/** Values that were read from the database hold no functions. */
function isOurs(value: unknown): boolean {
	return isObject(value) && typeof value.toJSON === 'function';
}
