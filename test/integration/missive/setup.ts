import { MissiveApi } from '../../../credentials/MissiveApi.credentials';
import { MissiveTrigger } from '../../../nodes/Missive/MissiveTrigger.node';
import { type MissiveOptions, type MissiveSimulator, startMissive } from '../../simulators';
import { inAnotherProcess } from '../../support/otherProcess';
import { TriggerHost } from '../../support/triggerHost';

/** A Missive and an n8n with a Missive Trigger that belongs to it. */
export interface MissivePair {
	readonly vendor: MissiveSimulator;
	readonly host: TriggerHost;
	/** What the user filled into the credential; a change holds from the next load on. */
	readonly credential: Record<string, string>;
	/** Changes some of the node's parameters. */
	set(parameters: Record<string, unknown>): void;
	close(): Promise<void>;
}

export const SECRET = "It's a Secret to Everybody";

export async function startPair(
	parameters: Record<string, unknown> = {},
	{
		credential: filledIn = {},
		...vendorOptions
	}: MissiveOptions & { credential?: Record<string, string> } = {},
): Promise<MissivePair> {
	const vendor = await startMissive(vendorOptions);
	const credential: Record<string, string> = {
		baseUrl: vendor.baseUrl,
		token: vendor.token,
		signatureSecret: SECRET,
		...filledIn,
	};
	const host = await TriggerHost.start({
		nodeType: new MissiveTrigger(),
		parameters: {
			registration: 'api',
			eventTypes: ['label_change', 'new_comment', 'new_message'],
			otherEventTypes: '',
			options: {},
			...parameters,
		} as never,
		credentials: [{ type: new MissiveApi(), data: credential }],
	});
	return {
		vendor,
		host,
		credential,
		set: (changes) => {
			host.parameters = { ...host.parameters, ...changes } as never;
		},
		close: async () => {
			await host.close();
			await vendor.close();
		},
	};
}

/** The trigger in another process of n8n, or in the same after a restart: it knows what the database holds, no more. */
export function restarted(): MissiveTrigger {
	type Module = typeof import('../../../nodes/Missive/MissiveTrigger.node');
	return inAnotherProcess(
		() =>
			new (jest.requireActual<Module>(
				'../../../nodes/Missive/MissiveTrigger.node',
			).MissiveTrigger)(),
	);
}
