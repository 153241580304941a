import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import { type Reach, reachOf } from '../shared/lib/reachable';
import { openWorkToken } from './api';

/** From the nearest to the farthest. */
const REACHES: readonly Reach[] = ['machine', 'network', 'anywhere'];

const LEADS_TO: Readonly<Record<Reach, string>> = {
	machine: 'the machine that n8n runs on',
	network: 'the network that n8n runs in',
	anywhere: '',
};

/**
 * Warns in n8n's log when the trigger's URL leads less far than OpenWork is away: a server that is reached at a public
 * address cannot call `localhost`. Refuses nothing, for OpenWork may be local, whatever its address says. n8n's editor
 * shows nothing that a trigger says while it is published, unless it is an error.
 */
export async function warnIfOutOfReach(context: IHookFunctions): Promise<void> {
	const url = context.getNodeWebhookUrl('default') ?? '';
	const reach = reachOf(url);
	const { baseUrl } = await context.getCredentials<IDataObject>(openWorkToken.credential);
	if (REACHES.indexOf(reach) >= REACHES.indexOf(reachOf(String(baseUrl)))) return;
	context.logger.warn(
		`${context.getNode().name}: OpenWork may not be able to call n8n, for the webhook URL leads to ${LEADS_TO[reach]}: ${originOf(url)}. If no events arrive, set WEBHOOK_URL to the address under which OpenWork reaches n8n, and publish again.`,
	);
}

function originOf(url: string): string {
	return URL.canParse(url) ? new URL(url).origin : url;
}
