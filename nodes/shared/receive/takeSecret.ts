import type { IDataObject, IWebhookResponseData } from 'n8n-workflow';

import { type Answer, refuse } from './answer';
import type { Receiving } from './receiving';

/** A secret that a handshake has brought, and how the handshake is answered. */
interface Brought {
	readonly answer: Answer;
	readonly secret: string;
	readonly address: string | undefined;
	readonly nowMs: number;
}

/**
 * Keeps a secret that the sender has brought for the events to come, unless another is kept: nobody can tell who brought
 * it. While the user listens for a test event, an item shows it to them.
 */
export function takeSecret(
	{ context, state, mode }: Receiving,
	{ answer, secret, address, nowMs }: Brought,
): Answer | IWebhookResponseData {
	const node = context.getNode().name;
	if (!state.keepBrought(context, mode, secret)) {
		context.logger.warn(
			`Somebody sent another secret to the node "${node}", which keeps the first one that it was sent. If your sender has made the webhook anew, delete the node, add it again and give the sender its new URL.`,
		);
		return refuse(401, 'handshake', 'Another secret is kept for this webhook');
	}
	context.logger.info(
		`The node "${node}" keeps the secret that its sender has sent for the ${mode} URL`,
	);
	const { status, headers = {}, body = '' } = answer;
	// n8n answers, once it has saved what is kept.
	context.getResponseObject().status(status).set(headers);
	const webhookResponse = body;
	if (mode === 'production') return { webhookResponse };
	const delivery = {
		receivedAt: new Date(nowMs).toISOString(),
		eventType: null,
		verified: 'none',
		sourceIp: address ?? null,
		secret,
		note: 'This is no event: the sender has sent the secret with which it signs its events from now on. It is kept while you listen; the production URL keeps the one that is sent there. Some senders ask you to enter it with them.',
	};
	return { webhookResponse, workflowData: [[{ json: { delivery } as IDataObject }], []] };
}
