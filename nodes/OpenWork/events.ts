import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import { isoTimestamp } from '../shared/lib/time';
import { ALL_EVENTS } from '../shared/receive/eventTypes';

/** Event types as documented under "Event Types", and `thread:created`, which the hook manager emits too. */
export const EVENT_TYPES = [
	{
		value: 'agent:error',
		name: 'Agent Error',
		action: 'On agent error',
		description: 'An agent encountered an error',
	},
	{
		value: 'agent:invoked',
		name: 'Agent Invoked',
		action: 'On agent invoked',
		description: 'An agent started processing',
	},
	{
		value: 'agent:response',
		name: 'Agent Response',
		action: 'On agent response',
		description: 'An agent generated a response',
	},
	{
		value: 'app:connected',
		name: 'App Connected',
		action: 'On app connected',
		description: 'An app was connected',
	},
	{
		value: 'app:connecting',
		name: 'App Connecting',
		action: 'On app connecting',
		description: 'A connection attempt started',
	},
	{
		value: 'app:disconnected',
		name: 'App Disconnected',
		action: 'On app disconnected',
		description: 'An app was disconnected',
	},
	{
		value: 'app:health_check',
		name: 'App Health Check',
		action: 'On app health check',
		description: 'A periodic health check was completed',
	},
	{
		value: 'app:health_cleared',
		name: 'App Health Cleared',
		action: 'On app health cleared',
		description: 'The health of a connection was restored',
	},
	{
		value: 'app:health_warning',
		name: 'App Health Warning',
		action: 'On app health warning',
		description: 'The health of a connection degraded',
	},
	{
		value: 'message:received',
		name: 'Message Received',
		action: 'On message received',
		description: 'A message came in',
	},
	{
		value: 'message:sending',
		name: 'Message Sending',
		action: 'On message sending',
		description: 'A message is about to be sent',
	},
	{
		value: 'message:sent',
		name: 'Message Sent',
		action: 'On message sent',
		description: 'A message was sent',
	},
	{
		value: 'thread:created',
		name: 'Thread Created',
		action: 'On thread created',
		description: 'A thread was started',
	},
] as const;

/** What a webhook subscribes to for the selected types: all of them makes the others needless. */
export function subscription(selected: readonly string[]): string[] {
	return selected.includes(ALL_EVENTS) ? [ALL_EVENTS] : [...selected];
}

const name = z.string().min(1);
const text = z.string().nullish();

/** "Webhook Payload Format" of the integration guide; the open server leaves `webhook` out. */
export const openWorkPayload = z
	.object({
		event: z
			.object({
				id: name,
				type: name,
				timestamp: isoTimestamp,
				userId: text,
				source: text,
				payload: z.object({}).passthrough(),
			})
			.passthrough(),
		webhook: z.object({ id: text, name: text }).passthrough().nullish(),
	})
	.passthrough();

/** The `event` of a payload that matches the schema. */
export function eventOf(body: IDataObject): { id: string; type: string; timestamp: string } {
	return body.event as unknown as { id: string; type: string; timestamp: string };
}
