import { randomBytes } from 'node:crypto';

import { jsonObject } from './shared/http';
import type { Answer, RecordedRequest } from './shared/http';
import { RateWindow } from './shared/limits';
import { Simulator, type ClockOptions } from './shared/simulator';
import { mentionsIn, messageError, messageWarnings, SLACK_LIMITS } from './slackMessage';

export { SLACK_LIMITS, textsOf } from './slackMessage';

/** How the simulated Slack is set up. */
export interface SlackOptions extends ClockOptions {
	/**
	 * Messages a second to one webhook, by the clock of the limits. Default 1 (https://docs.slack.dev/apis/web-api/rate-limits);
	 * the short bursts that Slack lets through are not documented in numbers, so there are none here.
	 */
	readonly perSecond?: number;
}

/**
 * Why a webhook takes nothing, with its status (https://api.slack.com/changelog/2016-05-17-changes-to-errors-for-incoming-webhooks,
 * and "Handling errors" of https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks, which names no
 * statuses: those of the others are what public integrations saw).
 */
export const SLACK_REFUSALS = {
	action_prohibited: 403,
	channel_is_archived: 410,
	channel_not_found: 404,
	invalid_token: 403,
	no_active_hooks: 404,
	no_service: 404,
	no_team: 404,
	posting_to_general_channel_denied: 403,
	rollup_error: 500,
	team_disabled: 403,
	user_not_found: 400,
} as const;

export type SlackRefusal = keyof typeof SLACK_REFUSALS;

/** A message that came into a channel. */
export interface PostedMessage {
	readonly channel: string;
	/** Ms since 1970 by the simulator's clock. */
	readonly at: number;
	/** As it was sent, but for a text that Slack cut. */
	readonly message: Record<string, unknown>;
	/** What was cut or advised against. */
	readonly warnings: readonly string[];
	/** The control sequences in it that notify somebody. */
	readonly mentions: readonly string[];
}

interface SlackHook {
	readonly channel: string;
	readonly window: RateWindow;
	refusal?: SlackRefusal;
}

const SECOND_MS = 1_000;

/** Plays Slack's incoming webhooks. */
export class SlackSimulator extends Simulator {
	/** What was posted, in order. */
	readonly messages: PostedMessage[] = [];
	/** By path. */
	private readonly hooks = new Map<string, SlackHook>();

	constructor(private readonly options: SlackOptions) {
		super(options);
	}

	/** Creates an incoming webhook for a channel, and gives its URL. */
	addHook(channel = '#general'): string {
		const secret = randomBytes(12).toString('hex');
		const path = `/services/T0AA11BB2/B0${String(this.hooks.size).padStart(7, '0')}/${secret}`;
		const window = new RateWindow(this.options.perSecond ?? 1, SECOND_MS, this.clock);
		this.hooks.set(path, { channel, window });
		return this.url + path;
	}

	/** From now on the webhook refuses everything with this answer; undefined: it works again. */
	refuse(url: string, refusal: SlackRefusal | undefined): void {
		const hook = this.hooks.get(new URL(url).pathname);
		if (!hook) throw new Error('There is no such webhook');
		hook.refusal = refusal;
	}

	protected handle(request: RecordedRequest): Answer {
		const hook = this.hooks.get(request.path);
		if (request.method !== 'POST') return said(405, 'method_not_allowed');
		if (!hook) return said(SLACK_REFUSALS.no_service, 'no_service');
		if (hook.refusal) return said(SLACK_REFUSALS[hook.refusal], hook.refusal);
		const waitMs = hook.window.waitMs();
		if (waitMs > 0) {
			const retryAfter = { 'Retry-After': String(Math.ceil(waitMs / SECOND_MS)) };
			return said(429, 'rate_limited', retryAfter);
		}
		const message = this.messageIn(request);
		const error = messageError(message);
		if (!message || error) return said(400, error ?? 'invalid_payload');
		hook.window.take();
		this.post(hook.channel, message);
		return said(200, 'ok');
	}

	private messageIn(request: RecordedRequest): Record<string, unknown> | undefined {
		const isJson = request.headers['content-type']?.startsWith('application/json');
		return isJson ? jsonObject(request) : undefined;
	}

	private post(channel: string, message: Record<string, unknown>): void {
		const { text } = message;
		const cut = typeof text === 'string' ? { text: text.slice(0, SLACK_LIMITS.text) } : {};
		this.messages.push({
			channel,
			at: this.clock.now(),
			message: { ...message, ...cut },
			warnings: messageWarnings(message),
			mentions: mentionsIn(message),
		});
	}
}

function said(status: number, body: string, headers: Record<string, string> = {}): Answer {
	return { status, headers: { 'content-type': 'text/html', ...headers }, body };
}

/** Starts a Slack on a free port of 127.0.0.1. */
export async function startSlack(options: SlackOptions = {}): Promise<SlackSimulator> {
	return await new SlackSimulator(options).listen();
}
