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
	throw new NodeOperationError(node, 'Select at least one event type');
}

/** The field of the events that start the workflow: those that the vendor documents, and all of them. */
export function eventTypesField(
	types: readonly INodePropertyOptions[],
	more: Partial<INodeProperties> = {},
): INodeProperties {
	const all = {
		value: ALL_EVENTS,
		name: 'All Events',
		description: 'Every event, also future ones',
	};
	return {
		displayName: 'Event Types',
		name: 'eventTypes',
		type: 'multiOptions',
		required: true,
		options: [all, ...types],
		default: [],
		description: 'The events that start the workflow',
		...more,
	};
}
