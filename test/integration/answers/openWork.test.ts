import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { OpenWorkApi } from '../../../credentials/OpenWorkApi.credentials';
import { WebhookSigningSecretApi } from '../../../credentials/WebhookSigningSecretApi.credentials';
import { OpenWork } from '../../../nodes/OpenWork/OpenWork.node';
import { openWorkActions } from '../../../nodes/OpenWork/resources';
import { openWorkEvent } from '../../fixtures';
import { ManualClock, type OpenWorkSimulator, startOpenWork } from '../../simulators';
import { runActionNode } from '../../support/runAction';
import { DIALECTS, misfits, operationsOf } from './check';

/** What the guide does not know of. */
const ONLY_FOUND = ['event/getAll', 'webhook/sendTestEvent'];

let vendor: OpenWorkSimulator;
afterEach(async () => await vendor.close());

async function run(operation: string, parameters: INodeParameters): Promise<INodeExecutionData[]> {
	const [resource = '', action = ''] = operation.split('/');
	return await runActionNode({
		table: openWorkActions,
		nodeType: new OpenWork(),
		parameters: { resource, operation: action, ...parameters },
		credentials: [
			{ type: new OpenWorkApi(), data: { baseUrl: vendor.baseUrl, token: vendor.token } },
			{ type: new WebhookSigningSecretApi(), data: { secret: 'a secret of the tests' } },
		],
	});
}

const WANTED = { name: 'n8n', url: 'https://n8n.example.com/webhook/1', eventTypes: ['*'] };
const appType = { __rl: true, mode: 'id', value: 'whatsapp' };

async function newWebhook(): Promise<INodeParameters> {
	const [hook] = await run('webhook/create', WANTED);
	return { webhookId: { __rl: true, mode: 'id', value: String(hook?.json.id) } };
}

/** What each operation is run with, after what has to be there before. */
const RUNS: Readonly<Record<string, () => Promise<INodeParameters>>> = {
	'connection/get': async () => ({ appType }),
	'connection/getAll': async () => ({}),
	'connection/getHealthEvents': async () => {
		await run('connection/runHealthCheck', { appType });
		return { appType };
	},
	'connection/runHealthCheck': async () => ({ appType }),
	'event/getAll': async () => {
		await vendor.emit(openWorkEvent('app:health_warning'));
		return {};
	},
	'webhook/create': async () => WANTED,
	'webhook/delete': newWebhook,
	'webhook/get': newWebhook,
	'webhook/getAll': newWebhook,
	'webhook/repair': async () => {
		await newWebhook();
		return { baseUrl: 'https://n8n.example.com' };
	},
	'webhook/sendTestEvent': async () => ({ eventType: 'app:connected' }),
	'webhook/update': async () => ({
		...(await newWebhook()),
		updateFields: { name: 'other' },
	}),
};

describe.each(DIALECTS)('what OpenWork, as %s, answers is what is shown before', (dialect) => {
	beforeEach(async () => {
		vendor = await startOpenWork({ dialect, clock: new ManualClock(Date.UTC(2026, 0, 1)) });
	});

	const known = operationsOf('OpenWork').filter(
		(operation) => dialect === 'as found' || !ONLY_FOUND.includes(operation),
	);
	test.each(known)('%s', async (operation) => {
		const items = await run(operation, (await RUNS[operation]?.()) ?? {});
		expect(misfits('OpenWork', operation, items)).toEqual([]);
	});
});
