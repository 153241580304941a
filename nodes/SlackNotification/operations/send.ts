import { randomUUID } from 'node:crypto';

import { readDeliveryPlan } from '../../shared/action/fields';
import type { ItemRun } from '../../shared/action/itemRun';
import type { Operation } from '../../shared/action/operation';
import { deliver } from '../../shared/deliver/deliver';
import type { OutgoingMessage } from '../../shared/deliver/message';
import { deliveryError, deliveryReport } from '../../shared/deliver/report';
import { RATE_LIMIT, slackApi, type SlackDeps } from '../slackApi';
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
async function sendItem(run: ItemRun, deps: SlackDeps) {
	const { context, itemIndex } = run;
	const plan = readDeliveryPlan(run);
	const { message } = formatEvent(run);
	const hook = await hookOf(run);
	const posting = posted(message, hook);

	const signal = context.getExecutionCancelSignal();
	const admit = async () => await deps.limiter.admit(hook.key, RATE_LIMIT.messages, signal);
	await admit();
	const world = { ...deps, send: deps.sender(context), admitRetry: admit };
	const result = await deliver(posting, plan, world, signal);

	const report = deliveryReport(posting.id, hook.shown, result);
	if (result.status === 'delivered') return report;
	throw deliveryError({
		node: context.getNode(),
		itemIndex,
		result,
		message: slackAdvice(result.outcome),
		report,
	});
}

async function hookOf(run: ItemRun): Promise<Hook> {
	const { context, itemIndex } = run;
	const { webhookUrl } = await context.getCredentials(slackApi.credentialType, itemIndex);
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
