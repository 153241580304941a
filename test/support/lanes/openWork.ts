import { freshOpenWorkEvent } from '../../fixtures';
import { startOpenWork } from '../../simulators';
import { only, type Lane } from './lane';

/** OpenWork: registered by the node, with a secret of its own, and signed. */
export async function openWorkLane(): Promise<Lane> {
	const openWork = await startOpenWork();
	const type = 'app:health_warning';
	return {
		title: 'OpenWork',
		slug: 'openwork',
		expected: { eventType: type, verified: 'X-Hook-Signature' },
		credential: {
			type: 'openWorkApi',
			data: { baseUrl: openWork.url, token: openWork.token },
			mistake: { token: 'wrong' },
		},
		trigger: { type: 'openWorkTrigger', parameters: { hookName: 'n8n', eventTypes: [type] } },
		hooks: () => [...openWork.hooks.values()].map(({ url }) => url),
		deliver: async (overrides) =>
			await openWork.deliver(only(openWork.hooks.keys()), freshOpenWorkEvent(type), overrides),
		forgery: () => ({
			tamper: (signed) => Buffer.from(signed.toString().replace('degraded', 'Degraded')),
		}),
		close: async () => await openWork.close(),
	};
}
