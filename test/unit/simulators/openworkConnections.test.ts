import { ManualClock, startOpenWork, type OpenWorkSimulator } from '../../simulators';
import { call, type Called } from './call';
import { createOpenWorkHook, openWorkApi } from './hooks';
import { closeAll, opened } from './open';

afterEach(closeAll);

async function connections(
	openWork: OpenWorkSimulator,
	method: string,
	path = '',
): Promise<Called> {
	const url = `${openWork.baseUrl}/api/connections${path}`;
	return await call(method, url, { token: openWork.token });
}

describe('OpenWork app connections', () => {
	it('are listed, connected or not, and shown', async () => {
		const openWork = await opened(startOpenWork());
		const listed = await connections(openWork, 'GET');
		expect(listed).toMatchObject({
			status: 200,
			json: [
				{ appType: 'whatsapp', displayName: 'WhatsApp', status: 'connected' },
				{ appType: 'google_workspace', id: null, status: 'disconnected', healthStatus: 'unknown' },
			],
		});
		const [whatsapp] = listed.json as unknown[];
		expect((await connections(openWork, 'GET', '/whatsapp')).json).toEqual(whatsapp);
	});

	it('are checked, which changes them and is logged, newest first', async () => {
		const openWork = await opened(startOpenWork({ clock: new ManualClock(0) }));
		await connections(openWork, 'POST', '/whatsapp/health-check');
		const app = openWork.connections.apps.get('whatsapp');
		if (app) app.found = { status: 'warning', warningMessage: 'Phone appears offline' };
		const checked = await connections(openWork, 'POST', '/whatsapp/health-check');
		const result = { healthy: false, status: 'warning', warningMessage: 'Phone appears offline' };
		expect(checked.json).toEqual({ ...result, timestamp: '1970-01-01T00:00:00.000Z' });
		expect(app).toMatchObject({ status: 'degraded', healthStatus: 'warning' });
		const events = await connections(openWork, 'GET', '/whatsapp/health-events?limit=5');
		expect(events.json).toMatchObject([
			{ connectionId: app?.id, eventType: 'health_check', details: result },
			{ details: { healthy: true } },
		]);
		const one = await connections(openWork, 'GET', '/whatsapp/health-events?limit=1');
		expect(one.json).toEqual((events.json as unknown[]).slice(0, 1));
	});

	it('are critical, and nothing is logged, when the app is not connected', async () => {
		const openWork = await opened(startOpenWork());
		expect(await connections(openWork, 'POST', '/google_workspace/health-check')).toMatchObject({
			status: 200,
			json: { healthy: false, status: 'critical', warningMessage: 'Not connected' },
		});
		const events = await connections(openWork, 'GET', '/google_workspace/health-events');
		expect(events.json).toEqual([]);
	});

	it.each([
		['GET', '/telegram'],
		['POST', ''],
		['DELETE', '/whatsapp'],
		['GET', '/whatsapp/health-check'],
		['GET', '/whatsapp/health-events/1'],
	])('answer 404 to %s %s', async (method, path) => {
		const openWork = await opened(startOpenWork());
		expect((await connections(openWork, method, path)).status).toBe(404);
	});
});

describe('a change of a webhook’s URL', () => {
	const url = 'http://c/d';

	it('is ignored without a word where the server does so', async () => {
		const openWork = await opened(startOpenWork({ urlChange: 'ignored' }));
		const id = await createOpenWorkHook(openWork);
		const answer = await openWorkApi(openWork, 'PATCH', `/${id}`, { url });
		expect(answer).toMatchObject({ status: 200, json: { url: 'http://a/b' } });
	});

	it('is done where the server does so', async () => {
		const openWork = await opened(startOpenWork({ urlChange: 'done' }));
		const id = await createOpenWorkHook(openWork);
		const answer = await openWorkApi(openWork, 'PATCH', `/${id}`, { url });
		expect(answer).toMatchObject({ status: 200, json: { url } });
	});
});
