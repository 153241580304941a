import { type INode, type INodeTypes, Workflow } from 'n8n-workflow';

import type { StateContext } from '../../nodes/shared/state/node';

/** Which node of which workflow of which n8n. */
export interface Place {
	readonly instanceId?: string;
	readonly workflowId?: string;
	readonly nodeId?: string;
}

/** A context as n8n makes one for a request: its own copy of the static data, which it saves where it was changed. */
export class SavedContext implements StateContext {
	private readonly workflow: Workflow;

	/** @param text the static data as it stands in the database */
	constructor(
		text: string,
		private readonly place: Place = {},
	) {
		this.workflow = new Workflow({
			id: place.workflowId ?? 'workflow-1',
			nodes: [],
			connections: {},
			active: true,
			nodeTypes: {} as INodeTypes,
			staticData: JSON.parse(text) as never,
		});
	}

	getInstanceId = () => this.place.instanceId ?? 'instance-1';

	getWorkflow = () => ({ id: this.workflow.id, active: true });

	getNode = () => ({ id: this.place.nodeId ?? 'node-1' }) as never;

	getWorkflowStaticData = (type: string) => this.workflow.getStaticData(type);

	/** Another node changes its own static data. */
	changeElsewhere(): void {
		this.workflow.getStaticData('node', { name: 'Other' } as INode).lastId = 5;
	}

	/** Whether n8n would save the static data. */
	get isChanged(): boolean {
		return this.workflow.staticData.__dataChanged as unknown as boolean;
	}

	/** The text that n8n saves. */
	get text(): string {
		return JSON.stringify(this.workflow.staticData);
	}
}
