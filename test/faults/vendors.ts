import { randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { freshConversationPayload, freshMissivePayload, freshOpenWorkEvent } from '../fixtures';
import {
	type Clock,
	type Dialect,
	type RecordedRequest,
	type SendingSimulator,
	startConversation,
	startMissive,
	startOpenWork,
} from '../simulators';
import { conversationLane, type Lane, missiveApiLane, openWorkLane } from '../support/lanes';

/** Settings of a trigger, and how many hooks they ask for. */
export interface TriggerSettings {
	readonly parameters: IDataObject;
	readonly hooks: number;
}

/** A vendor at which triggers register themselves. */
export interface Vendor {
	/** Its name on the command line. */
	readonly slug: string;
	readonly title: string;
	/** How an error has to name it. */
	readonly named: RegExp;
	/** What the trigger is set to at first, and what it is changed to: both want to be registered anew. */
	readonly settings: readonly [TriggerSettings, TriggerSettings];
	/** Whether hooks can be listed, and so found again. */
	readonly lists: boolean;
	/** Whether hooks can be deleted. */
	readonly deletes: boolean;
	/** How an error has to tell where hooks are found that may be there, at a vendor that does not list them. */
	readonly whereToLook?: RegExp;
	/** What an event of its own looks like. */
	freshPayload(): object;
	/** Whether this request creates a hook. */
	creates(request: RecordedRequest): boolean;
	open(options?: OpenOptions): Promise<OpenVendor>;
}

export interface OpenOptions {
	readonly dialect?: Dialect;
	/** The vendor sends an event within the request that creates a hook. */
	readonly eventWhileCreating?: boolean;
	/** Of its retries and limits. Default: the machine's time. */
	readonly clock?: Clock;
	/** How long it waits for an answer, ms. Default: longer than any fault lasts. */
	readonly timeoutMs?: number;
}

/** A vendor that is played by a simulator of its own, with a token of its own. */
export interface OpenVendor {
	readonly lane: Lane;
	readonly simulator: SendingSimulator;
	/** The hooks that call this path, the oldest first. */
	hooksOf(path: string): Hook[];
	/** What nobody but the vendor and the node may get to see. */
	secrets(): string[];
}

/** A hook at a vendor. */
export interface Hook {
	readonly id: string;
	readonly url: string;
}

/** More patience and higher limits than the vendors have: what is tried here is neither. */
const PATIENT = { timeoutMs: 120_000 };

const openWork: Vendor = {
	slug: 'openwork',
	freshPayload: () => ({
		event: freshOpenWorkEvent('app:health_warning'),
		webhook: { id: 'hook', name: 'n8n' },
	}),
	title: 'OpenWork',
	named: /OpenWork/,
	settings: [
		{ parameters: { hookName: 'n8n', eventTypes: ['app:health_warning'] }, hooks: 1 },
		{
			parameters: { hookName: 'n8n changed', eventTypes: ['app:health_warning', 'app:connected'] },
			hooks: 1,
		},
	],
	lists: true,
	deletes: true,
	creates: ({ method, path }) => method === 'POST' && path === '/api/hooks/webhooks',
	async open({ dialect = 'documented', ...options } = {}) {
		const simulator = await startOpenWork({
			...PATIENT,
			...options,
			dialect,
			token: `openwork-${randomUUID()}`,
			limits: { eventsPerMinute: Infinity },
		});
		const lane = await openWorkLane(dialect, simulator);
		const secrets = () => [...simulator.hooks.values()].map(({ secret }) => secret ?? '');
		return opened(lane, simulator, () => [simulator.token, ...secrets()]);
	},
};

const missive: Vendor = {
	slug: 'missive',
	freshPayload: () => freshMissivePayload('incoming_email'),
	title: 'Missive',
	named: /Missive/,
	settings: [
		{
			parameters: {
				registration: 'api',
				eventTypes: ['incoming_email', 'new_comment', 'incoming_sms_message'],
			},
			hooks: 3,
		},
		{
			parameters: {
				registration: 'api',
				eventTypes: ['incoming_email', 'incoming_whatsapp_message'],
			},
			hooks: 2,
		},
	],
	lists: false,
	deletes: true,
	whereToLook: /Settings\s*(>|&gt;|›|→)\s*Rules/,
	creates: ({ method, path }) => method === 'POST' && path === '/v1/hooks',
	async open({ dialect = 'documented', ...options } = {}) {
		const simulator = await startMissive({
			...PATIENT,
			...options,
			dialect,
			token: `missive_pat-${randomUUID()}`,
			limits: { perMinute: 100_000, per15Minutes: 100_000 },
		});
		const lane = await missiveApiLane(dialect, simulator);
		return opened(lane, simulator, () => [simulator.token, ...tokensIn(lane.hooks())]);
	},
};

/** Missive with so many hooks to create that it takes its time. */
export const missiveWithTenTypes: Vendor = {
	...missive,
	slug: 'missive-ten',
	title: 'Missive, ten types',
	settings: [
		{
			parameters: {
				registration: 'api',
				eventTypes: [
					'incoming_email',
					'new_comment',
					'incoming_sms_message',
					'incoming_whatsapp_message',
					'incoming_facebook_message',
					'incoming_twilio_chat_message',
				],
				otherEventTypes: 'new_message, label_change, assignment_change, conversation_closed',
			},
			hooks: 10,
		},
		missive.settings[1],
	],
};

const conversation: Vendor = {
	slug: 'conversation',
	freshPayload: freshConversationPayload,
	title: 'Conversation',
	named: /Conversation API/,
	settings: [
		{ parameters: { registration: 'create', useCase: 'DEFAULT' }, hooks: 1 },
		{
			// The vendor cannot change a conversation: what it was created with stays the same.
			parameters: { registration: 'create', useCase: 'DEFAULT', options: { maxBodyKb: 512 } },
			hooks: 1,
		},
	],
	lists: false,
	deletes: false,
	whereToLook: /conversation/i,
	creates: ({ method, path }) => method === 'POST' && path.endsWith('/conversations'),
	async open({ dialect = 'documented', ...options } = {}) {
		const simulator = await startConversation({
			...PATIENT,
			...options,
			dialect,
			apiKey: `conversation-${randomUUID()}`,
			limits: { concurrent: Infinity, perMinute: Infinity },
		});
		const lane = await conversationLane(dialect, simulator);
		return opened(lane, simulator, () => [simulator.apiKey, ...tokensIn(lane.hooks())]);
	},
};

/** The vendors with an API for registration. */
export const vendors: readonly Vendor[] = [openWork, missive, conversation];

function opened(
	lane: Lane,
	simulator: SendingSimulator & { readonly hooks: ReadonlyMap<string, unknown> },
	secrets: () => string[],
): OpenVendor {
	return {
		lane,
		simulator,
		secrets,
		hooksOf(path) {
			const urls = lane.hooks();
			return [...simulator.hooks.keys()]
				.map((id, i) => ({ id, url: urls[i] ?? '' }))
				.filter(({ url }) => new URL(url).pathname === path);
		},
	};
}

function tokensIn(urls: string[]): string[] {
	return urls.map((url) => new URL(url).searchParams.get('token') ?? '').filter(Boolean);
}
