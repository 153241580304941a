import { type INode, NodeOperationError } from 'n8n-workflow';

/** Selects every event, also those that the vendor adds later. */
export const ALL_EVENTS = '*';

/** Why an event of this type does not start the workflow; undefined when its type is selected. */
export function notSelected(selected: readonly string[], type: string): string | undefined {
	const wanted = selected.includes(ALL_EVENTS) || selected.includes(type);
	return wanted ? undefined : `The event type ${type} is not selected in the node`;
}

/** @throws NodeOperationError when no event type is selected, for no event would ever start the workflow */
export function assertSelected(node: INode, selected: readonly string[]): void {
	if (selected.length > 0) return;
	throw new NodeOperationError(node, 'Select at least one event type');
}
