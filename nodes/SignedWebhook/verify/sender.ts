import type { INodeProperties, IWebhookFunctions } from 'n8n-workflow';

import type { NodeFields } from '../../shared/receive/fields';
import type { WebhookSource } from '../../shared/receive/source';
import { signatureSubtitle, triggerFields } from '../trigger/fields';
import { sourceOf } from '../trigger/source';

/** The sender as the Signed Webhook Trigger's form has it. */
export const senderFields: INodeProperties[] = triggerFields.filter(
	({ name }) => name !== 'setupNotice' && name !== 'options',
);

/** The sender's name, for the line below the node on the canvas. */
export const senderSubtitle = signatureSubtitle;

/** The sender that the node's fields describe. */
export function senderOf(fields: NodeFields): WebhookSource {
	return sourceOf(fields as IWebhookFunctions);
}
