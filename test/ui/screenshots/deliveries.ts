import { startSink } from '../../simulators';
import { untilExecutions } from '../../support/executions';
import { loadExample } from '../../support/examples';
import { INVALID_BODY, triggerLanes } from '../../support/triggerLanes';
import { forwardTo, NODES, stepsWorkflow, triggerWorkflow } from '../../support/workflows';
import type { Scene } from './studio';

const SECRET = 'signing-secret-of-the-tests';
const SEND = 'Signed Webhook';
const NOTE = 'n8n-nodes-base.stickyNote';

/** A genuine event without what OpenWork promises, on the trigger's second output. */
export const invalidOutput: Scene = {
	images: ['invalid'],
	async play({ editor, camera, rest, stage }) {
		const lane = await triggerLanes.openwork();
		stage.keep({ url: '', close: async () => await lane.close() });
		const built = triggerWorkflow('Events of OpenWork', {
			...lane.trigger,
			credentials: [await stage.credential(lane.credential.type, lane.credential.data)],
		});
		const { id } = await rest.createWorkflow(built.workflow);
		await editor.openWorkflow(id);
		await editor.listen();
		await lane.send(rest.url + built.testPath, INVALID_BODY);
		await untilExecutions(rest, id, 1);
		const panel = await editor.openNode(NODES.trigger);
		await panel.chooseOutput('Invalid');
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
		const secret = await stage.credential('webhookSigningSecretApi', { secret: SECRET });
		const url = (await stage.overHttps(receiver)).of(`${receiver.url}/webhooks`);
		const send = forwardTo(url, secret, { retries: 'custom', waits: '1, 2', options: {} });
		const { id } = await rest.createWorkflow(
			stepsWorkflow('A delivery that fails', [{ ...send, name: SEND }]),
		);
		await editor.openWorkflow(id);
		await editor.execute();
		await untilExecutions(rest, id, 1);
		await editor.openNode(SEND);
		await editor.page.getByTestId('output-panel').getByText('503').first().waitFor();
		await camera.take('failed-delivery');
	},
};

/** The three outputs of a node that hands long waits over, and the way back to it. */
export const handOver: Scene = {
	images: ['hand-over'],
	async play({ editor, camera, rest }) {
		const { nodes, ...example } = loadExample('durable-delivery');
		const { id } = await rest.createWorkflow({
			...example,
			nodes: nodes.filter(({ type }) => type !== NOTE),
		});
		await editor.openWorkflow(id);
		const { page } = editor;
		await page.getByTestId('zoom-to-fit').click();
		await camera.take('hand-over', { around: page.locator('.vue-flow__node'), margin: 40 });
	},
};
