import type { ICredentialType, IDataObject, INodeParameters, INodeType } from 'n8n-workflow';

import { ConversationApi } from '../../credentials/ConversationApi.credentials';
import { MissiveApi } from '../../credentials/MissiveApi.credentials';
import { OpenWorkApi } from '../../credentials/OpenWorkApi.credentials';
import { SupportAutoresponderApi } from '../../credentials/SupportAutoresponderApi.credentials';
import { WebhookSigningSecretApi } from '../../credentials/WebhookSigningSecretApi.credentials';
import {
	AUTORESPONDER_EVENTS,
	autoresponderPayload,
	conversationPayload,
	missivePayload,
	OPENWORK_EVENT_TYPES,
	openWorkDelivery,
} from '../fixtures';
import { hookSignature, startOpenWork } from '../simulators';
import { webhookSignatureHex } from '../simulators/autoresponder';
import { nodeTypes } from './descriptions';
import { TriggerHost } from './triggerHost';

/** What a trigger puts out for an event. */
export interface Sample {
	readonly eventType: string;
	/** What is to be said beside the event's name. */
	readonly note?: string;
	readonly item: IDataObject;
}

/** What a trigger puts out: for each event, and for a payload that is not as documented. */
export interface Samples {
	readonly events: readonly Sample[];
	readonly invalid: IDataObject;
}

/** A sender, ready to send to a trigger. */
interface Sender {
	/** What the user fills into the credential. */
	readonly data: Record<string, string>;
	/** How it proves itself, once the trigger is published. */
	proof(
		body: string,
		eventType: string,
	): { readonly headers?: Record<string, string>; readonly query?: string };
	close?(): Promise<void>;
}

interface Play {
	/** The first credential of the trigger tells which it is. */
	readonly credential: ICredentialType;
	readonly parameters: INodeParameters;
	readonly start: () => Promise<Sender> | Sender;
	readonly payloads: ReadonlyArray<{ eventType: string; note?: string; body: object }>;
	/** Genuine, and without what makes an event. */
	readonly invalid: object;
}

const SIGNED_WITH = 'signing-secret-of-the-samples-0123456789';

const hook = (body: string) => ({
	headers: { 'x-hook-signature': hookSignature(SIGNED_WITH, body) },
});

const plays = {
	missive: {
		credential: new MissiveApi(),
		parameters: { registration: 'rule', eventTypes: ['*'] },
		start: () => ({
			data: { token: 'token', signatureSecret: SIGNED_WITH },
			proof: hook,
		}),
		payloads: [{ eventType: 'label_change', body: missivePayload() }],
		invalid: { rule: { id: 'rule-1' }, conversation: null },
	},
	openwork: {
		credential: new OpenWorkApi(),
		parameters: { hookName: 'n8n', eventTypes: ['*'], options: { tolerance: 0 } },
		async start() {
			const openWork = await startOpenWork();
			return {
				data: { baseUrl: openWork.url, token: openWork.token },
				proof(body: string) {
					const [registered] = openWork.hooks.values();
					return { headers: { 'x-hook-signature': hookSignature(registered?.secret ?? '', body) } };
				},
				close: async () => await openWork.close(),
			};
		},
		payloads: OPENWORK_EVENT_TYPES.map((eventType) => ({
			eventType,
			body: openWorkDelivery(eventType),
		})),
		invalid: { event: { id: 'evt-1', payload: {} }, webhook: { id: 'wh-1', name: 'n8n' } },
	},
	conversation: {
		credential: new ConversationApi(),
		parameters: { registration: 'manual', eventTypes: ['*'] },
		start: () => ({
			data: { baseUrl: 'http://127.0.0.1', apiKey: 'key', callbackToken: SIGNED_WITH },
			proof: () => ({ query: `?token=${SIGNED_WITH}` }),
		}),
		payloads: [
			{ eventType: 'message.received', body: conversationPayload('message') },
			{
				eventType: 'message.received',
				note: 'with a document',
				body: conversationPayload('media_message'),
			},
			{ eventType: 'message.processed', body: conversationPayload('processed_message') },
		],
		invalid: { conversation_id: 'conversation-1', data: null },
	},
	'support-autoresponder': {
		credential: new SupportAutoresponderApi(),
		parameters: { eventTypes: ['*'], options: { tolerance: 0 } },
		start: () => ({
			data: { baseUrl: 'http://127.0.0.1', webhookSecret: SIGNED_WITH },
			proof: (body: string, eventType: string) => ({
				headers: {
					'x-webhook-signature': webhookSignatureHex(SIGNED_WITH, body),
					'x-webhook-event': eventType,
				},
			}),
		}),
		payloads: AUTORESPONDER_EVENTS.map((eventType) => ({
			eventType,
			body: autoresponderPayload(eventType),
		})),
		invalid: { event: 'ticket.created', data: null },
	},
	'signed-webhook': {
		credential: new WebhookSigningSecretApi(),
		parameters: { sender: 'hookSignature' },
		start: () => ({
			data: { secret: SIGNED_WITH },
			proof: hook,
		}),
		payloads: [
			{
				eventType: 'order.paid',
				body: {
					id: 'evt_2f4c1b',
					type: 'order.paid',
					created_at: '2026-01-15T09:30:00Z',
					data: { order: { id: 'order_81', total: '49.90', currency: 'EUR' } },
				},
			},
		],
		invalid: ['neither', 'an', 'object'],
	},
} satisfies Record<string, Play>;

