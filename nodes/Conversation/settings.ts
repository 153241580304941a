import {
	type IDataObject,
	type IHookFunctions,
	type INode,
	NodeOperationError,
} from 'n8n-workflow';

import { isObject } from '../shared/lib/json';

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

/** Gives the value of a field; empty text when the node has none of that name. */
export type FieldReader = (name: string) => unknown;

/** Reads the fields of a trigger. */
export function fieldsOf(context: IHookFunctions): FieldReader {
	return (name) => context.getNodeParameter(name, '');
}

/**
 * The conversation's settings as entered in the node.
 *
 * @throws NodeOperationError when they make no sense
 */
export function readConversationSettings(node: INode, field: FieldReader): ConversationSettings {
	const useCase = text(field('useCase')) ?? '';
	const added = field('additionalFields');
	const { metadata, teamId } = isObject(added) ? added : {};
	return {
		channel: text(field('channel')) ?? '',
		useCase,
		workflowId: useCase === WORKFLOW_EXECUTION ? workflowId(node, field('workflowId')) : undefined,
		metadata: metadataOf(node, metadata),
		teamId: text(teamId),
	};
}

function workflowId(node: INode, given: unknown): string {
	const id = text(given);
	if (id !== undefined) return id;
	throw new NodeOperationError(node, 'Enter the Workflow ID', {
		description: 'The use case Workflow Execution needs the workflow that the vendor has to run.',
	});
}

function metadataOf(node: INode, given: unknown): IDataObject | undefined {
	// An expression may give the object itself.
	const metadata = typeof given === 'string' ? parse(given) : given;
	if (metadata === undefined) return undefined;
	if (isObject(metadata)) return Object.keys(metadata).length > 0 ? metadata : undefined;
	throw new NodeOperationError(node, 'The Metadata has to be a JSON object', {
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

function text(given: unknown): string | undefined {
	const value = String(given ?? '').trim();
	return value === '' ? undefined : value;
}
