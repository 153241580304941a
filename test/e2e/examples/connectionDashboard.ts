import type { IDataObject } from 'n8n-workflow';

import { freshOpenWorkEvent, type OpenWorkEventType } from '../../fixtures';
import { type OpenWorkEvent, startOpenWork } from '../../simulators';
import { until } from '../../support/poll';
import type { Stage } from '../stage';

const HOUR_MS = 60 * 60 * 1000;
const SCRIPT = '<script>alert("events")</script>';

interface State extends IDataObject {
	apps: IDataObject[];
	html: string;
	summary: string;
	token: string;
}

function happened(type: OpenWorkEventType, hoursAgo: number, payload: IDataObject): OpenWorkEvent {
	return { ...freshOpenWorkEvent(type, Date.now() - hoursAgo * HOUR_MS), payload };
}

/** Health events → the page behind its password, and the JSON that keeps it up to date. */
export async function connectionDashboard(stage: Stage): Promise<void> {
	const openWork = stage.keep(await startOpenWork());
	const jwt = { keyType: 'passphrase', secret: 'a long passphrase', algorithm: 'HS256' };
	const signIn = await stage.credential('jwtAuth', jwt);
	const example = await stage.open('connection-dashboard', {
		'OpenWork Trigger, Credential': await stage.credential('openWorkApi', {
			baseUrl: openWork.url,
			token: openWork.token,
		}),
		'Page, Credential': await stage.credential('httpBasicAuth', { user: 'ops', password: 'seen' }),
		'State, Credential': signIn,
		'Sign In, Credential': signIn,
	});
	const get = async (node: string, authorization: string) =>
		await fetch(example.webhookUrl(node), { headers: { authorization } });
	const basic = `Basic ${Buffer.from('ops:seen').toString('base64')}`;

	// Before the first event.
	const empty = await (await get('Page', basic)).text();
	expect(empty).toContain('No events yet');
	let token = /data-token="([\w.-]+)"/.exec(empty)?.[1] ?? '';
	const state = async () => {
		const response = await get('State', `Bearer ${token}`);
		expect(response.status).toBe(200);
		const told = (await response.json()) as State;
		({ token } = told);
		return told;
	};
	expect(await state()).toMatchObject({ apps: [] });

	const app = 'whatsapp';
	const healthy = { appType: app, healthStatus: 'healthy' };
	const warned = happened('app:health_warning', 2, {
		...{ appType: app, healthStatus: 'warning' },
		...{ warningMessage: SCRIPT, recommendation: 'Look at "it"' },
	});
	await openWork.emit(happened('app:health_check', 2.5, healthy));
	await openWork.emit(warned);
	await openWork.emit(happened('app:disconnected', 1, { appType: SCRIPT }));
	// An app's own warning on the open server, without a state.
	await openWork.emit(happened('app:health_warning', 0.5, { appType: 'slack', warning: 'Slow' }));
	// The same event once more, from a server that repeats it.
	await openWork.emit(warned);

	const { apps, html, summary } = await until(
		async () => {
			const told = await state();
			return told.apps.length === 3 && told;
		},
		{ what: 'three apps on the dashboard' },
	);
	expect(summary).toBe('3 of 3 apps need a look.');
	const [hostile, slack, whatsapp] = apps;
	expect(hostile).toMatchObject({ app: SCRIPT, state: 'disconnected', warnings: [] });
	expect(slack).toMatchObject({ app: 'slack', state: 'warning', message: 'Slow' });
	expect(whatsapp).toMatchObject({
		...{ app, state: 'warning', since: warned.timestamp, message: SCRIPT },
		warnings: [{ at: warned.timestamp, message: SCRIPT, recommendation: 'Look at "it"' }],
		shares: { healthy: expect.closeTo(20, 0) as number, warning: expect.closeTo(80, 0) as number },
	});

	const page = await get('Page', basic);
	const shown = await page.text();
	expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
	expect(page.headers.get('cache-control')).toBe('no-store');
	expect(shown).toContain('3 of 3 apps need a look.');
	for (const text of [html, shown]) {
		expect(text).not.toContain(SCRIPT);
		expect(text).toContain('&lt;script&gt;alert(&quot;events&quot;)&lt;/script&gt;');
		expect(text.match(/<svg /g)).toHaveLength(3);
	}

	// Trouble ends, and what is shown follows without another page.
	await openWork.emit(happened('app:health_cleared', 0, { appType: app }));
	await until(async () => (await state()).apps[2]?.state === 'healthy', {
		what: 'the app to be healthy again',
	});

	for (const [node, authorization, status] of [
		['Page', 'Basic b3BzOndyb25n', 401],
		['Page', '', 401],
		['State', '', 401],
		['State', basic, 403],
	] as const) {
		expect((await get(node, authorization)).status).toBe(status);
	}
}
