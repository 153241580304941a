import type { IExecuteFunctions } from 'n8n-workflow';

import { cancellableSleep } from '../shared/deliver/cancellableSleep';
import type { DeliverDeps } from '../shared/deliver/deliver';
import { Quota } from '../shared/deliver/quota';
import { sendFrom } from '../shared/deliver/sendFrom';

/** Time, chance, the network and the vendor's rate limit, as the node sees them. */
export interface AutoresponderDeps extends Pick<DeliverDeps, 'now' | 'sleep' | 'random'> {
	/** Of the REST API and the webhook together: the vendor limits requests by the address that they come from. */
	readonly quota: Quota;
	/** How requests to the webhook leave n8n in an execution. */
	sender(context: IExecuteFunctions): DeliverDeps['send'];
}

/** Those of this machine. The quota holds for all executions of this process. */
export const realAutoresponderDeps: AutoresponderDeps = {
	now: () => Date.now(),
	sleep: cancellableSleep,
	random: Math.random,
	quota: new Quota(),
	sender: sendFrom,
};
