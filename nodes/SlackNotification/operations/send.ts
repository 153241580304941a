import { randomUUID } from 'node:crypto';

import { deliverForItem, type ItemDelivery, readDeliveryPlan } from '../../shared/action/delivery';
import type { ItemRun } from '../../shared/action/itemRun';
import type { Operation } from '../../shared/action/operation';
import type { DeliverDeps } from '../../shared/deliver/deliver';
import type { OutgoingMessage } from '../../shared/deliver/message';
import type { DeliveryReport } from '../../shared/items';
import { RATE_LIMIT, type SlackDeps } from '../slackApi';
import { slackAdvice } from '../advice';
import { formatEvent } from '../event';
import { sendFields } from '../fields';
import { type Hook, readHook } from '../hook';
import type { SlackMessage } from '../message/slackMessage';

/** Posts the message. Items are posted one after the other, so that the channel has them in their order. */
export function send(deps: SlackDeps): Operation {
	return {
		name: 'Send',
		value: 'send',
		action: 'Send message',
		description: 'Post the message to the channel of the incoming webhook',
		fields: sendFields,
		execute: async (run) => await sendItem(run, deps),
	};
}

/** @throws NodeApiError when the message was not delivered, UserError when a field or the credential is not valid */
async function sendItem(run: ItemRun, deps: SlackDeps): Promise<DeliveryReport> {
	const { message } = formatEvent(run);
	const hook = await hookOf(run);
	const delivery: ItemDelivery = {
		message: posted(message, hook),
		shown: hook.shown,
		plan: readDeliveryPlan(run),
	};
	const world: DeliverDeps = {
		...deps,
		send: deps.sender(run.context),
		admitRetry: async (signal) => await deps.limiter.admit(hook.key, RATE_LIMIT.messages, signal),
	};
	return (await deliverForItem(run, delivery, world, slackAdvice)).report;
}

async function hookOf(run: ItemRun): Promise<Hook> {
	const { webhookUrl } = await run.credential();
	return readHook(String(webhookUrl ?? ''), run.added('options').allowHttp === true);
}

function posted(message: SlackMessage, hook: Hook): OutgoingMessage {
	const { url, authorization, confidential } = hook;
	return {
		id: randomUUID(),
		// Slack pays no attention to it, but a proxy or a log in between may.
		idHeader: 'webhook-id',
		url,
		method: 'POST',
		body: Buffer.from(JSON.stringify(message)),
		headers: {
			'Content-Type': 'application/json',
			...(authorization === undefined ? {} : { Authorization: authorization }),
		},
		confidential,
	};
}
