import { randomUUID } from 'node:crypto';

import { ConversationMedia } from './conversationMedia';
import type { Delivery } from './shared/delivery';
import { hasBearer, isCallbackUrl, isObject, jsonObject, refusal } from './shared/http';
import type { Answer, RecordedRequest } from './shared/http';
import type { SendingLimits } from './shared/limits';
import { buildRequest, type DeliveryOverrides } from './shared/outgoing';
import { SendingSimulator, type Dialect, type SenderOptions } from './shared/sender';

/** How the simulated Conversation API is set up. */
export interface ConversationOptions extends SenderOptions {
	/** The API key it accepts. Default `conversation-key`. */
	readonly apiKey?: string;
	/** Whether callback URLs may be http, which the document forbids. Default true. */
	readonly allowHttp?: boolean;
	/** Default: 10 deliveries at once, 100 requests a minute per endpoint; the others wait. */
	readonly limits?: SendingLimits;
	/** How long it waits for an answer, ms by the network clock. Default 30,000. */
	readonly timeoutMs?: number;
}

/** A message, as `data` of the field reference shows it. */
export interface ConversationMessage {
	readonly id: string;
	readonly content: string;
	readonly content_type: string;
	readonly filename?: string;
	readonly type: string;
	readonly channel: string;
	readonly status: string;
	readonly metadata?: object;
	readonly created_by: string;
	readonly updated_by: string;
	readonly created_at: string;
	readonly updated_at: string;
}

/** The payload of a delivery. */
export interface ConversationPayload {
	readonly conversation_id: string;
	readonly data: ConversationMessage;
	readonly timestamp: string;
}

/** A conversation as it was created. */
export interface Conversation {
	/** 32 hex digits. Deliveries carry it as a UUID with hyphens, and both are understood in paths. */
	readonly id: string;
	readonly channel: string;
	readonly usecase: string;
	readonly config: { readonly workflow_id?: string; readonly callback_url: string };
	readonly metadata?: object;
	readonly team_id?: string;
	/** Oldest first. */
	readonly messages: ConversationMessage[];
}

/** Where the API lies: in the older pages, and in the newer ones. */
const BASE_PATHS: Readonly<Record<Dialect, string>> = {
	documented: '/api',
	'as found': '/developer/api',
};

/** The content types of the field reference as the messages page spells them. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
	TEXT: 'text',
	IMAGE: 'image/png',
	VIDEO: 'video/mp4',
	AUDIO: 'audio/mpeg',
	DOCUMENT: 'application/pdf',
};

/** The waits before the three retries. */
export const CONVERSATION_WAITS_MS: readonly number[] = [4000, 8000, 10_000];

/** Plays the Conversation API: conversations and the deliveries to their callback URLs. */
export class ConversationSimulator extends SendingSimulator {
	/** The conversations, by id; nothing documented deletes one. */
	readonly hooks = new Map<string, Conversation>();
	/** The files that messages refer to. */
	readonly media: ConversationMedia;
	/** Tests may replace it. */
	apiKey: string;
	private readonly allowHttp: boolean;

	constructor(options: ConversationOptions) {
		super(options, {
			timeoutMs: options.timeoutMs ?? 30_000,
			waitsMs: CONVERSATION_WAITS_MS,
			limits: { concurrent: 10, perMinute: 100, ...options.limits },
		});
		this.media = new ConversationMedia(this.clock);
		this.apiKey = options.apiKey ?? 'conversation-key';
		this.allowHttp = options.allowHttp ?? true;
	}

	/** The API's base URL, for the credential. Both paths are answered. */
	get baseUrl(): string {
		return `${this.url}${BASE_PATHS[this.dialect]}`;
	}

	/**
	 * A message was created or processed: stores it and delivers it to the conversation's callback
	 * URL, with this conversation's id in the payload.
	 */
	async deliver(
		id: string,
		payload: ConversationPayload,
		overrides: DeliveryOverrides = {},
	): Promise<Delivery> {
		const conversation = this.find(id);
		if (!conversation) throw new Error(`There is no conversation ${id}`);
		const data = this.dialect === 'as found' ? asFound(payload.data) : payload.data;
		store(conversation, data);
		const target = { url: conversation.config.callback_url, userAgent: 'conversation-simulator' };
		const body = { ...payload, data, conversation_id: asUuid(conversation.id) };
		return await this.engine.deliver({
			event: payload.data.status,
			target: conversation.id,
			request: buildRequest(target, body, overrides),
			maxAttempts: overrides.maxAttempts,
		});
	}

