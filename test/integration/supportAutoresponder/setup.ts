import { SupportAutoresponderApi } from '../../../credentials/SupportAutoresponderApi.credentials';
import { SupportAutoresponderTrigger } from '../../../nodes/SupportAutoresponder/SupportAutoresponderTrigger.node';
import {
	type AutoresponderOptions,
	type AutoresponderSimulator,
	startAutoresponder,
} from '../../simulators';
import { TriggerHost } from '../../support/triggerHost';

/** An Autoresponder and an n8n with a Support Autoresponder Trigger that belongs to it. */
export interface AutoresponderPair {
	readonly vendor: AutoresponderSimulator;
	readonly host: TriggerHost;
	/** Changes some of the node's parameters. */
	set(parameters: Record<string, unknown>): void;
	close(): Promise<void>;
}

export const SECRET = "It's a Secret to Everybody";

/** What a test changes about the pair. */
export interface PairOptions extends AutoresponderOptions {
	readonly parameters?: Record<string, unknown>;
	readonly credential?: Record<string, string>;
}

/** Starts both, with the node's URL and `SECRET` in the Autoresponder's settings. */
export async function startPair(options: PairOptions = {}): Promise<AutoresponderPair> {
	const { parameters, credential, ...vendorOptions } = options;
	const vendor = await startAutoresponder({ secret: SECRET, ...vendorOptions });
	const host = await TriggerHost.start({
		nodeType: new SupportAutoresponderTrigger(),
		parameters: { eventTypes: ['*'], options: {}, ...parameters } as never,
		credentials: [
			{
				type: new SupportAutoresponderApi(),
				data: {
					baseUrl: vendor.baseUrl,
					webhookSecret: SECRET,
					previousWebhookSecret: '',
					apiKey: '',
					...credential,
				},
			},
		],
	});
	vendor.webhook = { url: host.url };
	return {
		vendor,
		host,
		set: (changes) => {
			host.parameters = { ...host.parameters, ...changes } as never;
		},
		close: async () => {
			await host.close();
			await vendor.close();
		},
	};
}
