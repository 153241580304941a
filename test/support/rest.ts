/* eslint-disable @n8n/community-nodes/require-node-api-error -- runs on the developer's machine, never inside n8n */
import type { IRunExecutionData } from 'n8n-workflow';
import { unflatten } from './flatted';
import { until } from './poll';
import type {
	Credential,
	CredentialTest,
	Execution,
	ExecutionSummary,
	NewWorkflow,
	Publication,
	PublicationStatus,
	Workflow,
} from './rest.types';

/** The one user of every n8n that the tests start. */
export const owner = {
	email: 'owner@example.com',
	firstName: 'Olive',
	lastName: 'Owner',
	password: 'Correct-horse-1',
};

/** An answer of n8n's REST API that is not 2xx. */
export class RestError extends Error {
	/** What n8n says of it, as its editor shows it. */
	readonly text: string;

	constructor(
		readonly status: number,
		request: string,
		body: string,
	) {
		const text = messageIn(body);
		super(`${request}: ${status} ${text}`);
		this.text = text;
	}
}

/** n8n answers `{"message": …, "stacktrace": …}`. */
function messageIn(body: string): string {
	try {
		return String((JSON.parse(body) as { message?: unknown }).message);
	} catch {
		return body.slice(0, 200);
	}
}

/** n8n's own REST API, as its editor uses it, with a session cookie. */
export class RestClient {
	private cookie = '';
	/**
	 * How n8n publishes: in the background, or within the request (N8N_USE_WORKFLOW_PUBLICATION_SERVICE=false, and n8n
	 * before it had that service).
	 */
	publishesInBackground = true;

	/** @param url n8n's, without a trailing slash */
	constructor(readonly url: string) {}

	/** True as soon as the API answers. `/healthz` answers earlier, and so does a "Starting up" page for any path. */
	async isReady(): Promise<boolean> {
		const response = await fetch(`${this.url}/rest/settings`);
		await response.arrayBuffer();
		return response.ok && response.headers.get('content-type')?.includes('json') === true;
	}

	/** Logs in, after having made the owner's account if there is none yet. */
	async signIn({ email, firstName, lastName, password }: typeof owner): Promise<void> {
		const settings = await this.call<{ userManagement: { showSetupOnFirstLoad?: boolean } }>(
			'GET',
			'/rest/settings',
		);
		if (settings.userManagement.showSetupOnFirstLoad) {
			await this.call('POST', '/rest/owner/setup', { email, firstName, lastName, password });
		} else {
			await this.call('POST', '/rest/login', { emailOrLdapLoginId: email, password });
		}
		const { useWorkflowPublicationService } = await this.call<{
			useWorkflowPublicationService?: boolean;
		}>('GET', '/rest/settings');
		this.publishesInBackground = useWorkflowPublicationService ?? false;
	}

	async createCredential(type: string, data: Record<string, unknown>): Promise<Credential> {
		return await this.call('POST', '/rest/credentials', {
			name: `${type} of the test`,
			type,
			data,
		});
	}

	async updateCredential(credential: Credential, data: Record<string, unknown>): Promise<void> {
		const { id, name, type } = credential;
		await this.call('PATCH', `/rest/credentials/${id}`, { name, type, data });
	}

	/** Those that the owner has. */
	async credentials(): Promise<Credential[]> {
		return await this.call('GET', '/rest/credentials');
	}

	async deleteCredential(id: string): Promise<void> {
		await this.call('DELETE', `/rest/credentials/${id}`);
	}

	/** What the button "Test" does, with the data given or that of the saved credential. */
	async testCredential(
		credential: Credential,
		data: Record<string, unknown>,
	): Promise<CredentialTest> {
		const { id, name, type } = credential;
		return await this.call('POST', '/rest/credentials/test', {
			credentials: { id, name, type, data },
		});
	}

	async createWorkflow(workflow: NewWorkflow): Promise<Workflow> {
		// Before it had versions to publish, n8n wanted to be told.
		return await this.call('POST', '/rest/workflows', { active: false, ...workflow });
	}

