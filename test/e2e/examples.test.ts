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
import { savedBy, versions } from '../savedWorkflows/files';
import { exampleNames, loadExample } from '../support/examples';
import type { RestClient } from '../support/rest';
import type { NewWorkflow } from '../support/rest.types';
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

const order = Object.keys(TESTED);

/** What versions saved that is another workflow now, or none. */
function savedExamples() {
	return versions().flatMap((version) =>
		savedBy(version).flatMap(([file, saved]) => {
			const [, name = ''] = /^example-(.*)\.json$/.exec(file) ?? [];
			const workflow = saved as unknown as NewWorkflow;
			const isAsNow =
				exampleNames().includes(name) &&
				JSON.stringify(loadExample(name)) === JSON.stringify(workflow);
			return name === '' || isAsNow ? [] : [{ version, name, workflow }];
		}),
	);
}

let rest: RestClient;

beforeAll(async () => {
	rest = await signInToShared();
});

/** The examples as they are, and as a version has saved them where they were not the same. */
const cases = [
	...exampleNames().map((name) => ({ title: name, name, load: loadExample })),
	...savedExamples().map(({ version, name, workflow }) => ({
		title: `${name}, as ${version} saved it`,
		name,
		load: () => workflow,
	})),
].sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));

test.concurrent.each(cases)('$title', async ({ name, load }) => {
	const run =
		TESTED[name] ?? (async () => await Promise.reject(new Error('There is no such test')));
	const stage = new Stage(rest, load);
	try {
		await run(stage);
	} finally {
		await stage.close();
	}
});

test('every example is tested', () => {
	expect(exampleNames()).toEqual(Object.keys(TESTED).sort());
});
