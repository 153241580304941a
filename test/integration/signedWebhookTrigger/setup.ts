import { WebhookSigningSecretApi } from '../../../credentials/WebhookSigningSecretApi.credentials';
import { SignedWebhookTrigger } from '../../../nodes/SignedWebhook/SignedWebhookTrigger.node';
import { timestampOf } from '../../../nodes/shared/signature/format';
import type { SignatureScheme } from '../../../nodes/shared/signature/scheme';
import { sign } from '../../../nodes/shared/signature/sign';
import { TriggerHost } from '../../support/triggerHost';

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
	scheme: SignatureScheme,
	body: string,
	{ id = 'msg_1', nowMs = Date.now(), secret = SECRET } = {},
): Record<string, string> {
	const timestamp = timestampOf(scheme, nowMs);
	const message = { body: Buffer.from(body), id, timestamp };
	return {
		...(scheme.idHeader === undefined ? {} : { [scheme.idHeader]: id }),
		...(scheme.timestampHeader === undefined ? {} : { [scheme.timestampHeader]: timestamp }),
		[scheme.header]: sign(scheme, secret, message),
	};
}
