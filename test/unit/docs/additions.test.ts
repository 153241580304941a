import type { INodeProperties, INodePropertyOptions, INodeType } from 'n8n-workflow';

import { MissiveApi } from '../../../credentials/MissiveApi.credentials';
import { WebhookSigningSecretApi } from '../../../credentials/WebhookSigningSecretApi.credentials';
import type { Sender } from '../../../nodes/SignedWebhook/senders/sender';
import type { Operation } from '../../../nodes/shared/action/operation';
import { bodyHmac } from '../../../nodes/shared/signature/bodyHmac';
import { startMissive } from '../../simulators';
import { executeContext, runWorkflow } from '../../support/executeContext';
import { TriggerHost } from '../../support/triggerHost';

/** What CONTRIBUTING.md says of additions: one entry, or one file entered in an index, and the nodes have it. */

const SENDERS = '../../../nodes/SignedWebhook/senders/work';
const HOOKS = '../../../nodes/Missive/resources/hook';

const parcels: Sender = {
	value: 'parcels',
	name: 'Parcels',
	docs: 'https://parcels.example.com/webhooks',
	schemes: [bodyHmac('X-Parcels-Signature', { encoding: 'base64' })],
	secret: 'webhook secret',
};

const count: Operation = {
	name: 'Count',
	value: 'count',
	action: 'Count hooks',
	description: 'Say how many hooks there are',
	fields: [{ displayName: 'Word', name: 'word', type: 'string', default: '' }],
	async execute(run) {
		return { word: run.segment('word', 'Word') };
	},
};

/** Loads nodes anew, with another module in the place of one. */
function withModule<T>(path: string, changed: (actual: never) => object, load: () => T): T {
	let loaded: T | undefined;
	jest.isolateModules(() => {
		jest.doMock(path, () => changed(jest.requireActual(path)));
		loaded = load();
	});
	jest.dontMock(path);
	return loaded as T;
}

/* eslint-disable @typescript-eslint/no-require-imports -- each time anew */
const loadSenderNodes = (): Record<string, INodeType> => ({
	trigger:
		new (require('../../../nodes/SignedWebhook/trigger/SignedWebhookTrigger.node').SignedWebhookTrigger)(),
	verify: new (require('../../../nodes/SignedWebhook/verify/VerifyWebhook.node').VerifyWebhook)(),
	send: new (require('../../../nodes/SignedWebhook/SignedWebhook.node').SignedWebhook)(),
});
const loadMissive = (): INodeType => new (require('../../../nodes/Missive/Missive.node').Missive)();
/* eslint-enable @typescript-eslint/no-require-imports */

const valuesOf = ({ description: { properties } }: INodeType) =>
	properties.flatMap(({ options = [] }: INodeProperties) =>
		(options as INodePropertyOptions[]).map(({ value }) => value),
	);

describe('a sender that is one entry more', () => {
	const nodes = withModule(
		SENDERS,
		({ work }: { work: readonly Sender[] }) => ({ work: [...work, parcels] }),
		loadSenderNodes,
	);

	test.each(['trigger', 'verify', 'send'])('can be chosen in %s', (name) => {
		expect(valuesOf(nodes[name] as INodeType)).toContain('parcels');
	});

	test('is signed by the one node and checked by the other', async () => {
		const credentials = [{ type: new WebhookSigningSecretApi(), data: { secret: 'a secret' } }];
		const host = await TriggerHost.start({
			nodeType: nodes.trigger as INodeType,
			parameters: { sender: 'parcels', options: {} },
			credentials,
		});
		try {
			await host.activate();
			const { url } = host;
			const parameters = {
				url,
				signature: 'parcels',
				retries: 'none',
				options: { allowHttp: true },
			};
			const nodeType = nodes.send as INodeType;
			const items = [{ json: { parcel: 81 } }];
			await nodeType.execute?.call(executeContext({ nodeType, parameters, credentials, items }));
			expect(host.executions).toMatchObject([
				[[{ json: { parcel: 81, delivery: { verified: 'X-Parcels-Signature' } } }], []],
			]);
		} finally {
			await host.close();
		}
	});
});

describe('an operation that is one file more', () => {
	const missive = withModule(
		HOOKS,
		({ hook }: { hook: { operations: readonly Operation[] } }) => ({
			hook: { ...hook, operations: [...hook.operations, count] },
		}),
		loadMissive,
	);

	test('can be chosen, with its fields', () => {
		expect(valuesOf(missive)).toContain('count');
		expect(missive.description.properties.map(({ name }) => name)).toContain('word');
	});

	test('runs', async () => {
		const simulator = await startMissive();
		try {
			const { token, baseUrl } = simulator;
			const { data } = await runWorkflow({
				nodeType: missive,
				parameters: { resource: 'hook', operation: 'count', word: 'three' },
				credentials: [{ type: new MissiveApi(), data: { token, baseUrl } }],
			});
			expect(data.resultData.error).toBeUndefined();
			const [run] = data.resultData.runData.Missive ?? [];
			expect(run?.data?.main).toMatchObject([[{ json: { word: 'three' } }]]);
		} finally {
			await simulator.close();
		}
	});
});
