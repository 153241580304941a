import { type INodeProperties, NodeOperationError } from 'n8n-workflow';

import type { ItemRun } from '../../../shared/action/itemRun';
import { TOKEN_PARAMETER } from '../../../shared/receive/authenticate';

/** Where the vendor posts the messages of a conversation. */
export const callbackFields: readonly INodeProperties[] = [
	{
		displayName: 'Callback URL',
		name: 'callbackUrl',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://n8n.example.com/webhook/…/webhook',
		description:
			'Where the vendor posts the messages; it calls HTTPS addresses only. To receive them in n8n, copy the Production URL of a Conversation API Trigger with the registration Manual. An expression can begin with the address of this n8n: {{ $execution.resumeUrl.split("/webhook-waiting")[0] }}/webhook/…/webhook.',
	},
	{
		displayName: 'Add Callback Token',
		name: 'addCallbackToken',
		type: 'boolean',
		default: true,
		description:
			'Whether to add the Callback Token of the credential to the URL (?token=…), as a Conversation API Trigger demands it. Turn it off when somebody else receives the messages. A URL that has a token already stays as it is.',
	},
];

/** A callback URL, and the tokens in it, which may appear nowhere else. */
export interface Callback {
	readonly url: string;
	readonly tokens: readonly string[];
}

/**
 * The callback URL that the node's fields ask for.
 *
 * @throws NodeOperationError when it is no web address, or the credential lacks the token that it needs
 */
export async function readCallback(run: ItemRun): Promise<Callback> {
	const { context, itemIndex } = run;
	const url = run.required('callbackUrl', 'Callback URL');
	if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
		throw new NodeOperationError(context.getNode(), 'The Callback URL is not a web address', {
			itemIndex,
			description:
				'Enter the whole address, for example https://n8n.example.com/webhook/…/webhook.',
		});
	}
	const present = new URL(url).searchParams.getAll(TOKEN_PARAMETER);
	if (present.length > 0 || run.value('addCallbackToken', true) === false) {
		return { url, tokens: present };
	}
	const token = await callbackToken(run);
	return { url: addQuery(url, `${TOKEN_PARAMETER}=${encodeURIComponent(token)}`), tokens: [token] };
}

/** The URL with one more query parameter, otherwise as it was entered. A fragment is never sent, and so left out. */
function addQuery(url: string, parameter: string): string {
	const address = url.replace(/#.*$/, '');
	return `${address}${address.includes('?') ? '&' : '?'}${parameter}`;
}

async function callbackToken({ context, itemIndex }: ItemRun): Promise<string> {
	const { callbackToken: token } = await context.getCredentials<{ callbackToken?: unknown }>(
		'conversationApi',
		itemIndex,
	);
	if (typeof token === 'string' && token !== '') return token;
	throw new NodeOperationError(
		context.getNode(),
		'The Conversation API credential holds no Callback Token',
		{
			itemIndex,
			description:
				'Enter at least 32 random letters and digits there, or turn Add Callback Token off if the receiver needs none.',
		},
	);
}
