import { OpenWorkApi } from '../../../credentials/OpenWorkApi.credentials';
import { OpenWorkTrigger } from '../../../nodes/OpenWork/OpenWorkTrigger.node';
import { type OpenWorkOptions, type OpenWorkSimulator, startOpenWork } from '../../simulators';
import { type Database, TriggerHost } from '../../support/triggerHost';

/** An OpenWork and an n8n with an OpenWork Trigger that belongs to it. */
export interface OpenWorkPair {
	readonly vendor: OpenWorkSimulator;
	readonly host: TriggerHost;
	close(): Promise<void>;
}

export async function startPair(
	parameters: Record<string, unknown> = {},
	vendorOptions: OpenWorkOptions = {},
	database?: Database,
): Promise<OpenWorkPair> {
	const vendor = await startOpenWork(vendorOptions);
	const host = await TriggerHost.start({
		nodeType: new OpenWorkTrigger(),
		parameters: {
			hookName: 'n8n',
			eventTypes: ['app:health_warning', 'app:health_cleared'],
			options: {},
			...parameters,
		} as never,
		credentials: [
			{ type: new OpenWorkApi(), data: { baseUrl: `${vendor.baseUrl}/`, token: vendor.token } },
		],
		database,
	});
	return {
		vendor,
		host,
		close: async () => {
			await host.close();
			await vendor.close();
		},
	};
}
