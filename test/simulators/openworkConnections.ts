import { randomUUID } from 'node:crypto';

import type { Clock } from './shared/clock';
import { refusal } from './shared/http';
import type { Answer, RecordedRequest } from './shared/http';

/** How an app is, as OpenWork's health check finds it. */
export type OpenWorkHealth = 'healthy' | 'warning' | 'critical' | 'unknown';

/** An app and its connection. */
export interface OpenWorkConnection {
	readonly appType: string;
	readonly displayName: string;
	readonly description: string;
	/** Null until the user has connected the app. */
	id: string | null;
	status: 'connected' | 'degraded' | 'disconnected';
	healthStatus: OpenWorkHealth;
	warningMessage: string | null;
	lastHealthCheckAt: string | null;
	/** What the next health check finds. */
	found: { status: OpenWorkHealth; warningMessage: string | null };
}

/** An entry of a connection's health log. */
export interface OpenWorkHealthEvent {
	readonly id: string;
	readonly connectionId: string;
	readonly eventType: string;
	readonly details: object;
	readonly createdAt: string;
}

const DEFAULT_EVENTS = 50;
const CONNECTIONS = '/api/connections';

/** OpenWork's app connections ("REST API Endpoints" of its app integration guide). */
export class OpenWorkConnections {
	/** By app type. Tests may change them. */
	readonly apps = new Map<string, OpenWorkConnection>();
	/** By app type, newest first. */
	readonly events = new Map<string, OpenWorkHealthEvent[]>();

	constructor(private readonly clock: Clock) {
		this.add('whatsapp', 'WhatsApp', 'connected');
		this.add('google_workspace', 'Google Workspace', 'disconnected');
	}

	/** The answer to a request for a connection; undefined when the path is of something else. */
	answer({ method, path, query }: RecordedRequest): Answer | undefined {
		if (path !== CONNECTIONS && !path.startsWith(`${CONNECTIONS}/`)) return undefined;
		const [appType, operation, ...rest] = path.split('/').slice(3).map(decodeURIComponent);
		if (appType === undefined) return this.list(method);
		const app = this.apps.get(appType);
		if (!app) return refusal(404, `App type '${appType}' not found`);
		if (rest.length > 0) return refusal(404, 'Not found');
		if (method === 'GET' && operation === undefined) return { status: 200, body: shown(app) };
		if (method === 'POST' && operation === 'health-check') return this.check(app);
		if (method === 'GET' && operation === 'health-events') {
			const limit = Number(query.get('limit')) || DEFAULT_EVENTS;
			return { status: 200, body: (this.events.get(appType) ?? []).slice(0, limit) };
		}
		return refusal(404, 'Not found');
	}

	private add(appType: string, displayName: string, status: 'connected' | 'disconnected'): void {
		const connected = status === 'connected';
		this.apps.set(appType, {
			appType,
			displayName,
			description: `Connect your ${displayName} account`,
			id: connected ? randomUUID() : null,
			status,
			healthStatus: connected ? 'healthy' : 'unknown',
			warningMessage: null,
			lastHealthCheckAt: null,
			found: { status: 'healthy', warningMessage: null },
		});
	}

	private list(method: string): Answer {
		if (method !== 'GET') return refusal(404, 'Not found');
		return { status: 200, body: [...this.apps.values()].map(shown) };
	}

	/** Answers 200 whatever is found; an app that is not connected is critical, and nothing is logged. */
	private check(app: OpenWorkConnection): Answer {
		const timestamp = new Date(this.clock.now()).toISOString();
		if (app.id === null) {
			const result = { healthy: false, status: 'critical', warningMessage: 'Not connected' };
			return { status: 200, body: { ...result, timestamp } };
		}
		const { status, warningMessage } = app.found;
		const healthy = status === 'healthy';
		app.status = healthy ? 'connected' : 'degraded';
		app.healthStatus = status;
		app.warningMessage = warningMessage;
		app.lastHealthCheckAt = timestamp;
		const result = { healthy, status, warningMessage };
		const event: OpenWorkHealthEvent = {
			id: randomUUID(),
			connectionId: app.id,
			eventType: 'health_check',
			details: result,
			createdAt: timestamp,
		};
		this.events.set(app.appType, [event, ...(this.events.get(app.appType) ?? [])]);
		return { status: 200, body: { ...result, timestamp } };
	}
}

/** As the API shows it: without what the next health check will find. */
function shown(app: OpenWorkConnection): object {
	return Object.fromEntries(Object.entries(app).filter(([name]) => name !== 'found'));
}
