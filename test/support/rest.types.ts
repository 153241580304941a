import type { IConnections, IDataObject, INode, IRunExecutionData } from 'n8n-workflow';

export interface Credential {
	id: string;
	name: string;
	type: string;
}

export interface CredentialTest {
	status: 'OK' | 'Error';
	message: string;
}

export interface NewWorkflow {
	name: string;
	nodes: INode[];
	connections: IConnections;
	settings: IDataObject;
}

export interface Workflow extends NewWorkflow {
	id: string;
	versionId: string;
	active: boolean;
	staticData?: IDataObject | null;
}

/** How far n8n is with registering a workflow's triggers, which it does in the background. */
export interface PublicationStatus {
	status: 'in_progress' | 'not_published' | 'published' | 'partial' | 'failed';
	liveVersionId: string | null;
	triggers: Array<{ nodeId: string; status: string; errorMessage?: string | null }>;
}

/** How publishing a workflow ended. */
export interface Publication {
	status: 'published' | 'partial' | 'failed';
	/** What n8n shows of the triggers that failed. Empty when none did, and when n8n itself gave up on them. */
	text: string;
}

export interface ExecutionSummary {
	id: string;
	status: string;
	mode: string;
	finished: boolean;
	workflowId: string;
}

export interface Execution extends ExecutionSummary {
	data: IRunExecutionData;
}
