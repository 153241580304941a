import type { IDataObject, INodeType, INodeTypeDescription, IWebhookFunctions } from 'n8n-workflow';
import { z } from 'zod';

import { textAt } from '../../nodes/shared/lib/json';
import { triggerForHandshakes } from '../../nodes/shared/receive/description';
import { receiveOptions, signedUrlOption } from '../../nodes/shared/receive/options';
import { receive, type ReceiveDependencies } from '../../nodes/shared/receive/receive';
import type { WebhookSource } from '../../nodes/shared/receive/source';
import { StateStore } from '../../nodes/shared/state/store';
import type { FilledCredential } from './credentialsHelper';
import type { Sleeps } from './sleeps';

/** What an invented event holds. */
export interface InventedEvent extends IDataObject {
	id: string;
	type: string;
	/** Unix ms. */
	at: number;
}

/** A sender like no vendor's: `{id, type, at}`, `{ping: true}` to try the URL, and the type `noise` is never wanted. */
export function inventedSender(changes: Partial<WebhookSource> = {}): WebhookSource {
	return {
		defaults: { maxBodyKb: 1, toleranceSeconds: 300 },
		schema: z.object({ id: z.string().min(1), type: z.string(), at: z.number() }).passthrough(),
		isValidationRequest: ({ body }) => (body as IDataObject | undefined)?.ping === true,
		authentication: async () => ({}),
		eventType: (body) => String(body.type),
		ignoreReason: (_context, body) => (body.type === 'noise' ? 'Noise is not wanted' : undefined),
		occurredAtMs: ({ body }) => Number(textAt(body, 'at')),
		eventId: ({ body }) => textAt(body, 'id'),
		...changes,
	};
}

/** The time at which invented triggers live: it only passes when a test sets it. */
export const NOW_MS = Date.UTC(2026, 0, 1, 12);

/** Dependencies of `receive` under the test's control, with a store of their own: one process of n8n. */
export function inventedDependencies(sleeps: Sleeps): ReceiveDependencies {
	const nowMs = () => NOW_MS;
	return { nowMs, sleep: sleeps.sleep, store: new StateStore(nowMs) };
}

/** A trigger node around an invented sender. Without dependencies it lives in the real time. */
export function inventedTrigger(
	sender: WebhookSource,
	dependencies?: ReceiveDependencies,
): INodeType {
	return {
		description: {
			...triggerForHandshakes,
			displayName: 'Invented Trigger',
			name: 'inventedTrigger',
			description: 'Starts the workflow on invented events',
			defaults: { name: 'Invented Trigger' },
			credentials: [{ name: inventedCredential({}).type.name }],
			properties: [receiveOptions(sender.defaults, 'Because.', [signedUrlOption])],
		} satisfies INodeTypeDescription,
		async webhook(this: IWebhookFunctions) {
			return await receive(this, sender, dependencies);
		},
	};
}

/** A credential for invented nodes, filled with `data`. */
export function inventedCredential(data: Record<string, string>): FilledCredential {
	return {
		type: { name: 'inventedApi', displayName: 'Invented API', properties: [] },
		data,
	};
}
