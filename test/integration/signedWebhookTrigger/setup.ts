import { WebhookSigningSecretApi } from '../../../credentials/WebhookSigningSecretApi.credentials';
import { SignedWebhookTrigger } from '../../../nodes/SignedWebhook/trigger/SignedWebhookTrigger.node';
import type { SignedScheme } from '../../../nodes/shared/signature/scheme';
import { writeTime } from '../../../nodes/shared/signature/timestamp';
import { TriggerHost } from '../../support/triggerHost';
import { signedHeaders as headersOf } from '../../support/signed';

/** A secret that every scheme can use. */
export const SECRET = whsec('a key of the tests');

/** A secret in the form of Standard Webhooks. */
export function whsec(key: string): string {
	return `whsec_${Buffer.from(key).toString('base64')}`;
}

/** An n8n with a Signed Webhook Trigger. */
export async function startTrigger(
	parameters: Record<string, unknown>,
	credential: Record<string, string> = {},
): Promise<TriggerHost> {
	return await TriggerHost.start({
		nodeType: new SignedWebhookTrigger(),
		parameters: { eventTypes: '', options: {}, ...parameters } as never,
		credentials: [{ type: new WebhookSigningSecretApi(), data: { secret: SECRET, ...credential } }],
	});
}

/** The headers with which a sender of this scheme sends `body`. */
export function signedHeaders(
	scheme: SignedScheme,
	body: string,
	{ id = 'msg_1', nowMs = Date.now(), secret = SECRET } = {},
): Record<string, string> {
	const timestamp = writeTime(nowMs, scheme.timestamp?.unit);
	return headersOf(scheme, secret, { body: Buffer.from(body), id, timestamp });
}
