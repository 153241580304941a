/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parse as parseQuery } from 'node:querystring';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createGunzip, createInflate } from 'node:zlib';

import express from 'express';
import { HookContext, LoadOptionsContext, WebhookContext } from 'n8n-core';
import {
	type IDataObject,
	type IHttpRequestOptions,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IWebhookResponseData,
	type IWebhookData,
	type IWorkflowExecuteAdditionalData,
	Workflow,
	type WorkflowActivateMode,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import getRawBody from 'raw-body';

import { behindPublicAddress, publicAddress } from '../simulators/shared/publicAddress';
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
	/** A second trigger in the same workflow, with the same credentials. */
	readonly second?: Pick<TriggerHostOptions, 'nodeType' | 'parameters'>;
	/** Shared by hosts that play processes of one n8n. */
	readonly database?: Database;
	/** Shared by the processes of one n8n. */
	readonly instanceId?: string;
	/** Whether n8n is told that it is reached at a public HTTPS address. Default: at one of this machine. */
	readonly isPublic?: boolean;
	/** In the place of n8n's HTTP client, with a network of the test's own. */
	readonly request?: (options: IHttpRequestOptions) => Promise<unknown>;
}

/** The triggers of the workflow. */
export type Which = 'first' | 'second';

const NODES = {
	first: { id: 'node-1', name: 'Trigger', webhookId: 'hook-1' },
	second: { id: 'node-2', name: 'Second', webhookId: 'hook-2' },
} as const;

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
 * A small n8n around one or two trigger nodes of a workflow: a real server, n8n-core's real contexts, and the order in
 * which n8n 2.41 does things (load, parse, `webhook()`, store the execution, save the static data, answer).
 */
export class TriggerHost {
	/** The items of each execution, by output. */
	readonly executions: INodeExecutionData[][][] = [];

	readonly database: Database;

	readonly credentialsHelper: CredentialsHelper;

	parameters: INodeParameters;

	/** What the first trigger is called in its workflow. */
	name: string = NODES.first.name;

	/** Another instance of its module is another process of n8n. */
	nodeType: INodeType;

	secondNodeType: INodeType | undefined;

	/** Whether the sender is answered before the execution is stored, as by n8n before 2.8. */
	answersFirst = false;

	/** Where n8n believes to be reached; changing it is n8n having moved. */
	baseUrl: string;

	/** Called where n8n stores an execution; may wait, or throw as a database does. */
	storeExecution: () => Promise<void> | void = () => {};

	/** Called where n8n waits (ms) between two of its tries. */
	wait: (ms: number) => Promise<unknown> | void = () => {};

	/** Whether n8n hands requests to the trigger. One that it hands them to is not published again unless it changes. */
	isRouted = false;

	/** Called where n8n is about to make the text of the static data; may wait. */
	beforeSaving: () => Promise<void> | void = () => {};

	private constructor(
		private readonly options: TriggerHostOptions,
		private readonly server: Server,
	) {
		this.database = options.database ?? newDatabase();
		this.nodeType = options.nodeType;
		this.secondNodeType = options.second?.nodeType;
		this.parameters = options.parameters;
		this.credentialsHelper = new CredentialsHelper(options.credentials ?? []);
		const { port } = server.address() as AddressInfo;
		this.baseUrl = options.isPublic ? publicAddress(port) : `http://127.0.0.1:${port}`;
	}

