import type { INodeProperties } from 'n8n-workflow';

/** Options in the order of their names. */
export function byName(options: readonly INodeProperties[]): INodeProperties[] {
	return [...options].sort((a, b) => a.displayName.localeCompare(b.displayName));
}