/** The triggers by the names of their pages. */
export type SampledTrigger = keyof typeof plays;
export const sampledTriggers = Object.keys(plays) as SampledTrigger[];

/** The trigger that a page is about. */
export function triggerOf(name: SampledTrigger): INodeType {
	const { credential } = plays[name];
	const found = nodeTypes.find(
		({ description: { group, credentials = [] } }) =>
			group.includes('trigger') && credentials[0]?.name === credential.name,
	);
	if (!found) throw new Error(`There is no trigger for ${name}`);
	return found;
}

/**
 * Lets a trigger receive the payloads of the documents, in the contexts of n8n-core, and collects what it puts out. It
 * listens for test events, for these may share their ids.
 */
export async function samplesOf(name: SampledTrigger): Promise<Samples> {
	const play: Play = plays[name];
	const { data, proof, close } = await play.start();
	const host = await TriggerHost.start({
		nodeType: triggerOf(name),
		parameters: { options: {}, ...play.parameters },
		credentials: [{ type: play.credential, data }],
	});
	const receive = async (payload: object, eventType: string) => {
		const body = JSON.stringify(payload);
		const { headers, query = '' } = proof(body, eventType);
		const { status, body: answer } = await host.post(body, headers, host.testUrl + query);
		const execution = host.executions.pop();
		if (!execution) throw new Error(`${eventType}: ${status} ${JSON.stringify(answer)}`);
		return execution;
	};
	try {
		await host.activate('manual');
		const events: Sample[] = [];
		for (const { body, ...told } of play.payloads) {
			const [[item] = []] = await receive(body, told.eventType);
			if (!item) throw new Error(`${told.eventType} is no event`);
			events.push({ ...told, item: lasting(item.json) });
		}
		const [, [invalid] = []] = await receive(play.invalid, 'ticket.created');
		if (!invalid) throw new Error('The payload that is wrong is an event');
		return { events, invalid: lasting(invalid.json) };
	} finally {
		await host.close();
		await close?.();
	}
}

/** The same item whenever and from wherever it comes. */
function lasting({ delivery, ...body }: IDataObject): IDataObject {
	return {
		...body,
		delivery: {
			...(delivery as IDataObject),
			receivedAt: '2026-01-15T09:30:01.000Z',
			sourceIp: '203.0.113.7',
		},
	};
}
