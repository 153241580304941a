import { connectionDashboard } from './examples/connectionDashboard';
import { conversationReply } from './examples/conversationReply';
import { deliveryMetrics } from './examples/deliveryMetrics';
import { durableDelivery } from './examples/durableDelivery';
import { formToTicket } from './examples/formToTicket';
import { guardPostgres, guardRedis } from './examples/guards';
import { missiveLabelToCrm } from './examples/missiveLabelToCrm';
import { openworkCatchUp } from './examples/openworkCatchUp';
import { openworkHealthToSlack } from './examples/openworkHealthToSlack';
import { reviewInSlack } from './examples/reviewInSlack';
import { standardWebhooksReceiver } from './examples/standardWebhooksReceiver';
import { ticketEscalatedToSlack } from './examples/ticketEscalatedToSlack';
import { verifyWebhookAndRespond } from './examples/verifyWebhookAndRespond';
import { Stage } from './stage';
import { exampleNames } from '../support/examples';
import type { RestClient } from '../support/rest';
import { signInToShared } from './shared';

/** By the names of the files in examples/, the one that waits the longest first: they run side by side. */
const TESTED: Record<string, (stage: Stage) => Promise<void>> = {
	'review-in-slack': reviewInSlack,
	'durable-delivery': durableDelivery,
	'openwork-catch-up': openworkCatchUp,
	'delivery-metrics': deliveryMetrics,
	'missive-label-to-crm': missiveLabelToCrm,
	'openwork-health-to-slack': openworkHealthToSlack,
	'connection-dashboard': connectionDashboard,
	'conversation-reply': conversationReply,
	'form-to-ticket': formToTicket,
	'ticket-escalated-to-slack': ticketEscalatedToSlack,
	'standard-webhooks-receiver': standardWebhooksReceiver,
	'verify-webhook-and-respond': verifyWebhookAndRespond,
	'guard-redis': guardRedis,
	'guard-postgres': guardPostgres,
};

let rest: RestClient;

beforeAll(async () => {
	rest = await signInToShared();
});

test.concurrent.each(Object.entries(TESTED))('%s', async (_name, run) => {
	const stage = new Stage(rest);
	try {
		await run(stage);
	} finally {
		await stage.close();
	}
});

test('every example is tested', () => {
	expect(exampleNames()).toEqual(Object.keys(TESTED).sort());
});
