import type { VendorApi } from '../shared/vendorApi/vendorApi';

/** Slack, as far as incoming webhooks go. */
export const slackApi: VendorApi = { name: 'Slack', credentialType: 'slackWebhookApi' };
