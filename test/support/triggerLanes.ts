import { randomUUID } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { hookSignature } from '../simulators';
import {
	conversationLane,
	type Lane,
	missiveRuleLane,
	openWorkLane,
	supportAutoresponderLane,
} from './lanes';
import type { TriggerSpec } from './workflows';

/** What a walk has to know of one of the five triggers. */
export interface TriggerLane {
	readonly credential: { readonly type: string; readonly data: IDataObject };
	readonly trigger: Omit<TriggerSpec, 'credentials'>;
	/** Has the sender send an event to a URL, documented or, with a body, as that says. Returns the answer's status. */
	send(url: string, body?: string): Promise<number | undefined>;
	close(): Promise<void>;
}

/** Genuine, and as no trigger expects it. */
export const INVALID_BODY = '[1]';

const ONCE = { maxAttempts: 1 };

/** A vendor that is played by a simulator. */
async function vendor(start: () => Promise<Lane>): Promise<TriggerLane> {
	const lane = await start();
	return {
		credential: lane.credential,
		trigger: lane.trigger,
		async send(url, body) {
			// Where the node does not register, its user does.
			await lane.setUp?.(url);
			// The vendor may know n8n by another name.
			const { pathname } = new URL(url);
			const hook = lane.hooks().find((registered) => new URL(registered).pathname === pathname);
			const { attempts } = await lane.deliver({ ...ONCE, ...(body && { body }) }, hook);
			lane.tearDown?.();
			return attempts[0]?.status;
		},
		close: async () => await lane.close(),
	};
}

const SECRET = 'signing-secret-of-the-tests';

/** A sender that signs the body, and is none of the vendors. */
async function anySender(): Promise<TriggerLane> {
	return {
		credential: { type: 'webhookSigningSecretApi', data: { secret: SECRET } },
		trigger: { type: 'signedWebhookTrigger', parameters: { sender: 'hookSignature' } },
		async send(url, body = JSON.stringify({ id: randomUUID(), type: 'order.paid' })) {
			const { status } = await fetch(url, {
				method: 'POST',
				headers: {
					'content-type': 'application/json',
					'x-hook-signature': hookSignature(SECRET, body),
				},
				body,
			});
			return status;
		},
		async close() {},
	};
}

/** Each trigger, by the name of its page in docs/events, with a way to send it events. */
export const triggerLanes = {
	missive: async () => await vendor(missiveRuleLane),
	openwork: async () => await vendor(openWorkLane),
	conversation: async () => await vendor(conversationLane),
	'support-autoresponder': async () => await vendor(supportAutoresponderLane),
	'signed-webhook': anySender,
} satisfies Record<string, () => Promise<TriggerLane>>;
