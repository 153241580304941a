import { freshOpenWorkEvent } from '../../fixtures';
import { startSink } from '../../simulators';
import { untilExecutions } from '../../support/executions';
import { loadExample } from '../../support/examples';
import { triggerLanes } from '../../support/triggerLanes';
import { byType, node, PACKAGE, triggerNode } from '../../support/workflows';
import { credentialNamed } from './credentialNamed';
import { withCredentials } from './examples';
import { QUICK_RETRIES } from './images';
import type { Scene } from './studio';

const SECRET = 'signing-secret-of-the-tests';
const TRIGGER = 'OpenWork Trigger';
const START = 'When clicking ‘Execute workflow’';
const ORDER = 'Order';
const SEND = 'Signed Webhook';
const NOTE = 'n8n-nodes-base.stickyNote';
const settings = { executionOrder: 'v1' };

/** A genuine event without the id that OpenWork promises, on the trigger's second output. */
export const invalidOutput: Scene = {
	images: ['invalid'],
	async play({ editor, camera, rest, stage }) {
		const lane = await triggerLanes.openwork();
		stage.keep({ url: '', close: async () => await lane.close() });
		const { type, data } = lane.credential;
		const credentials = [await credentialNamed(rest, type, data)];
		const trigger = triggerNode(TRIGGER, { ...lane.trigger, credentials }, [0, 0]);
		const { id } = await rest.createWorkflow({
			name: 'Health of OpenWork',
			nodes: [trigger],
			connections: {},
			settings,
		});
		await editor.openWorkflow(id);
		await editor.listen();
		const event = { ...freshOpenWorkEvent('app:health_warning'), id: undefined };
		await lane.send(
			`${rest.url}/webhook-test/${trigger.webhookId}/webhook`,
			JSON.stringify({ event, webhook: { name: 'n8n' } }),
		);
		await untilExecutions(rest, id, 1);
		const panel = await editor.openNode(TRIGGER);
		await panel.chooseOutput('Invalid');
		await editor.page.getByTestId('output-panel').getByText('Schema', { exact: true }).click();
		await panel.untilShown('problems');
		await camera.take('invalid');
	},
};

/** A receiver that is down: what the node tells of its attempts. */
export const failedDelivery: Scene = {
	images: ['failed-delivery'],
	async play({ editor, camera, rest, stage }) {
		const receiver = stage.keep(await startSink());
		receiver.answerAlways({ status: 503, body: { error: 'Down for maintenance' } });
		const url = (await stage.overHttps(receiver)).of(`${receiver.url}/webhooks`);
		const order = { mode: 'raw', jsonOutput: '{"order": 4711, "state": "paid"}', options: {} };
		const send = { url, ...QUICK_RETRIES, options: {} };
		const secret = await credentialNamed(rest, 'webhookSigningSecretApi', { secret: SECRET });
		const to = (name: string) => ({ main: [[{ node: name, type: 'main' as const, index: 0 }]] });
		const { id } = await rest.createWorkflow({
			name: 'A delivery that fails',
			nodes: [
				node(START, 'n8n-nodes-base.manualTrigger', 1, {}, [0, 0]),
				node(ORDER, 'n8n-nodes-base.set', 3.4, order, [220, 0]),
				{
					...node(SEND, `${PACKAGE}.signedWebhook`, 1, send, [440, 0]),
					credentials: byType([secret]),
				},
			],
			connections: { [START]: to(ORDER), [ORDER]: to(SEND) },
			settings,
		});
		await editor.openWorkflow(id);
		await editor.execute();
		await untilExecutions(rest, id, 1);
		await editor.openNode(SEND);
		await editor.page.getByTestId('output-panel').getByText('Attempt 3').first().waitFor();
		await camera.take('failed-delivery');
	},
};

/** The three outputs of a node that hands long waits over, and the way back to it. */
export const handOver: Scene = {
	images: ['hand-over'],
	async play({ editor, camera, rest }) {
		const example = await withCredentials(rest, loadExample('durable-delivery'));
		const nodes = example.nodes.filter(({ type }) => type !== NOTE);
		const { id } = await rest.createWorkflow({ ...example, nodes });
		await editor.openWorkflow(id);
		await camera.takeCanvas('hand-over');
	},
};
