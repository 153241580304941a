import {
	type INode,
	type INodeProperties,
	type INodePropertyOptions,
	NodeOperationError,
} from 'n8n-workflow';

import { splitList } from '../lib/text';
import type { NodeFields } from './fields';

/** Selects every event, also those that the vendor adds later. */
export const ALL_EVENTS = '*';

/** The event types that were selected in the node, or typed in, without repetition; `*` stays as it is. */
export function selectedTypes(context: NodeFields): string[] {
	const selected = context.getNodeParameter('eventTypes', []) as string[];
	const typed = splitList(String(context.getNodeParameter('otherEventTypes', '')));
	return [...new Set([...selected, ...typed])];
}

/** Why an event of this type does not start the workflow; undefined when its type is selected. */
export function notSelected(selected: readonly string[], type: string | null): string | undefined {
	const wanted = selected.includes(ALL_EVENTS) || (type !== null && selected.includes(type));
	return wanted ? undefined : `The event type ${type ?? '(none)'} is not selected in the node`;
}

/** @throws NodeOperationError when no event type is selected, for no event would ever start the workflow */
export function assertSelected(node: INode, selected: readonly string[]): void {
	if (selected.length > 0) return;
	throw new NodeOperationError(node, 'Select at least one event type in Trigger On');
}

/** An event that a trigger offers. `action` is its entry in n8n's node panel, and reads on after "On". */
export interface EventOption extends INodePropertyOptions {
	readonly value: string;
	readonly action: string;
}

/**
 * The field of the events that start the workflow: those that the vendor documents, and all of them.
 *
 * n8n's node panel lists the options of the first field that is called "Trigger On" as entries of their own, and
 * whoever picks one gets the node with it selected (`triggersCategory` in `useActionsGeneration.ts` of n8n's editor).
 */
export function eventTypesField(
	types: readonly EventOption[],
	more: Partial<INodeProperties> = {},
	whatAllMeans = 'Every event, also future ones',
): INodeProperties {
	const all: EventOption = {
		value: ALL_EVENTS,
		name: 'All Events',
		action: 'On any event',
		description: whatAllMeans,
	};
	return {
		displayName: 'Trigger On',
		name: 'eventTypes',
		type: 'multiOptions',
		required: true,
		options: [all, ...types],
		default: [],
		description: 'The events that start the workflow',
		...more,
	};
}
