/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject } from 'n8n-workflow';

import { githubScheme, slackScheme, standardWebhooksScheme, stripeScheme } from './schemes';
import { loadExample, setUp } from '../support/examples';
import {
	conversationLane,
	type Lane,
	missiveApiLane,
	missiveRuleLane,
	openWorkLane,
	supportAutoresponderLane,
} from '../support/lanes';
import type { RestClient } from '../support/rest';
import { activateNew, node, triggerWorkflow } from '../support/workflows';
import type { WireRequest } from './wire';

/** A genuine request that the target has not been sent yet. */
export interface Genuine {
	readonly request: WireRequest;
	/** Where its proof stands: names of headers in lower case, or the query parameter of the token. */
	readonly proof: { readonly header: string } | { readonly query: string };
	/** Headers, in lower case, that the proof covers beside the body. */
	readonly covered: readonly string[];
}

/** Something that takes webhooks, published in n8n. */
export interface Target {
	readonly name: string;
	readonly workflowId: string;
	/** What the sender knows and nobody else may see. */
	readonly secrets: readonly string[];
	/** Whether each request is an execution, as of n8n's own Webhook node, so that only the answer tells. */
	readonly alwaysRuns?: boolean;
	/** Whether this is how the vendor tries the address, which is answered with 200 and starts nothing. */
	isTry?(request: WireRequest): boolean;
	genuine(): Promise<Genuine>;
	close(): Promise<void>;
}

export type TargetStarter = (rest: RestClient) => Promise<Target>;

