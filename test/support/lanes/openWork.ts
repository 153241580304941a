import { freshOpenWorkEvent } from '../../fixtures';
import { startOpenWork } from '../../simulators';
import { idOf, type Lane } from './lane';

const TYPE = 'app:health_warning';

/** OpenWork: registered by the node, with a secret of its own, and signed. */
export async function openWorkLane(): Promise<Lane> {
	const openWork = await startOpenWork();
	const hooks = () => [...openWork.hooks.values()].map(({ url }) => url);
	return {
		title: 'OpenWork',
		slug: 'openwork',
		expected: { eventType: TYPE, verified: 'X-Hook-Signature' },
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
