import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import type { Proof } from '../signature/verdict';
import { modeOfRequest, type NodeState } from '../state/node';
import { authenticate, isRefused } from './authenticate';
import { type Answer, comeBack } from './checks';
import type { IncomingWebhook } from './request';
import type { SecretSource, WebhookSource } from './source';

/** When to come back while the node's hooks are being changed. */
const CHANGING_SECONDS = 5;

/**
 * What a request proves of all that its sender has to, or why it is refused.
 *
 * Credentials are remembered for up to 10 s, so that they cost nothing on the way of a request. What does not fit them is
 * checked once more with what stands in the database now. While this process changes the node's hooks at the vendor, who
 * proves nothing is told to come back: what is right may be known only after that, and 401 is final for some senders.
 */
export async function prove(
	context: IWebhookFunctions,
	source: WebhookSource,
	webhook: IncomingWebhook,
	state: NodeState,
): Promise<Proof | Answer> {
	const credentials = state.credentials.for(context);
	const from: SecretSource = {
		getCredentials: async (type) => await credentials.getCredentials(type),
		async ownSecrets({ credential, field }) {
			const { [field]: token } = await credentials.getCredentials<IDataObject>(credential);
			return state.acceptedSecrets(String(token ?? ''), modeOfRequest(context));
		},
	};
	const check = async () => authenticate(await source.authentication(context, from), webhook);
	let outcome = await check();
	if (isRefused(outcome) && credentials.outdated()) outcome = await check();
	if (!isRefused(outcome) || !state.isChanging) return outcome;
	return comeBack(CHANGING_SECONDS, 'The webhook is being registered or removed');
}
