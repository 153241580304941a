import type { WebhookSource } from '../../../nodes/shared/receive/source';
import {
	inventedCredential,
	inventedDependencies,
	type InventedEvent,
	inventedSender,
	inventedTrigger,
	NOW_MS,
} from '../../support/inventedTrigger';
import { Sleeps } from '../../support/sleeps';
import { TriggerHost } from '../../support/triggerHost';

const hosts: TriggerHost[] = [];

/** An n8n with an invented trigger whose sender differs from the usual in `changes`. */
export async function start(
	changes: Partial<WebhookSource> = {},
	credential?: Record<string, string>,
) {
	const dependencies = inventedDependencies(new Sleeps());
	const host = await TriggerHost.start({
		nodeType: inventedTrigger(inventedSender(changes), dependencies),
		parameters: { options: {} },
		credentials: credential ? [inventedCredential(credential)] : [],
	});
	hosts.push(host);
	return Object.assign(host, { dependencies });
}

/** Ends everything that was started. */
export async function closeAll(): Promise<void> {
	for (const host of hosts.splice(0)) await host.close();
}

/** An event as documented. */
export const event = (changes: object = {}): InventedEvent => ({
	id: 'event-1',
	type: 'greeting',
	at: NOW_MS,
	...changes,
});
