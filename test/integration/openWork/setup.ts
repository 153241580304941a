import { OpenWorkApi } from '../../../credentials/OpenWorkApi.credentials';
import { OpenWorkTrigger } from '../../../nodes/OpenWork/OpenWorkTrigger.node';
import { type OpenWorkOptions, type OpenWorkSimulator, startOpenWork } from '../../simulators';
import { inAnotherProcess } from '../../support/otherProcess';
import { type Database, TriggerHost } from '../../support/triggerHost';

/** An OpenWork and an n8n with an OpenWork Trigger that belongs to it. */
export interface OpenWorkPair {
	readonly vendor: OpenWorkSimulator;
	readonly host: TriggerHost;
	/** What the user filled into the credential. */
	readonly credential: { baseUrl: string; token: string };
	close(): Promise<void>;
}

export async function startPair(
	parameters: Record<string, unknown> = {},
	vendorOptions: OpenWorkOptions = {},
	database?: Database,
): Promise<OpenWorkPair> {
	const vendor = await startOpenWork(vendorOptions);
	const credential = { baseUrl: `${vendor.baseUrl}/`, token: vendor.token };
	const host = await TriggerHost.start({
		nodeType: new OpenWorkTrigger(),
		parameters: {
			hookName: 'n8n',
			eventTypes: ['app:health_warning', 'app:health_cleared'],
			options: {},
			...parameters,
		} as never,
		credentials: [{ type: new OpenWorkApi(), data: credential }],
		database,
	});
	return {
		vendor,
		host,
		credential,
		close: async () => {
			await host.close();
			await vendor.close();
		},
	};
}

/** The trigger in another process of n8n, or in the same after a restart: it knows what the database holds, no more. */
export function restarted(): OpenWorkTrigger {
	type Module = typeof import('../../../nodes/OpenWork/OpenWorkTrigger.node');
	return inAnotherProcess(
		() =>
			new (jest.requireActual<Module>(
				'../../../nodes/OpenWork/OpenWorkTrigger.node',
			).OpenWorkTrigger)(),
	);
}
