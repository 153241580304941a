import { freshOpenWorkEvent } from '../../fixtures';
import { type Dialect, type OpenWorkSimulator, startOpenWork } from '../../simulators';
import { idOf, type Lane } from './lane';

const TYPE = 'app:health_warning';

/** The header that carries the signature: the guide's, and the open server's. */
const VERIFIED = { documented: 'X-Hook-Signature', 'as found': 'X-Webhook-Signature' };

/**
 * OpenWork: registered by the node, with a secret of its own, and signed.
 *
 * @param played the vendor, set up by the caller; default one of the lane's own
 */
export async function openWorkLane(
	dialect: Dialect = 'documented',
	played?: OpenWorkSimulator,
): Promise<Lane> {
	const openWork = played ?? (await startOpenWork({ dialect }));
	const hooks = () => [...openWork.hooks.values()].map(({ url }) => url);
	return {
		title: 'OpenWork',
		slug: 'openwork',
		expected: { eventType: TYPE, verified: VERIFIED[dialect] },
		credential: {
			type: 'openWorkApi',
			data: { baseUrl: openWork.url, token: openWork.token },
			mistake: { token: 'wrong' },
		},
		trigger: { type: 'openWorkTrigger', parameters: { hookName: 'n8n', eventTypes: [TYPE] } },
		hooks,
		deliver: async (overrides, hook) =>
			await openWork.deliver(
				idOf(openWork.hooks, hooks(), hook),
				freshOpenWorkEvent(TYPE),
				overrides,
			),
		forgery: () => ({
			tamper: (signed) => Buffer.from(signed.toString().replace('degraded', 'Degraded')),
		}),
		close: async () => await openWork.close(),
	};
}
