import type { ILoadOptionsFunctions, INodeListSearchResult, INodeProperties } from 'n8n-workflow';

import { SENDERS } from './senders';
import { identify } from './senders/identify';
import { readPastedRequest } from './senders/pastedRequest';

/**
 * A list whose search takes a request and shows the senders that it may come from. What is typed into a search is not
 * kept in the workflow.
 */
export const findSenderField: INodeProperties = {
	displayName: 'Find the Sender of a Request',
	name: 'findSender',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	displayOptions: { show: { sender: ['custom'] } },
	description:
		'Paste a request of the sender into the search of this list, as a cURL command or as JSON with headers and body. It shows whose way to sign the request has, so that you can choose them as Sender. Nothing of it is kept.',
	modes: [
		{
			displayName: 'From a Request',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'findSender', searchable: true },
		},
	],
};

/** Shown at most. More than these sign alike, and only the secret tells them apart. */
const MOST_RESULTS = 20;

/** The method behind the list. */
export async function findSender(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	if (filter.trim() === '') return answer('Paste a request into the search above');
	const request = readPastedRequest(filter);
	if (!request) return answer('This is no request: paste a cURL command, or JSON with headers');
	const found = identify(SENDERS, request).slice(0, MOST_RESULTS);
	if (found.length === 0) return answer('No known sender signs so: describe it under Custom');
	return {
		results: found.map(({ sender }) => ({
			name: `${sender.name}: ${sender.schemes[0].id} fits`,
			value: sender.value,
			url: sender.docs,
		})),
	};
}

function answer(name: string): INodeListSearchResult {
	return { results: [{ name, value: '' }] };
}