	protected async handle(request: RecordedRequest): Promise<Answer> {
		const { method } = request;
		const upload = this.media.store(request);
		if (upload) return upload;
		const base = Object.values(BASE_PATHS).find((start) => request.path.startsWith(`${start}/`));
		if (base === undefined) return refusal(404, 'Not found');
		const path = request.path.slice(base.length);
		if (!hasBearer(request, this.apiKey)) return refusal(401, 'Invalid API key');
		if (method === 'POST' && path === '/conversations') return await this.create(request);
		if (method === 'POST' && path === '/messages') return this.send(request);
		if (method === 'POST' && path === '/media/presigned-url') {
			return this.media.presign(request, this.url);
		}
		const [, id, messages] = /^\/conversations\/([^/]+)(\/messages)?$/.exec(path) ?? [];
		if (method !== 'GET' || !id) return refusal(404, 'Not found');
		const conversation = this.find(id);
		if (!conversation) return refusal(404, `There is no conversation ${id}`);
		const { messages: stored, ...shown } = conversation;
		return { status: 200, body: messages ? [...stored].reverse() : shown };
	}

	private send(request: RecordedRequest): Answer {
		const body = jsonObject(request);
		const problem = this.media.problem(body);
		if (problem !== undefined) return refusal(400, problem);
		const { conversation: id, channel = 'api', ...given } = body ?? {};
		const conversation = this.find(String(id));
		if (!conversation) return refusal(400, 'There is no such conversation');
		const time = new Date(this.clock.now()).toISOString();
		const message = {
			...{ id: randomUUID(), ...given, channel, type: 'USER_INPUT', status: 'received' },
			...{ created_by: 'user123', updated_by: 'user123', created_at: time, updated_at: time },
		} as ConversationMessage;
		store(conversation, message);
		return { status: 200, body: { ...message, conversation: conversation.id } };
	}

	private find(id: string): Conversation | undefined {
		return this.hooks.get(id.replaceAll('-', ''));
	}

	private async create(request: RecordedRequest): Promise<Answer> {
		const body = jsonObject(request);
		const problem = conversationProblem(body, this.allowHttp);
		if (problem !== undefined) return refusal(400, problem);
		const input = body as unknown as Omit<Conversation, 'id' | 'messages'>;
		const id = randomUUID().replaceAll('-', '');
		this.hooks.set(id, { ...input, id, messages: [] });
		await this.beforeAnswering(
			async () => await this.deliver(id, firstMessage(this.clock.now()), { maxAttempts: 1 }),
		);
		return { status: 201, body: { id } };
	}
}

function conversationProblem(
	body: Record<string, unknown> | undefined,
	allowHttp: boolean,
): string | undefined {
	if (!body) return 'The body must be a JSON object';
	const { channel, usecase, config, metadata, team_id: team } = body;
	if (!['API', 'WHATSAPP', 'SMS'].includes(String(channel))) return 'channel is unknown';
	if (usecase !== 'DEFAULT' && usecase !== 'WORKFLOW_EXECUTION') return 'usecase is unknown';
	if (!isObject(config)) return 'config must be an object';
	const { workflow_id: workflow, callback_url: url } = config;
	if (usecase === 'WORKFLOW_EXECUTION' && !workflow) return 'config.workflow_id is required';
	if (workflow !== undefined && typeof workflow !== 'string') {
		return 'config.workflow_id must be a text';
	}
	if (!isCallbackUrl(url, allowHttp)) {
		return `config.callback_url must be an ${allowHttp ? 'absolute' : 'HTTPS'} URL`;
	}
	if (metadata !== undefined && !isObject(metadata)) return 'metadata must be an object';
	return team === undefined || typeof team === 'string' ? undefined : 'team_id must be a text';
}

/** The message as the messages page spells it: values in lower case, content types as media types. */
function asFound(message: ConversationMessage): ConversationMessage {
	const { content_type: contentType, type, channel, status } = message;
	return {
		...message,
		content_type: MEDIA_TYPES[contentType] ?? contentType,
		type: type.toLowerCase(),
		channel: channel.toLowerCase(),
		status: status.toLowerCase(),
	};
}

/** What happens right after a conversation was created: its first message. */
function firstMessage(nowMs: number): ConversationPayload {
	const time = new Date(nowMs).toISOString();
	const data = {
		id: randomUUID(),
		content: 'While the conversation was created',
		...{ content_type: 'TEXT', type: 'USER_INPUT', channel: 'API', status: 'RECEIVED' },
		...{ created_by: 'user123', updated_by: 'user123', created_at: time, updated_at: time },
	};
	return { conversation_id: '', data, timestamp: time };
}

function store({ messages }: Conversation, message: ConversationMessage): void {
	const index = messages.findIndex(({ id }) => id === message.id);
	if (index < 0) messages.push(message);
	else messages[index] = message;
}

function asUuid(hex: string): string {
	return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Starts a Conversation API on a free port of 127.0.0.1. */
export async function startConversation(
	options: ConversationOptions = {},
): Promise<ConversationSimulator> {
	return await new ConversationSimulator(options).listen();
}
