import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { deliverForItem, readDeliveryPlan } from '../../../shared/action/delivery';
import type { ItemRun } from '../../../shared/action/itemRun';
import type { Operation } from '../../../shared/action/operation';
import { retryFields, retryOptions, timeoutField } from '../../../shared/deliver/fields';
import { isObject } from '../../../shared/lib/json';
import type { AttemptOutcome } from '../../../shared/retry/outcome';
import { WEBHOOK_PATH } from '../../api';
import { type AutoresponderDeps, quotaDeps, ticketAdvice, ticketMessage } from '../../webhook';
import { newTicket, newTicketFields } from './fields';

const PURPOSE = 'create the ticket';

const fields: INodeProperties[] = [
	...newTicketFields,
	{
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: false,
		description: 'Whether to return a simplified version of the response instead of the raw data',
		hint: 'Simplified: the ticket alone, without the report on its delivery',
	},
	...retryFields(),
	retryOptions(),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [timeoutField],
	},
];

/** "Creating Tickets via Webhook" of the webhooks guide. Needs no API key. */
export function createTicketThroughWebhook(deps: AutoresponderDeps): Operation {
	return {
		name: 'Create Through Webhook',
		value: 'createThroughWebhook',
		action: 'Create ticket through webhook',
		description:
			'Create a ticket through the incoming webhook, signed and with retries. When the answer to an attempt is lost, its retry creates the ticket again: set Retries to None where that must not happen.',
		fields,
		execute: async (run) => await createItem(run, deps),
	};
}

/** @throws NodeApiError when no ticket was created, UserError or NodeOperationError when a field is not valid */
async function createItem(run: ItemRun, deps: AutoresponderDeps): Promise<IDataObject> {
	const payload = { event: 'ticket.create', data: newTicket(run, 'message') };
	const plan = readDeliveryPlan(run);
	const simplify = run.value('simplify', false) === true;
	const { message, shown } = ticketMessage(await run.credential(), payload);

	const world = quotaDeps(run.context, deps, message.url);
	const { report, outcome } = await deliverForItem(run, { message, shown, plan }, world, (last) =>
		ticketAdvice(last, message.signature !== undefined),
	);
	const ticket = ticketOf(run, outcome);
	return simplify ? ticket : report;
}

/** @throws NodeApiError when something else than the Autoresponder said that all is well */
function ticketOf(run: ItemRun, outcome: AttemptOutcome): IDataObject {
	const body = outcome.kind === 'answer' ? outcome.body : undefined;
	if (isObject(body) && isObject(body.ticket)) return body.ticket;
	throw run.unexpected({ method: 'POST', path: WEBHOOK_PATH, purpose: PURPOSE }, 'ticket');
}
