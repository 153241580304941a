import type { IExecuteFunctions } from 'n8n-workflow';

import type { DeliverDeps } from '../../shared/deliver/deliver';
import type { AutoresponderDeps } from '../deps';

/** What a delivery to `url` needs, with the limit that the vendor announces kept before each attempt. */
export function quotaDeps(
	context: IExecuteFunctions,
	{ now, sleep, random, quota, sender }: AutoresponderDeps,
	url: string,
): DeliverDeps {
	const send = sender(context);
	return {
		now,
		sleep,
		random,
		async admitRetry(signal) {
			await quota.admit(url, { nowMs: now, sleep: async (ms) => await sleep(ms, signal) });
		},
		async send(request, signal) {
			const outcome = await send(request, signal);
			if (outcome.kind === 'answer') quota.note(url, outcome.headers, now());
			return outcome;
		},
	};
}
