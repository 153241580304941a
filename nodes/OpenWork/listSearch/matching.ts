import type { INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';

/** The entries whose name holds what the user typed into the picker. */
export function matching(entries: INodeListSearchItems[], filter = ''): INodeListSearchResult {
	const wanted = filter.toLowerCase();
	return { results: entries.filter(({ name }) => name.toLowerCase().includes(wanted)) };
}