	static async start(options: TriggerHostOptions): Promise<TriggerHost> {
		const app = express();
		const server = createServer(app);
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const host = new TriggerHost(options, server);
		for (const which of ['first', 'second'] as const) {
			const path = `${NODES[which].webhookId}/webhook`;
			for (const [prefix, mode] of [
				['webhook', 'webhook'],
				['webhook-test', 'manual'],
			] as const) {
				app.all(`/${prefix}/${path}`, (req, res) => {
					// n8n knows an address only with the methods that the node type has webhooks for.
					if (!host.methodsOf(which).includes(req.method)) return void res.sendStatus(404);
					void host.handle(req, res, which, mode);
				});
			}
		}
		return host;
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	get url(): string {
		return `${this.baseUrl}/webhook/hook-1/webhook`;
	}

	get secondUrl(): string {
		return `${this.baseUrl}/webhook/hook-2/webhook`;
	}

	get testUrl(): string {
		return `${this.baseUrl}/webhook-test/hook-1/webhook`;
	}

	/** What the database holds of the node: its registrations, and the events that it has seen. */
	get stored(): Record<string, unknown> {
		return this.storedOf('first');
	}

	storedOf(which: Which): Record<string, unknown> {
		const { global } = JSON.parse(this.database.staticData) as {
			global?: { signedWebhooks?: Record<string, Record<string, unknown>> };
		};
		const entry = Object.entries(global?.signedWebhooks?.[NODES[which].id] ?? {});
		const isRegistered = (value: unknown) => !(value as { takenBack?: true }).takenBack;
		return Object.fromEntries(
			entry.filter(([key, value]) => key !== 'owner' && isRegistered(value)),
		);
	}

	/** Activates the workflow, or listens for a test event, as n8n does. */
	async activate(
		activation: WorkflowActivateMode = 'activate',
		which: Which = 'first',
	): Promise<void> {
		const workflow = this.loadWorkflow();
		const mode = activation === 'manual' ? 'manual' : 'trigger';
		const context = this.hookContext(workflow, which, mode, activation);
		const methods = this.typeOf(which).webhookMethods?.default;
		if (!(await methods?.checkExists.call(context))) await methods?.create.call(context);
		await this.save(workflow);
	}

	/** Deactivates the workflow, or ends listening for a test event. */
	async deactivate({ listening = false, which = 'first' as Which } = {}): Promise<void> {
		const workflow = this.loadWorkflow();
		const context = this.hookContext(workflow, which, 'internal', 'update', listening);
		await this.typeOf(which).webhookMethods?.default?.delete.call(context);
		await this.save(workflow);
	}

	/**
	 * Publishes the trigger as n8n 2.41 does (WorkflowTriggerActivator and WebhookTriggerRegistrar): up to five tries with
	 * one Workflow, of which each that failed is cleaned up. What the nodes keep is saved in the end.
	 *
	 * @throws the last try's error
	 */
	async publish(activation: WorkflowActivateMode = 'activate'): Promise<void> {
		const workflow = this.loadWorkflow();
		let failure: Error | undefined;
		for (const waitMs of [0, 1_000, 2_000, 4_000, 8_000]) {
			if (waitMs > 0) await this.wait(waitMs);
			failure = await this.register(workflow, activation);
			if (!failure) break;
			await this.cleanUp(workflow);
		}
		await this.save(workflow);
		if (failure) throw failure;
	}

	/**
	 * Unpublishes the trigger as n8n 2.41 does: up to three tries. What the nodes keep is saved in the end.
	 *
	 * @returns the last try's error, which n8n shows as a warning
	 */
	async unpublish(): Promise<Error | undefined> {
		const workflow = this.loadWorkflow();
		this.isRouted = false;
		let failure: Error | undefined;
		for (const waitMs of [0, 1000, 2000]) {
			if (failure) await this.wait(waitMs);
			failure = await this.remove(workflow);
			if (!failure) break;
		}
		await this.save(workflow);
		return failure;
	}

	private async register(
		workflow: Workflow,
		activation: WorkflowActivateMode,
	): Promise<Error | undefined> {
		this.isRouted = true;
		const context = this.hookContext(workflow, 'first', 'trigger', activation);
		const methods = this.nodeType.webhookMethods?.default;
		try {
			if (!(await methods?.checkExists.call(context))) await methods?.create.call(context);
			return undefined;
		} catch (error) {
			return error as Error;
		}
	}

	private async cleanUp(workflow: Workflow): Promise<void> {
		if (await this.remove(workflow)) return;
		await this.save(workflow);
		this.isRouted = false;
	}

	private async remove(workflow: Workflow): Promise<Error | undefined> {
		const context = this.hookContext(workflow, 'first', 'internal', 'update', false);
		try {
			await this.nodeType.webhookMethods?.default?.delete.call(context);
			return undefined;
		} catch (error) {
			return error as Error;
		}
	}

	/** Whether the node finds its registration in order. */
	async checkExists(activation: WorkflowActivateMode = 'activate'): Promise<boolean | undefined> {
		const context = this.hookContext(this.loadWorkflow(), 'first', 'trigger', activation);
		return await this.nodeType.webhookMethods?.default?.checkExists.call(context);
	}

	/** A context for the node's list searches. */
	loadOptionsContext(): LoadOptionsContext {
		const workflow = this.loadWorkflow();
		const node = this.nodeOf(workflow, 'first');
		return new LoadOptionsContext(workflow, node, this.additionalData(), '');
	}

	/** A context for what happens while the workflow is published. */
	publishingContext(): HookContext {
		return this.hookContext(this.loadWorkflow(), 'first', 'trigger', 'activate');
	}

	/** Sends a request without a body to the production URL, or another. */
	async ask(
		method: 'GET' | 'HEAD',
		query = '',
		headers: Record<string, string> = {},
		url = this.url,
	): Promise<Answered> {
		const response = await fetch(behindPublicAddress(url) + query, { method, headers });
		const text = await response.text();
		return { status: response.status, headers: response.headers, body: parseOrText(text) };
	}

	private methodsOf(which: Which): string[] {
		return (this.typeOf(which).description.webhooks ?? []).map(({ httpMethod }) =>
			String(httpMethod),
		);
	}

	/** Sends a JSON body to the production URL, or another. */
	async post(
		body: string | Buffer | FormData | object,
		headers: Record<string, string> = {},
		url = this.url,
	): Promise<Answered> {
		const isRaw = typeof body === 'string' || Buffer.isBuffer(body) || body instanceof FormData;
		const json = { 'content-type': 'application/json' };
		const response = await fetch(behindPublicAddress(url), {
			method: 'POST',
			headers: body instanceof FormData ? headers : { ...json, ...headers },
			body: isRaw ? body : JSON.stringify(body),
		});
		const text = await response.text();
		return { status: response.status, headers: response.headers, body: parseOrText(text) };
	}

	private async handle(
		req: express.Request,
		res: express.Response,
		which: Which,
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
		const node = this.nodeOf(workflow, which);
		const context = this.known(
			new WebhookContext(
				workflow,
				node,
				additionalData,
				mode,
				this.webhookData(workflow, which, additionalData, mode === 'manual'),
				[],
				null,
			),
		);
		const answer = async (result: IWebhookResponseData) => {
			const body = result.webhookResponse;
			if (mode !== 'manual') await this.save(workflow);
			if (result.noWebhookResponse) return;
			// As ResponseHelper.sendSuccessResponse has it.
			if (typeof body === 'string') res.status(200).send(body);
			else res.status(200).json(body);
		};
		try {
			const result = await this.typeOf(which).webhook?.call(context);
			if (!result) throw new Error('The node type has no webhook method');
			if (this.answersFirst) await answer(result);
			if (result.workflowData) {
				// As n8n 2.41.1 does it (WorkflowRunner.establishContextForPersistence): a second Workflow over the same object
				// makes it forget that the static data has changed.
				this.workflowOver(staticData);
				// Storing takes n8n to its database and back.
				await nextTurn();
				await this.storeExecution();
				this.executions.push(result.workflowData);
			}
			if (!this.answersFirst) await answer(result);
		} catch (error) {
			res.status(500).json({ message: (error as Error).message });
		}
	}

	private loadWorkflow(): Workflow {
		return this.workflowOver(JSON.parse(this.database.staticData) as IDataObject);
	}

	private workflowOver(staticData: IDataObject): Workflow {
		const credentials = Object.fromEntries(
			(this.options.credentials ?? []).map(({ type }) => [
				type.name,
				{ id: type.name, name: type.displayName },
			]),
		);
		const nodeOf = (which: Which, parameters: INodeParameters): INode => ({
			...NODES[which],
			name: this.nameOf(which),
			type: which,
			typeVersion: 2,
			position: [0, 0],
			parameters,
			credentials,
		});
		const { second } = this.options;
		const nodeTypes = {
			getByNameAndVersion: (which: Which) => this.typeOf(which),
		} as unknown as INodeTypes;
		return new Workflow({
			id: this.database.workflowId,
			name: 'Under test',
			nodes: [
				nodeOf('first', this.parameters),
				...(second ? [nodeOf('second', second.parameters)] : []),
			],
			connections: {},
			active: true,
			nodeTypes,
			staticData,
		});
	}

	private nameOf(which: Which): string {
		return which === 'first' ? this.name : NODES[which].name;
	}

	private typeOf(which: Which): INodeType {
		const nodeType = which === 'first' ? this.nodeType : this.secondNodeType;
		if (!nodeType) throw new Error('The workflow has no second trigger');
		return nodeType;
	}

	private nodeOf(workflow: Workflow, which: Which): INode {
		const node = workflow.getNode(this.nameOf(which));
		if (!node) throw new Error('The workflow has lost its trigger');
		return node;
	}

	/** A context of the instance that this host belongs to. */
	private known<T extends HookContext | WebhookContext>(context: T): T {
		const { instanceId, request } = this.options;
		if (instanceId !== undefined) context.getInstanceId = () => instanceId;
		if (request) {
			context.helpers.httpRequestWithAuthentication = async (_type, options) =>
				await request(options);
		}
		return context;
	}

	private async save(workflow: Workflow): Promise<void> {
		if (!workflow.staticData.__dataChanged) return;
		await this.beforeSaving();
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
		which: Which,
		mode: WorkflowExecuteMode,
		activation: WorkflowActivateMode,
		isTest = activation === 'manual',
	): HookContext {
		const node = this.nodeOf(workflow, which);
		const additionalData = this.additionalData();
		const webhookData = this.webhookData(workflow, which, additionalData, isTest);
		return this.known(
			new HookContext(workflow, node, additionalData, mode, activation, webhookData),
		);
	}

	private webhookData(
		workflow: Workflow,
		which: Which,
		additionalData: IWorkflowExecuteAdditionalData,
		isTest: boolean,
	): IWebhookData {
		const [webhookDescription] = this.typeOf(which).description.webhooks ?? [];
		if (!webhookDescription) throw new Error('The node type has no webhook');
		return {
			httpMethod: 'POST',
			node: this.nameOf(which),
			path: `${NODES[which].webhookId}/${webhookDescription.path}`,
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

/**
 * Reads and parses the body as n8n does for nodes from type version 2 on (parseRequestBody of its webhook-helpers.js,
 * parseBody of its body-parser.js). False when n8n would answer 422.
 */
async function parseAsHost(req: express.Request): Promise<boolean> {
	req.readRawBody = async () => await readAsHost(req);
	const [type = ''] = (req.headers['content-type'] ?? '').toLowerCase().split(';');
	if (type === 'multipart/form-data') {
		req.body = await parseMultipart(req);
		return true;
	}
	const isXml = type.endsWith('/xml') || type.endsWith('+xml');
	if (!isXml && !PARSED.includes(type)) return true;
	await req.readRawBody();
	if (req.rawBody.length === 0) return true;
	const bytes = req.rawBody.toString();
	const isRead = type === 'application/json' || type === 'application/x-www-form-urlencoded';
	const text = isRead && bytes.startsWith(BYTE_ORDER_MARK) ? bytes.slice(1) : bytes;
	// XML becomes an object that no trigger looks at.
	if (isXml) req.body = { xml: text };
	else if (type === 'text/plain') req.body = text;
	else if (type === 'application/json') {
		try {
			req.body = JSON.parse(text);
		} catch {
			return false;
		}
	} else req.body = parseQuery(text, undefined, undefined, { maxKeys: 1000 });
	return true;
}

const BYTE_ORDER_MARK = '\uFEFF';

const PARSED = ['application/json', 'text/plain', 'application/x-www-form-urlencoded'];

/** The fields as formidable gives them to n8n: one value as text, several as a list; the stream is consumed. */
async function parseMultipart(req: express.Request): Promise<IDataObject> {
	const body = await getRawBody(req);
	const headers = { 'content-type': req.headers['content-type'] ?? '' };
	const form = await new Response(new Uint8Array(body), { headers }).formData();
	const data: IDataObject = {};
	for (const name of new Set(form.keys())) {
		const texts = form.getAll(name).filter((value) => typeof value === 'string');
		if (texts.length > 0) data[name] = texts.length === 1 ? texts[0] : texts;
	}
	return { data, files: {} };
}

function parseOrText(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
