import { loadExample, nodeNamed, setUp } from '../support/examples';
import type { Credential, NewWorkflow } from '../support/rest.types';
import { node, NODES, productionPathOf, triggerWorkflow } from '../support/workflows';
import { untilDone } from './executions';
import type { Fleet } from './fleet';
import type { Receiver } from './receiver';

/** A guard behind the trigger, as an example shows it. */
export interface Guard {
	readonly title: string;
	/** Whether an event may neither be worked on twice nor never. */
	readonly holds: boolean;
	/**
	 * Sets it up on a fleet and publishes it.
	 *
	 * @param change what its user does with it besides
	 */
	open(fleet: Fleet, secret: Credential, change?: Change): Promise<Receiver>;
}

type Change = (workflow: NewWorkflow) => void;

/** Where the examples have the trigger, the work, and the copies. */
export const GUARDED = {
	trigger: 'Signed Webhook Trigger',
	work: 'Your Steps',
	copy: 'A Copy',
} as const;

/** The databases that were made. */
let databases = 0;
/** What makes the table of the example, and what it makes it with. */
const SCHEDULE = 'Every Day';

export const redisGuard: Guard = {
	title: 'Redis: INCR and IF',
	holds: true,
	async open(fleet, secret, change) {
		const credential = await fleet.rest.createCredential('redis', fleet.credentialForRedis());
		return await publish(fleet, 'guard-redis', change, {
			[`${GUARDED.trigger}, Credential`]: secret,
			'Count, Credential': credential,
			'Remember Execution, Credential': credential,
			'Whose Is It, Credential': credential,
		});
	},
};

export const postgresGuard: Guard = {
	title: 'PostgreSQL: INSERT … ON CONFLICT DO NOTHING',
	holds: true,
	async open(fleet, secret, change) {
		const data = await fleet.credentialForPostgres(`guarded_${++databases}`);
		const credential = await fleet.rest.createCredential('postgres', data);
		const receiver = await publish(fleet, 'guard-postgres', change, {
			[`${GUARDED.trigger}, Credential`]: secret,
			'Claim, Credential': credential,
			'Table, Credential': credential,
		});
		await fleet.rest.executeWorkflow(receiver.workflowId, SCHEDULE);
		await untilDone(fleet.postgres, receiver.workflowId, 1);
		return receiver;
	},
};

/** n8n's own node, which is no guard, and loses events when its history is full. */
function removeDuplicates(historySize: number): Guard {
	return {
		title: `Remove Duplicates, history of ${historySize}`,
		holds: false,
		async open(fleet, secret) {
			const { workflow, productionPath } = triggerWorkflow('Remove Duplicates', {
				type: 'signedWebhookTrigger',
				parameters: { sender: 'standardWebhooks' },
				credentials: [secret],
			});
			const parameters = {
				operation: 'removeItemsSeenInPreviousExecutions',
				dedupeValue: '={{ $json.delivery.id }}',
				options: { historySize },
			};
			const type = 'n8n-nodes-base.removeDuplicates';
			Object.assign(nodeNamed(workflow, NODES.forward), { type, typeVersion: 2, parameters });
			const noOp = 'n8n-nodes-base.noOp';
			workflow.nodes.push(
				node(GUARDED.work, noOp, 1, {}, [600, -100]),
				node(GUARDED.copy, noOp, 1, {}, [600, 100]),
			);
			workflow.connections[NODES.forward] = {
				main: [GUARDED.work, GUARDED.copy].map((name) => [{ node: name, type: 'main', index: 0 }]),
			};
			const { id } = await fleet.rest.createWorkflow(workflow);
			await fleet.rest.activate(id);
			return { workflowId: id, path: productionPath };
		},
	};
}

export const guards: readonly Guard[] = [
	redisGuard,
	postgresGuard,
	removeDuplicates(10_000),
	removeDuplicates(60),
];

async function publish(
	fleet: Fleet,
	example: string,
	change: Change = () => {},
	settings: Readonly<Record<string, Credential>>,
): Promise<Receiver> {
	const workflow = setUp(loadExample(example), settings);
	change(workflow);
	const { id } = await fleet.rest.createWorkflow(workflow);
	await fleet.rest.activate(id);
	return { workflowId: id, path: productionPathOf(nodeNamed(workflow, GUARDED.trigger)) };
}