	async getWorkflow(id: string): Promise<Workflow> {
		return await this.call('GET', `/rest/workflows/${id}`);
	}

	/** Saves a new version; it is live only once it is activated. */
	async updateWorkflow(id: string, changes: Partial<NewWorkflow>): Promise<Workflow> {
		return await this.call('PATCH', `/rest/workflows/${id}`, changes);
	}

	/**
	 * Activates the newest version and waits until n8n has registered its triggers, which it does after its answer.
	 * Throws with the trigger's own error when that fails.
	 */
	async activate(id: string): Promise<void> {
		const { status, text } = await this.publish(id);
		if (status !== 'published') throw new Error(text || status);
	}

	/**
	 * Publishes the newest version and waits until n8n has registered its triggers, or given up.
	 *
	 * @param deadlineMs n8n itself gives up after 84 s, and what waits for its turn there begins later
	 * @throws TimedOutError
	 */
	async publish(id: string, deadlineMs = 60_000): Promise<Publication> {
		const { versionId } = await this.getWorkflow(id);
		try {
			await this.setActive(id, true, { versionId });
		} catch (error) {
			if (error instanceof RestError && error.status === 400) {
				return { status: 'failed', text: error.text };
			}
			throw error;
		}
		if (!this.publishesInBackground) return { status: 'published', text: '' };
		return await this.untilPublicationSettled(id, versionId, deadlineMs);
	}

	/**
	 * Deactivates and waits until n8n has taken its triggers down.
	 *
	 * @throws TimedOutError
	 */
	async deactivate(id: string, deadlineMs?: number): Promise<void> {
		await this.setActive(id, false, {});
		if (!this.publishesInBackground) return;
		await until(async () => (await this.publicationStatus(id)).status === 'not_published', {
			what: 'the workflow to be deactivated',
			deadlineMs,
			slowDownToMs: 1_000,
		});
	}

	private async setActive(id: string, active: boolean, body: object): Promise<void> {
		try {
			await this.call('POST', `/rest/workflows/${id}/${active ? 'activate' : 'deactivate'}`, body);
		} catch (error) {
			if (!(error instanceof RestError) || error.status !== 404) throw error;
			// Before n8n had versions to publish it had a switch.
			const { versionId } = await this.getWorkflow(id);
			await this.call('PATCH', `/rest/workflows/${id}`, { active, versionId });
		}
	}

	/** Only where n8n publishes in the background. */
	async publicationStatus(id: string): Promise<PublicationStatus> {
		return await this.call('GET', `/rest/workflows/${id}/publication-status`);
	}

	/** n8n reads the two halves of the status apart, so what looks settled may be a moment old: it is asked twice. */
	private async untilPublicationSettled(
		id: string,
		versionId: string,
		deadlineMs: number,
	): Promise<Publication> {
		let before: string | undefined;
		return await until(
			async () => {
				const { status, liveVersionId, triggers } = await this.publicationStatus(id);
				if (status === 'in_progress') return false;
				const text = triggers.map(({ errorMessage }) => errorMessage ?? '').join('\n');
				if (status === 'published' && liveVersionId === versionId) return { status, text };
				if (status === 'failed' || status === 'partial') return { status, text };
				const seen = `${status} ${liveVersionId}`;
				if (seen === before) return { status: 'failed' as const, text };
				before = seen;
				return false;
			},
			{ what: 'the workflow to be active', deadlineMs, slowDownToMs: 1_000 },
		);
	}

	/** Archives and deletes. n8n deletes only what is archived. */
	async deleteWorkflow(id: string): Promise<void> {
		await this.call('POST', `/rest/workflows/${id}/archive`, {});
		await this.call('DELETE', `/rest/workflows/${id}`);
	}

	/** What the button "Listen for Test Event" does. Resolves once the test webhook is registered. */
	async listenForTestEvent(workflowId: string, trigger: string): Promise<void> {
		const answer = await this.run<{ waitingForWebhook?: boolean }>(workflowId, trigger);
		if (!answer.waitingForWebhook) throw new Error('n8n does not wait for a test event');
	}

