import {
	type INodeTypeDescription,
	type IWebhookDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

/**
 * The one webhook of every trigger. It holds no expression, for n8n would evaluate it on each request.
 *
 * `responseData` is empty so that n8n sends the trigger's own answer; without it n8n sends the literal text
 * `firstEntryJson`.
 */
const webhook: IWebhookDescription = {
	name: 'default',
	httpMethod: 'POST',
	path: 'webhook',
	responseMode: 'onReceived',
	responseData: '',
};

/** The same address for another method. The panel shows the address once. */
const alsoBy = (httpMethod: 'GET' | 'HEAD'): IWebhookDescription => ({
	...webhook,
	name: 'setup',
	httpMethod,
	ndvHideUrl: true,
});

/** What the description of every trigger has: one webhook in, events and what is not as documented out. */
export const triggerBasics = {
	group: ['trigger'],
	// From version 2 on n8n leaves the types that it cannot parse unread, and the node reads them.
	version: 2,
	inputs: [],
	outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
	outputNames: ['Events', 'Invalid'],
	webhooks: [webhook],
} satisfies Partial<INodeTypeDescription>;

/**
 * The same for triggers whose senders try the address by GET or HEAD. n8n answers a method without a webhook by 404, so
 * that whatever else comes is answered by the node, with 405.
 */
export const triggerForHandshakes = {
	...triggerBasics,
	webhooks: [webhook, alsoBy('GET'), alsoBy('HEAD')],
} satisfies Partial<INodeTypeDescription>;
