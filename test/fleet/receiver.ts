import { activateNew, triggerWorkflow, type TriggerSpec } from '../support/workflows';
import type { Credential } from '../support/rest.types';
import { SECRET } from './events';
import type { Fleet } from './fleet';

/** A published workflow that takes events by Standard Webhooks. */
export interface Receiver {
	readonly workflowId: string;
	/** `/webhook/…` */
	readonly path: string;
}

/** The credential of {@link receiverOn}, one for a fleet. */
export async function signingSecret(fleet: Fleet): Promise<Credential> {
	return await fleet.rest.createCredential('webhookSigningSecretApi', { secret: SECRET });
}

/** Publishes a workflow with a Signed Webhook Trigger, and waits until the processors know it. */
export async function receiverOn(
	fleet: Fleet,
	name: string,
	secret: Credential,
	after?: Omit<TriggerSpec, 'type'> & { type?: string },
): Promise<Receiver> {
	const built = triggerWorkflow(
		name,
		{
			type: 'signedWebhookTrigger',
			parameters: { sender: 'standardWebhooks' },
			credentials: [secret],
		},
		after,
	);
	return { workflowId: await activateNew(fleet.rest, built), path: built.productionPath };
}
