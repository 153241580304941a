import { UserError } from 'n8n-workflow';
import { createHash } from 'node:crypto';

import { parseTarget } from '../shared/deliver/target';

/** An incoming webhook. */
export interface Hook {
	readonly url: string;
	readonly authorization?: string;
	/** To show: the whole path of such a URL is a secret. */
	readonly shown: string;
	/** What tells hooks apart, without being the URL. */
	readonly key: string;
	/** What must not show up in an answer or an error. */
	readonly confidential: readonly string[];
}

/**
 * Reads the URL of an incoming webhook: `https://hooks.slack.com/services/T…/B…/…`, or that of a system that takes
 * Slack's messages.
 *
 * @throws UserError when it is no URL, or not HTTPS without leave; never with the URL in its text
 */
export function readHook(webhookUrl: string, allowHttp: boolean): Hook {
	if (webhookUrl.trim() === '') {
		throw new UserError('The Slack Webhook credential has no URL', {
			description: 'Open the credential and enter the URL of the incoming webhook.',
		});
	}
	const { url, authorization, confidential } = parseTarget(webhookUrl, allowHttp);
	const { origin, pathname } = new URL(url);
	return {
		url,
		authorization,
		shown: `${origin}/***`,
		key: createHash('sha256').update(url).digest('hex'),
		confidential: [url, pathname, ...pathname.split('/').slice(-1), ...confidential],
	};
}