	/** What the button "Execute workflow" does. Returns the id of the execution, which then runs. */
	async executeWorkflow(workflowId: string, trigger: string): Promise<string> {
		const answer = await this.run<{ executionId: string }>(workflowId, trigger);
		return answer.executionId;
	}

	/** Older versions of n8n want the workflow sent along; the newest run the one that is saved. */
	private async run<T>(workflowId: string, trigger: string): Promise<T> {
		const workflowData = await this.getWorkflow(workflowId);
		return await this.call('POST', `/rest/workflows/${workflowId}/run`, {
			workflowData,
			triggerToStartFrom: { name: trigger },
		});
	}

	/** What the button "Stop Listening" does. */
	async stopListening(workflowId: string): Promise<void> {
		await this.call('DELETE', `/rest/test-webhook/${workflowId}`);
	}

	/**
	 * The newest 100 executions of a workflow, newest first.
	 *
	 * @param status only those that have it
	 */
	async executions(workflowId: string, status?: 'crashed'): Promise<ExecutionSummary[]> {
		const wanted = { workflowId, ...(status && { status: [status] }) };
		const filter = encodeURIComponent(JSON.stringify(wanted));
		const { results } = await this.call<{ results: ExecutionSummary[] }>(
			'GET',
			`/rest/executions?limit=100&filter=${filter}`,
		);
		return results;
	}

	/** How many executions of a workflow n8n keeps, finished or not. */
	async executionCount(workflowId: string): Promise<number> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const { count } = await this.call<{ count: number }>(
			'GET',
			`/rest/executions?limit=1&filter=${filter}`,
		);
		return count;
	}

	/** What the button "Retry with original workflow" does. Resolves once it has ended. */
	async retryExecution(id: string): Promise<void> {
		await this.call('POST', `/rest/executions/${id}/retry`, { loadWorkflow: false });
	}

	/** Removes all executions of a workflow. */
	async deleteExecutions(workflowId: string): Promise<void> {
		await this.call('POST', '/rest/executions/delete', {
			deleteBefore: new Date().toISOString(),
			filters: { workflowId },
		});
	}

	async execution(id: string): Promise<Execution> {
		const raw = await this.call<Omit<Execution, 'data'> & { data: string }>(
			'GET',
			`/rest/executions/${id}`,
		);
		return { ...raw, data: unflatten(raw.data) as IRunExecutionData };
	}

	/** The node types that n8n offers its editor. */
	async nodeTypes(): Promise<Array<Record<string, unknown> & { name: string }>> {
		return await this.json('GET', '/types/nodes.json');
	}

	/** The credential types that n8n offers its editor. */
	async credentialTypes(): Promise<Array<Record<string, unknown> & { name: string }>> {
		return await this.json('GET', '/types/credentials.json');
	}

	/** A file that n8n serves, an icon for example. */
	async file(path: string): Promise<{ status: number; contentType: string; text: string }> {
		const response = await this.send('GET', path);
		return {
			status: response.status,
			contentType: response.headers.get('content-type') ?? '',
			text: await response.text(),
		};
	}

	private async call<T>(method: string, path: string, body?: unknown): Promise<T> {
		return (await this.json<{ data: T }>(method, path, body)).data;
	}

	private async json<T>(method: string, path: string, body?: unknown): Promise<T> {
		const response = await this.send(method, path, body);
		const text = await response.text();
		if (!response.ok) throw new RestError(response.status, `${method} ${path}`, text);
		return JSON.parse(text) as T;
	}

	private async send(method: string, path: string, body?: unknown): Promise<Response> {
		const response = await fetch(`${this.url}${path}`, {
			method,
			headers: { cookie: this.cookie, 'content-type': 'application/json' },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const session = response.headers
			.getSetCookie()
			.map((cookie) => cookie.split(';')[0] as string)
			.find((cookie) => cookie.startsWith('n8n-auth='));
		if (session) this.cookie = session;
		return response;
	}
}
