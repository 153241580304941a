import {
	type INodeOutputConfiguration,
	type INodeTypeDescription,
	type IWebhookDescription,
	type NodeHint,
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

/** Where an event leaves the trigger, in this order. */
const outputs: readonly INodeOutputConfiguration[] = [
	{ type: NodeConnectionTypes.Main, displayName: 'Events' },
	{ type: NodeConnectionTypes.Main, displayName: 'Invalid', category: 'error' },
];

/** What the description of every trigger has: one webhook in, events and what is not as documented out. */
export const triggerBasics = {
	group: ['trigger'],
	// From version 2 on n8n leaves the types that it cannot parse unread, and the node reads them.
	version: 2,
	inputs: [],
	// n8n lets a node's data be pinned, edited and made up only where one output is not for errors, and where the outputs
	// are an expression: of a list it looks at the length alone. It evaluates none of it for an event.
	outputs: `={{ ${JSON.stringify(outputs)} }}`,
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

/**
 * Shown in the trigger's output while it has none: where to find samples of its events.
 *
 * @param page of docs/events, without its end
 */
export function sampleEvents(page: string): NodeHint[] {
	const url = `https://github.com/n8n-nodes-signed-webhooks/n8n-nodes-signed-webhooks/blob/main/docs/events/${page}.md`;
	return [
		{
			message: `To build the workflow before the first event, set one of the <a href="${url}" target="_blank">sample events</a> as mock data.`,
			type: 'info',
			location: 'outputPane',
			whenToDisplay: 'beforeExecution',
		},
	];
}

/** What the editor shows beside a trigger's form until there is an event. Texts are HTML, and n8n evaluates no expression in them. */
interface PanelTexts {
	readonly header: string;
	/** How to try the trigger out, in n8n and at the sender. */
	readonly help: string;
	/** What to do when it works; a sentence's end. */
	readonly publish: string;
	/** What the published workflow does; behind "The workflow is published". */
	readonly published: string;
	readonly activationHint: string;
}

/** The panel of a trigger, with what n8n's own say of executions. */
export function triggerPanel(texts: PanelTexts): INodeTypeDescription['triggerPanel'] {
	const { header, help, publish, published, activationHint } = texts;
	const shown = (list: string) => `These executions show up in the ${list}, but not in the editor.`;
	return {
		header,
		executionsHelp: {
			inactive: `${help}<br /><br /><b>Once you are happy with it</b>, ${publish} ${shown('executions list')}`,
			active: `${help}<br /><br /><b>The workflow is published</b>${published} ${shown('<a data-key="executions">executions list</a>')}`,
		},
		activationHint,
	};
}
