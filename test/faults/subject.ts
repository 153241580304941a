import type { INode } from 'n8n-workflow';
import type { RestClient } from '../support/rest';
import type { Credential, NewWorkflow, Publication } from '../support/rest.types';
import { NODES, productionPathOf, triggerNode, triggerWorkflow } from '../support/workflows';
import type { Hook, OpenVendor, TriggerSettings, Vendor } from './vendors';

/** Longer than n8n's own limit of 84 s for one publication, and what waits for its turn there. */
const SETTLED_MS = 240_000;

/** What stands between a trigger's first output and the end, and lets an execution take its time. */
const WAIT_NODE = 'n8n-nodes-base.wait';

/** A workflow in n8n with triggers of one vendor, which a run adds, changes, removes and publishes. */
export class Subject {
	/** Ids of hooks that were found left behind. */
	readonly orphans = new Set<string>();

	private constructor(
		private readonly rest: RestClient,
		readonly vendor: Vendor,
		readonly open: OpenVendor,
		private readonly credential: Credential,
		private readonly base: NewWorkflow,
		readonly workflowId: string,
	) {}

	/**
	 * Opens the vendor, and makes the credential and a workflow without a trigger. The subject closes the vendor.
	 *
	 * @param secondsEach how long each of its executions takes
	 */
	static async create(
		rest: RestClient,
		vendor: Vendor,
		options: Parameters<Vendor['open']>[0] = {},
		secondsEach = 0,
	): Promise<Subject> {
		const open = await vendor.open(options);
		const { type, data } = open.lane.credential;
		const credential = await rest.createCredential(type, data);
		const spec = { type: open.lane.trigger.type, parameters: {}, credentials: [credential] };
		const { workflow } = triggerWorkflow(
			`Faults: ${vendor.title}`,
			spec,
			secondsEach > 0
				? {
						type: WAIT_NODE,
						parameters: { resume: 'timeInterval', amount: secondsEach, unit: 'seconds' },
						credentials: [],
					}
				: undefined,
		);
		const base = {
			...workflow,
			nodes: workflow.nodes.filter(({ name }) => name !== NODES.trigger),
		};
		const { id } = await rest.createWorkflow({ ...base, connections: {} });
		return new Subject(rest, vendor, open, credential, base, id);
	}

	/** A trigger that is not in the workflow yet. */
	trigger(name: string, settings: TriggerSettings = this.vendor.settings[0]): INode {
		const { type } = this.open.lane.trigger;
		const { parameters } = settings;
		return triggerNode(name, { type, parameters, credentials: [this.credential] }, [0, 0]);
	}

	/** Makes these the triggers of the workflow, without publishing it. */
	async save(triggers: readonly INode[]): Promise<void> {
		const outputs = this.base.connections[NODES.trigger] ?? {};
		await this.rest.updateWorkflow(this.workflowId, {
			nodes: [...this.base.nodes, ...triggers],
			connections: Object.fromEntries(triggers.map(({ name }) => [name, outputs])),
		});
	}

	async publish(): Promise<Publication> {
		return await this.rest.publish(this.workflowId, SETTLED_MS);
	}

	/** n8n's way to publish within the request takes a workflow back that could not be published. */
	async unpublish(deadlineMs = SETTLED_MS): Promise<void> {
		if (!(await this.rest.getWorkflow(this.workflowId)).active) return;
		await this.rest.deactivate(this.workflowId, deadlineMs);
	}

	/** The vendor's hooks that call this trigger. */
	hooksOf(trigger: INode): Hook[] {
		return this.open.hooksOf(productionPathOf(trigger));
	}

	/** Those of the hooks that n8n's database does not know. A hook is forgotten for good with the process that made it. */
	async forgotten(hooks: readonly Hook[]): Promise<Hook[]> {
		const { staticData } = await this.rest.getWorkflow(this.workflowId);
		const text = JSON.stringify(staticData ?? {});
		return hooks.filter(({ id }) => !text.includes(id));
	}

	async executionCount(): Promise<number> {
		return await this.rest.executionCount(this.workflowId);
	}

	async close(): Promise<void> {
		await this.open.lane.close();
	}
}
