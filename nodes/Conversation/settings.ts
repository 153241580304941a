import { type IDataObject, type IHookFunctions, NodeOperationError } from 'n8n-workflow';

import { isObject } from '../shared/receive/item';

/** What a conversation is created with, besides its callback URL. What the user left empty is undefined. */
export interface ConversationSettings {
	readonly channel: string;
	readonly useCase: string;
	readonly workflowId: string | undefined;
	readonly metadata: IDataObject | undefined;
	readonly teamId: string | undefined;
}

/** The use case that runs a workflow of the vendor, and therefore needs that workflow's id. */
export const WORKFLOW_EXECUTION = 'WORKFLOW_EXECUTION';

/** Whether the user enters the callback URL at the vendor. */
export function isManual(context: Pick<IHookFunctions, 'getNodeParameter'>): boolean {
	return context.getNodeParameter('registration') === 'manual';
}

/**
 * The conversation's settings as entered in the node.
 *
 * @throws NodeOperationError when they make no sense
 */
export function readSettings(context: IHookFunctions): ConversationSettings {
	const useCase = text(context, 'useCase') ?? '';
	return {
		channel: text(context, 'channel') ?? '',
		useCase,
		workflowId: useCase === WORKFLOW_EXECUTION ? readWorkflowId(context) : undefined,
		metadata: readMetadata(context),
		teamId: text(context, 'teamId'),
	};
}

function readWorkflowId(context: IHookFunctions): string {
	const workflowId = text(context, 'workflowId');
	if (workflowId !== undefined) return workflowId;
	throw new NodeOperationError(context.getNode(), 'Enter the Workflow ID', {
		description: 'The use case Workflow Execution needs the workflow that the vendor has to run.',
	});
}

function readMetadata(context: IHookFunctions): IDataObject | undefined {
	// An expression may give the object itself.
	const given = context.getNodeParameter('metadata', '');
	const metadata = typeof given === 'string' ? parse(given) : given;
	if (metadata === undefined) return undefined;
	if (isObject(metadata)) return Object.keys(metadata).length > 0 ? metadata : undefined;
	throw new NodeOperationError(context.getNode(), 'The Metadata has to be a JSON object', {
		description: 'For example: {"customer": "A-1001"}. Leave it empty to send none.',
	});
}

/** Undefined for empty text, null for what is not JSON. */
function parse(json: string): unknown {
	if (json.trim() === '') return undefined;
	try {
		return JSON.parse(json) as unknown;
	} catch {
		return null;
	}
}

function text(context: IHookFunctions, name: string): string | undefined {
	const value = String(context.getNodeParameter(name, '') ?? '').trim();
	return value === '' ? undefined : value;
}