/** Takes one request and answers 200. */
async function recordOne(act: (origin: string) => Promise<unknown>): Promise<WireRequest> {
	let recorded: WireRequest | undefined;
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const pairs = request.rawHeaders.flatMap((name, at, all) =>
				at % 2 === 0 ? [[name, all[at + 1] ?? ''] as const] : [],
			);
			recorded = {
				method: request.method ?? '',
				target: request.url ?? '',
				headers: pairs.filter(
					([name]) =>
						!/^(host|connection|content-length|transfer-encoding|keep-alive)$/i.test(name),
				),
				body: Buffer.concat(chunks),
			};
			response.end();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	try {
		await act(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
	} finally {
		server.closeAllConnections();
		await new Promise((closed) => server.close(closed));
	}
	if (!recorded) throw new Error('The sender sent nothing');
	return recorded;
}

/** A vendor's trigger, whose simulator makes the genuine requests. */
function laneTarget(
	name: string,
	open: () => Promise<Lane>,
	isTry?: Target['isTry'],
): TargetStarter {
	return async (rest) => {
		const lane = await open();
		const credential = await rest.createCredential(lane.credential.type, lane.credential.data);
		const built = triggerWorkflow(`Fuzz: ${name}`, { ...lane.trigger, credentials: [credential] });
		const workflowId = await activateNew(rest, built);
		await lane.setUp?.(rest.url + built.productionPath);
		const [hook = ''] = lane.hooks();
		const { pathname, search, searchParams } = new URL(hook);
		const token = searchParams.get('token');
		return {
			name,
			workflowId,
			isTry,
			secrets: [
				...Object.values(lane.credential.data).map(String),
				...(token ? [token] : []),
			].filter((value) => !value.startsWith('http')),
			async genuine() {
				const request = await recordOne(
					async (origin) => await lane.deliver({ url: `${origin}${pathname}${search}` }, hook),
				);
				const { verified } = lane.expected;
				const proof =
					verified === 'token' ? { query: 'token' } : { header: verified.toLowerCase() };
				return { request, proof, covered: [] };
			},
			async close() {
				await rest.deactivate(workflowId);
				await lane.close();
			},
		};
	};
}

/** A sender of Signed Webhook Trigger, or of Verify Webhook, whose requests are signed by `scheme`. */
interface SenderScheme {
	readonly sender: string;
	readonly header: string;
	readonly covered: readonly string[];
	readonly secret: string;
	sign(secret: string, id: string, body: Buffer): Record<string, string>;
}

function genuineOf({ header, covered, secret, sign }: SenderScheme, target: string): Genuine {
	const id = randomUUID();
	const body = Buffer.from(
		JSON.stringify({
			id,
			type: 'order.paid',
			amount: 12.5,
			at: new Date().toISOString(),
			note: 'äöü €',
		}),
	);
	const headers = Object.entries({ 'Content-Type': 'application/json', ...sign(secret, id, body) });
	return { request: { method: 'POST', target, headers, body }, proof: { header }, covered };
}

function senderTarget(scheme: SenderScheme): TargetStarter {
	return async (rest) => {
		const name = `Signed Webhook Trigger, ${scheme.sender}`;
		const credential = await rest.createCredential('webhookSigningSecretApi', {
			secret: scheme.secret,
		});
		const parameters: IDataObject = { sender: scheme.sender, eventTypes: '', options: {} };
		const built = triggerWorkflow(`Fuzz: ${name}`, {
			type: 'signedWebhookTrigger',
			parameters,
			credentials: [credential],
		});
		const workflowId = await activateNew(rest, built);
		return {
			name,
			workflowId,
			secrets: [scheme.secret],
			genuine: async () => genuineOf(scheme, built.productionPath),
			close: async () => await rest.deactivate(workflowId),
		};
	};
}

/** The example with n8n's own Webhook node and Verify Webhook. */
const verifyWebhook: TargetStarter = async (rest) => {
	const scheme = standardWebhooksScheme;
	const credential = await rest.createCredential('webhookSigningSecretApi', {
		secret: scheme.secret,
	});
	const workflow = setUp(loadExample('verify-webhook-and-respond'), {
		'Verify Webhook, Credential': credential,
	});
	const { id: workflowId } = await rest.createWorkflow(workflow);
	await rest.activate(workflowId);
	const webhook = workflow.nodes.find(({ name }) => name === 'Webhook');
	return {
		name: 'Verify Webhook, standardWebhooks',
		workflowId,
		alwaysRuns: true,
		secrets: [scheme.secret],
		genuine: async () => genuineOf(scheme, `/webhook/${String(webhook?.parameters.path)}`),
		close: async () => await rest.deactivate(workflowId),
	};
};

/** Publishes a Webhook node of n8n alone, and returns its path. */
export async function publishBareWebhook(rest: RestClient): Promise<string> {
	const path = randomUUID();
	const webhook = node(
		'Webhook',
		'n8n-nodes-base.webhook',
		2.1,
		{ httpMethod: 'POST', path },
		[0, 0],
	);
	const { id } = await rest.createWorkflow({
		name: 'Fuzz: bare',
		nodes: [{ ...webhook, webhookId: path }],
		connections: {},
		settings: { executionOrder: 'v1' },
	});
	await rest.activate(id);
	return `/webhook/${path}`;
}

/** Missive tries an address with a request that holds no event; its page does not say what else is in it. */
const holdsNoMissiveEvent = ({ body }: WireRequest) =>
	!/"(rule|conversation)"/.test(body.toString());

/** Everything in the package that takes requests from outside. */
export const targetStarters: readonly TargetStarter[] = [
	laneTarget('Missive Trigger, through the API', missiveApiLane, holdsNoMissiveEvent),
	laneTarget('Missive Trigger, by a rule', missiveRuleLane, holdsNoMissiveEvent),
	laneTarget('OpenWork Trigger, as documented', async () => await openWorkLane('documented')),
	laneTarget('OpenWork Trigger, as found', async () => await openWorkLane('as found')),
	laneTarget('Conversation Trigger', conversationLane),
	laneTarget('Support Autoresponder Trigger', supportAutoresponderLane),
	...[standardWebhooksScheme, githubScheme, stripeScheme, slackScheme].map(senderTarget),
	verifyWebhook,
];
