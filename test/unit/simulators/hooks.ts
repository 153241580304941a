import type { MissiveSimulator, OpenWorkSimulator } from '../../simulators';
import { call, type Called } from './call';

/** Two of OpenWork's event types. */
export const EVENTS = ['app:health_warning', 'app:health_cleared'];

/** Asks Missive for a hook. */
export async function createMissiveHook(
	missive: MissiveSimulator,
	hooks: unknown,
): Promise<Called> {
	return await call('POST', `${missive.baseUrl}/hooks`, { token: missive.token, body: { hooks } });
}

/** Calls OpenWork's webhook API; the path is what follows `/api/hooks/webhooks`. */
export async function openWorkApi(
	openWork: OpenWorkSimulator,
	method: string,
	path = '',
	body?: unknown,
): Promise<Called> {
	const url = `${openWork.baseUrl}/api/hooks/webhooks${path}`;
	return await call(method, url, { token: openWork.token, body });
}

/** Creates a signed OpenWork webhook for `EVENTS`; returns its id. */
export async function createOpenWorkHook(
	openWork: OpenWorkSimulator,
	body: object = {},
): Promise<string> {
	const all = { name: 'Monitor', url: 'http://a/b', eventTypes: EVENTS, secret: 'shh', ...body };
	const created = await openWorkApi(openWork, 'POST', '', all);
	expect(created.status).toBe(201);
	return (created.json as { id: string }).id;
}
