/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGunzip, createInflate } from 'node:zlib';

import express from 'express';
import { HookContext, WebhookContext } from 'n8n-core';
import {
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IWebhookData,
	type IWorkflowExecuteAdditionalData,
	Workflow,
	type WorkflowActivateMode,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import getRawBody from 'raw-body';

import { CredentialsHelper, type FilledCredential } from './credentialsHelper';

/** What n8n keeps of a workflow in its database: its id, and the static data as text. */
export interface Database {
	readonly workflowId: string;
	staticData: string;
	/** How often it was written. */
	writes: number;
}

export interface TriggerHostOptions {
	readonly nodeType: INodeType;
	readonly parameters: INodeParameters;
	readonly credentials?: readonly FilledCredential[];
	/** Shared by hosts that play processes of one n8n. */
	readonly database?: Database;
}

/** An empty database for a workflow of its own. */
export function newDatabase(): Database {
	return { workflowId: randomUUID(), staticData: '{}', writes: 0 };
}

/** One delivery as the sender sees its answer. */
export interface Answered {
	readonly status: number;
	readonly headers: Headers;
	readonly body: unknown;
}

/**
 * A small n8n around one trigger node: a real server, n8n-core's real contexts, and the order in which n8n 2.41 does
 * things (parse, `webhook()`, store the execution, save the static data, answer).
 */
export class TriggerHost {
	/** The items of each execution, by output. */
	readonly executions: INodeExecutionData[][][] = [];

	readonly database: Database;

	readonly credentialsHelper: CredentialsHelper;

	parameters: INodeParameters;

	/** Where n8n believes to be reached; changing it is n8n having moved. */
	baseUrl: string;

	/** Called where n8n stores an execution; may wait, or throw as a database does. */
	storeExecution: () => Promise<void> | void = () => {};

	private constructor(
		private readonly options: TriggerHostOptions,
		private readonly server: Server,
	) {
		this.database = options.database ?? newDatabase();
		this.parameters = options.parameters;
		this.credentialsHelper = new CredentialsHelper(options.credentials ?? []);
		this.baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	}

	static async start(options: TriggerHostOptions): Promise<TriggerHost> {
		const app = express();
		const server = createServer(app);
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const host = new TriggerHost(options, server);
		app.post('/webhook/:id/webhook', (req, res) => void host.handle(req, res, 'webhook'));
		app.post('/webhook-test/:id/webhook', (req, res) => void host.handle(req, res, 'manual'));
		return host;
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	get url(): string {
		return `${this.baseUrl}/webhook/hook-1/webhook`;
	}

	get testUrl(): string {
		return `${this.baseUrl}/webhook-test/hook-1/webhook`;
	}

	/** The node's static data as it stands in the database. */
	get stored(): Record<string, unknown> {
		const data = JSON.parse(this.database.staticData) as Record<string, Record<string, unknown>>;
		return data['node:Trigger'] ?? {};
	}

	/** Activates the workflow, or listens for a test event, as n8n does. */
	async activate(activation: WorkflowActivateMode = 'activate'): Promise<void> {
		const workflow = this.loadWorkflow();
		const mode = activation === 'manual' ? 'manual' : 'trigger';
		const context = this.hookContext(workflow, mode, activation);
		const methods = this.options.nodeType.webhookMethods?.default;
		if (!(await methods?.checkExists.call(context))) await methods?.create.call(context);
		this.save(workflow);
	}

	/** Deactivates the workflow, or ends listening for a test event. */
	async deactivate({ listening = false } = {}): Promise<void> {
		const workflow = this.loadWorkflow();
		const context = this.hookContext(workflow, 'internal', 'update', listening);
		await this.options.nodeType.webhookMethods?.default?.delete.call(context);
		this.save(workflow);
	}

	/** Whether the node finds its registration in order. */
	async checkExists(activation: WorkflowActivateMode = 'activate'): Promise<boolean | undefined> {
		const context = this.hookContext(this.loadWorkflow(), 'trigger', activation);
		return await this.options.nodeType.webhookMethods?.default?.checkExists.call(context);
	}

	/** A context for the node's list searches. */
	loadOptionsContext(): HookContext {
		return this.hookContext(this.loadWorkflow(), 'internal', 'manual');
	}

	/** Sends a JSON body to the production URL, or another. */
	async post(
		body: string | Buffer | object,
		headers: Record<string, string> = {},
		url = this.url,
	): Promise<Answered> {
		const raw = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
		const response = await fetch(url, {
			method: 'POST',
			headers: { 'content-type': 'application/json', ...headers },
			body: raw,
		});
		const text = await response.text();
		return { status: response.status, headers: response.headers, body: parseOrText(text) };
	}

	private async handle(
		req: express.Request,
		res: express.Response,
		mode: WorkflowExecuteMode,
	): Promise<void> {
		const staticData = JSON.parse(this.database.staticData) as IDataObject;
		const workflow = this.workflowOver(staticData);
		if (!(await parseAsHost(req))) {
			res.status(422).json({ message: 'Failed to parse request body' });
			return;
		}
		const additionalData = this.additionalData();
		additionalData.httpRequest = req;
		additionalData.httpResponse = res;
		const node = this.nodeOf(workflow);
		const context = new WebhookContext(
			workflow,
			node,
			additionalData,
			mode,
			this.webhookData(workflow, node, additionalData, mode === 'manual'),
			[],
			null,
		);
		try {
			const result = await this.options.nodeType.webhook?.call(context);
			if (!result) throw new Error('The node type has no webhook method');
			if (result.workflowData) {
				// As n8n 2.41.1 does it (WorkflowRunner.establishContextForPersistence): a second Workflow over the same object
				// makes it forget that the static data has changed.
				this.workflowOver(staticData);
				await this.storeExecution();
				this.executions.push(result.workflowData);
			}
			const answer = result.webhookResponse;
			if (mode !== 'manual') this.save(workflow);
			if (!result.noWebhookResponse) res.status(200).json(answer);
		} catch (error) {
			res.status(500).json({ message: (error as Error).message });
		}
	}

	private loadWorkflow(): Workflow {
		return this.workflowOver(JSON.parse(this.database.staticData) as IDataObject);
	}

	private workflowOver(staticData: IDataObject): Workflow {
		const node: INode = {
			id: 'node-1',
			name: 'Trigger',
			type: this.options.nodeType.description.name,
			typeVersion: 2,
			position: [0, 0],
			webhookId: 'hook-1',
			parameters: this.parameters,
			credentials: Object.fromEntries(
				(this.options.credentials ?? []).map(({ type }) => [
					type.name,
					{ id: type.name, name: type.displayName },
				]),
			),
		};
		const nodeTypes = {
			getByNameAndVersion: () => this.options.nodeType,
		} as unknown as INodeTypes;
		return new Workflow({
			id: this.database.workflowId,
			name: 'Under test',
			nodes: [node],
			connections: {},
			active: true,
			nodeTypes,
			staticData,
		});
	}

	private nodeOf(workflow: Workflow): INode {
		const node = workflow.getNode('Trigger');
		if (!node) throw new Error('The workflow has lost its trigger');
		return node;
	}

	private save(workflow: Workflow): void {
		if (!workflow.staticData.__dataChanged) return;
		this.database.staticData = JSON.stringify(workflow.staticData);
		this.database.writes++;
	}

	private additionalData(): IWorkflowExecuteAdditionalData {
		return {
			credentialsHelper: this.credentialsHelper,
			webhookBaseUrl: `${this.baseUrl}/webhook`,
			webhookTestBaseUrl: `${this.baseUrl}/webhook-test`,
		} as unknown as IWorkflowExecuteAdditionalData;
	}

	private hookContext(
		workflow: Workflow,
		mode: WorkflowExecuteMode,
		activation: WorkflowActivateMode,
		isTest = activation === 'manual',
	): HookContext {
		const node = this.nodeOf(workflow);
		const additionalData = this.additionalData();
		const webhookData = this.webhookData(workflow, node, additionalData, isTest);
		return new HookContext(workflow, node, additionalData, mode, activation, webhookData);
	}

	private webhookData(
		workflow: Workflow,
		node: INode,
		additionalData: IWorkflowExecuteAdditionalData,
		isTest: boolean,
	): IWebhookData {
		const [webhookDescription] = this.options.nodeType.description.webhooks ?? [];
		if (!webhookDescription) throw new Error('The node type has no webhook');
		return {
			httpMethod: 'POST',
			node: node.name,
			path: `hook-1/${webhookDescription.path}`,
			webhookDescription,
			workflowId: workflow.id,
			workflowExecuteAdditionalData: additionalData,
			isTest,
		};
	}
}

/** N8N_PAYLOAD_SIZE_MAX, at its default. */
const MOST_MEGABYTES = 16;

/** Reads a body as n8n does (`rawBodyReader` of its body-parser.js), with the same package and therefore its errors. */
async function readAsHost(req: express.Request): Promise<void> {
	if (req.rawBody) return;
	const encoding = req.headers['content-encoding'];
	const unpacked =
		encoding === 'gzip'
			? req.pipe(createGunzip())
			: encoding === 'deflate'
				? req.pipe(createInflate())
				: undefined;
	req.rawBody = await getRawBody(unpacked ?? req, {
		length: unpacked ? null : (req.headers['content-length'] ?? null),
		limit: `${MOST_MEGABYTES}mb`,
	});
}

/** Reads and parses the body as n8n does for nodes from type version 2 on. False when n8n would answer 422. */
async function parseAsHost(req: express.Request): Promise<boolean> {
	req.readRawBody = async () => await readAsHost(req);
	if (!req.is('application/json')) return true;
	await req.readRawBody();
	if (req.rawBody.length === 0) return true;
	try {
		req.body = JSON.parse(req.rawBody.toString());
		return true;
	} catch {
		return false;
	}
}

function parseOrText(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
