import type { IExecuteFunctions } from 'n8n-workflow';

import type { DeliverDeps } from '../shared/deliver/deliver';
import { sendFrom } from '../shared/deliver/http';
import { RateLimiter, steadyClock } from '../shared/deliver/rateLimit';
import { cancellableSleep } from '../shared/lib/abort';
import type { VendorApi } from '../shared/vendorApi/vendorApi';

/** Slack, as far as incoming webhooks go. */
export const slackApi: VendorApi = { name: 'Slack', credentialType: 'slackWebhookApi' };

/** Time, chance, the network and the rate limit of the node. */
export interface SlackDeps extends Pick<DeliverDeps, 'now' | 'sleep' | 'random'> {
	readonly limiter: Pick<RateLimiter, 'admit'>;
	/** How requests leave n8n in an execution. */
	sender(context: IExecuteFunctions): DeliverDeps['send'];
}

/** "Incoming webhooks: 1 per second" (https://docs.slack.dev/apis/web-api/rate-limits). */
export const RATE_LIMIT = { messages: 1, windowMs: 1_000 };

/** Those of this machine. The limiter counts for all executions of this process. */
export const realSlackDeps: SlackDeps = {
	now: () => Date.now(),
	sleep: cancellableSleep,
	random: Math.random,
	limiter: new RateLimiter(steadyClock, RATE_LIMIT.windowMs),
	sender: sendFrom,
};
