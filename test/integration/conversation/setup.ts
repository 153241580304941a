import { HookContext } from 'n8n-core';

import { ConversationApi } from '../../../credentials/ConversationApi.credentials';
import { WebhookSigningSecretApi } from '../../../credentials/WebhookSigningSecretApi.credentials';
import { ConversationTrigger } from '../../../nodes/Conversation/ConversationTrigger.node';
import { freshConversationPayload } from '../../fixtures';
import {
	type ConversationOptions,
	type ConversationSimulator,
	startConversation,
} from '../../simulators';
import type { DeliveryOverrides } from '../../simulators/shared/outgoing';
import { inAnotherProcess } from '../../support/otherProcess';
import { TriggerHost } from '../../support/triggerHost';

/** A Conversation API and an n8n with a Conversation API Trigger that belongs to it. */
export interface ConversationPair {
	readonly vendor: ConversationSimulator;
	readonly host: TriggerHost;
	/** What the user filled into the credentials; a change holds from the next load on. */
	readonly filled: { readonly api: Filled; readonly signing: Filled };
	/** Changes some of the node's parameters. */
	set(parameters: Record<string, unknown>): void;
	/** What the registration wrote to n8n's log. */
	logged(): string;
	close(): Promise<void>;
}

type Filled = Record<string, string>;

export async function startPair(
	parameters: Record<string, unknown> = {},
	vendorOptions: ConversationOptions = {},
): Promise<ConversationPair> {
	const info = jest.fn<void, unknown[]>();
	const logger = jest
		.spyOn(HookContext.prototype, 'logger', 'get')
		.mockReturnValue({ info, error: info } as never);
	const vendor = await startConversation(vendorOptions);
	const filled = {
		api: { baseUrl: vendor.baseUrl, apiKey: vendor.apiKey } as Filled,
		signing: {} as Filled,
	};
	const host = await TriggerHost.start({
		nodeType: new ConversationTrigger(),
		isPublic: true,
		parameters: { registration: 'create', ...parameters } as never,
		credentials: [
			{ type: new ConversationApi(), data: filled.api },
			{ type: new WebhookSigningSecretApi(), data: filled.signing },
		],
	});
	return {
		vendor,
		host,
		filled,
		set: (changes) => {
			host.parameters = { ...host.parameters, ...changes } as never;
		},
		logged: () => info.mock.calls.flat().join('\n'),
		close: async () => {
			logger.mockRestore();
			await host.close();
			await vendor.close();
		},
	};
}

/** Creates a conversation with this callback URL, as a user does by hand. Returns its id. */
export async function createByHand(
	{ vendor }: ConversationPair,
	callbackUrl: string,
): Promise<string> {
	const config = { workflow_id: '123', callback_url: callbackUrl };
	const response = await fetch(`${vendor.baseUrl}/conversations`, {
		method: 'POST',
		headers: { authorization: `Bearer ${vendor.apiKey}`, 'content-type': 'application/json' },
		body: JSON.stringify({ channel: 'API', usecase: 'WORKFLOW_EXECUTION', config }),
	});
	const { id } = (await response.json()) as { id: string };
	return id;
}

/** The vendor's conversations, oldest first. */
export function conversationsOf({ vendor }: ConversationPair) {
	return [...vendor.hooks.values()];
}

/** The id of the one conversation. */
export function onlyId(pair: ConversationPair): string {
	const [first, ...others] = conversationsOf(pair);
	if (!first || others.length > 0) throw new Error('There is not exactly one conversation');
	return first.id;
}

/** The callback token in a URL. */
export function tokenIn(url: string | undefined): string {
	return new URL(url ?? '').searchParams.get('token') ?? '';
}

/** The only attempt to deliver a message of a conversation: a new message, unless another payload is given. */
export async function attemptFrom(
	{ vendor }: ConversationPair,
	id: string,
	overrides: DeliveryOverrides = {},
	payload = freshConversationPayload(),
): Promise<{ status: number | undefined; body: unknown }> {
	const { attempts } = await vendor.deliver(id, payload, { maxAttempts: 1, ...overrides });
	const [first] = attempts;
	return { status: first?.status, body: JSON.parse(first?.body ?? 'null') };
}

/** What each execution's item says in `delivery.verified`. */
export function verifiedOf({ host }: ConversationPair) {
	return host.executions.map(
		([events]) => (events?.[0]?.json.delivery as { verified: string } | undefined)?.verified,
	);
}

/** The trigger in another process of n8n, or in the same after a restart: it knows what the database holds, no more. */
export function restarted(): ConversationTrigger {
	type Module = typeof import('../../../nodes/Conversation/ConversationTrigger.node');
	return inAnotherProcess(
		() =>
			new (jest.requireActual<Module>(
				'../../../nodes/Conversation/ConversationTrigger.node',
			).ConversationTrigger)(),
	);
}
