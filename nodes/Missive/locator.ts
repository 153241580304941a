/** What was picked in a picker that stands within a collection, where n8n does not take it out by itself. */
export function locatorId(value: unknown): unknown {
	const isLocator = typeof value === 'object' && value !== null && 'value' in value;
	return isLocator ? value.value : value;
}
