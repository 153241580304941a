import { type Surroundings, thisMachine } from '../shared/deliver/http';
import { RateLimiter, steadyClock } from '../shared/deliver/rateLimit';
import type { VendorApi } from '../shared/vendorApi/vendorApi';

/** Slack, as far as incoming webhooks go. */
export const slackApi: VendorApi = { name: 'Slack', credentialType: 'slackWebhookApi' };

/** Time, chance, the network and the rate limit of the node. */
export interface SlackDeps extends Surroundings {
	readonly limiter: Pick<RateLimiter, 'admit'>;
}

/** "Incoming webhooks: 1 per second" (https://docs.slack.dev/apis/web-api/rate-limits). */
export const RATE_LIMIT = { messages: 1, windowMs: 1_000 };

/** Those of this machine. The limiter counts for all executions of this process. */
export const realSlackDeps: SlackDeps = {
	...thisMachine,
	limiter: new RateLimiter(steadyClock, RATE_LIMIT.windowMs),
};
