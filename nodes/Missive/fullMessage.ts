import {
	type IDataObject,
	type INodeProperties,
	type IWebhookFunctions,
	type IWebhookResponseData,
	sleep,
} from 'n8n-workflow';

import { isObject, textAt } from '../shared/lib/json';
import { callApi } from '../shared/vendorApi/call';
import { missiveApi } from './api';
import { readable } from './readable';

/** Missive waits 15 seconds for the answer to an event, and n8n has to store the event in them too. */
const BEGIN_BY_MS = 4_000;
const END_BY_MS = 8_000;

export const fetchFullMessage: INodeProperties = {
	displayName: 'Fetch Full Message',
	name: 'fetchFullMessage',
	type: 'boolean',
	default: false,
	description:
		'Whether to get the whole latest message of each event from Missive, for the event has only a preview. It stands under full_message, with its body as HTML and as plain text. When it cannot be had, full_message.error says why, and the workflow runs all the same.',
};

/**
 * Adds the message that an event is about to its item, where the user wants it. The event has been verified, and is no
 * copy. Never throws: whatever becomes of the call, the event starts the workflow.
 */
export async function withFullMessage(
	context: IWebhookFunctions,
	received: IWebhookResponseData,
): Promise<IWebhookResponseData> {
	const options = context.getNodeParameter('options', {}) as IDataObject;
	if (options.fetchFullMessage !== true) return received;
	// Output 1 is for events that are not as documented.
	for (const { json } of received.workflowData?.[0] ?? []) {
		const id = textAt(json, 'latest_message.id');
		if (id !== undefined) json.full_message = await messageOrError(context, id);
	}
	return received;
}

async function messageOrError(context: IWebhookFunctions, id: string): Promise<IDataObject> {
	const nowMs = Date.now();
	try {
		const answer = await callApi(
			context,
			missiveApi,
			{
				method: 'GET',
				path: `/messages/${encodeURIComponent(id)}`,
				purpose: 'get the full message',
			},
			{
				sleep,
				nowMs: Date.now,
				timeframe: { beginByMs: nowMs + BEGIN_BY_MS, endByMs: nowMs + END_BY_MS },
			},
		);
		const held: unknown = answer.messages;
		const message: unknown = Array.isArray(held) ? held[0] : held;
		if (isObject(message)) return readable(message);
		return { error: 'Missive could not get the full message: The answer holds no message' };
	} catch (error) {
		return { error: error instanceof Error ? error.message : String(error) };
	}
}
