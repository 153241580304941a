import type { IWebhookDescription } from 'n8n-workflow';

/**
 * The one webhook of every trigger. It holds no expression, for n8n would evaluate it on each request.
 *
 * `responseData` is empty so that n8n sends the trigger's own answer; without it n8n sends the literal text
 * `firstEntryJson`.
 */
export const webhookDescription: IWebhookDescription = {
	name: 'default',
	httpMethod: 'POST',
	path: 'webhook',
	responseMode: 'onReceived',
	responseData: '',
};
