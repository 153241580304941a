import { randomUUID } from 'node:crypto';
import type { IConnections, IDataObject, INode } from 'n8n-workflow';

import type { startOpenWork } from '../simulators';
import type { RestClient } from '../support/rest';
import { node, PACKAGE, productionPathOf, triggerWorkflow } from '../support/workflows';
import { idleTrigger } from './idleTrigger';

/** A published workflow that takes the same signed requests as the others. */
export interface Contender {
	readonly name: string;
	readonly workflowId: string;
	readonly url: string;
	/** The only answer that counts. */
	readonly answer: string;
}

/** The contenders by what they are. */
export interface Contenders {
	/** n8n's Webhook node, which checks nothing. */
	readonly bare: Contender;
	/** What people build who check a signature with n8n's own nodes. */
	readonly handBuilt: Contender;
	readonly trigger: Contender;
	readonly verify: Contender;
	/** A trigger that does nothing. */
	readonly idle: Contender;
}

/** Publishes them all. Returns the secret with which OpenWork signs, as well. */
export async function publishContenders(
	rest: RestClient,
	openWork: Awaited<ReturnType<typeof startOpenWork>>,
): Promise<{ contenders: Contenders; secret: string }> {
	const trigger = await openWorkTrigger(rest, openWork.url, openWork.token);
	const secret = [...openWork.hooks.values()][0]?.secret ?? '';
	return {
		secret,
		contenders: {
			trigger,
			bare: await bareWebhook(rest),
			handBuilt: await handBuilt(rest, secret),
			verify: await verifyWebhook(rest, secret),
			idle: await idle(rest),
		},
	};
}

export async function openWorkTrigger(
	rest: RestClient,
	baseUrl: string,
	token: string,
	options: IDataObject = {},
): Promise<Contender> {
	const credential = await rest.createCredential('openWorkApi', { baseUrl, token });
	const { workflow, productionPath } = triggerWorkflow('OpenWork Trigger', {
		type: 'openWorkTrigger',
		parameters: { hookName: 'bench', eventTypes: ['*'], options },
		credentials: [credential],
	});
	const { id: workflowId } = await rest.createWorkflow(workflow);
	await rest.activate(workflowId);
	const url = rest.url + productionPath;
	return { name: 'OpenWork Trigger', workflowId, url, answer: ACCEPTED };
}

const WORK = node('Work', 'n8n-nodes-base.noOp', 1, {}, [900, 0]);

async function bareWebhook(rest: RestClient): Promise<Contender> {
	return await publish(rest, 'Webhook', '200 {"message":"Workflow was started"}', [
		webhook({ responseMode: 'onReceived' }),
		WORK,
	]);
}

async function idle(rest: RestClient): Promise<Contender> {
	const trigger = idleTrigger();
	const path = productionPathOf(trigger);
	return await publish(rest, 'A trigger that does nothing', ACCEPTED, [trigger, WORK], {}, path);
}

const ANSWERING = { responseMode: 'responseNode', options: { rawBody: true } };

/** Webhook, Crypto, IF and two answers. */
async function handBuilt(rest: RestClient, secret: string): Promise<Contender> {
	const credential = await rest.createCredential('crypto', { hmacSecret: secret });
	const crypto = {
		...node(
			'Crypto',
			'n8n-nodes-base.crypto',
			2,
			{
				action: 'hmac',
				type: 'SHA256',
				binaryData: true,
				binaryPropertyName: 'data',
				dataPropertyName: 'signature',
				encoding: 'hex',
			},
			[300, 0],
		),
		credentials: { crypto: { id: credential.id, name: credential.name } },
	};
	const isGood = node(
		'IF',
		'n8n-nodes-base.if',
		2.2,
		{
			conditions: {
				options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
				conditions: [
					{
						id: randomUUID(),
						leftValue: "={{ $json.headers['x-hook-signature'] }}",
						rightValue: '=sha256={{ $json.signature }}',
						operator: { type: 'string', operation: 'equals' },
					},
				],
				combinator: 'and',
			},
			options: {},
		},
		[600, 0],
	);
	return await publish(
		rest,
		'Webhook, Crypto, IF, Respond',
		ACCEPTED,
		[webhook(ANSWERING), crypto, isGood, accept('200'), WORK],
		{ IF: REFUSE },
	);
}

/** Webhook, Verify Webhook and two answers. */
async function verifyWebhook(rest: RestClient, secret: string): Promise<Contender> {
	const type = 'webhookSigningSecretApi';
	const credential = await rest.createCredential(type, { secret });
	const verify = {
		...node(
			'Verify Webhook',
			`${PACKAGE}.verifyWebhook`,
			1,
			{ ...CHOSEN_SENDER, options: {} },
			[300, 0],
		),
		credentials: { [type]: { id: credential.id, name: credential.name } },
	};
	return await publish(
		rest,
		'Webhook, Verify Webhook, Respond',
		ACCEPTED,
		[webhook(ANSWERING), verify, accept('200'), WORK],
		{ 'Verify Webhook': REFUSE },
	);
}

/** HMAC SHA-256 of the body in `X-Hook-Signature`, as OpenWork signs. */
const CHOSEN_SENDER = { sender: 'hookSignature' };

const ACCEPTED = '200 {"received":true}';

const REFUSE = node(
	'Refuse',
	'n8n-nodes-base.respondToWebhook',
	1.5,
	{ respondWith: 'noData', options: { responseCode: 401 } },
	[900, 300],
);

function accept(name: string): INode {
	const parameters = { respondWith: 'json', responseBody: '{"received":true}', options: {} };
	return node(name, 'n8n-nodes-base.respondToWebhook', 1.5, parameters, [900, 0]);
}

function webhook(parameters: IDataObject): INode {
	const path = randomUUID();
	const given = { path, httpMethod: 'POST', ...parameters };
	return { ...node('Webhook', 'n8n-nodes-base.webhook', 2.1, given, [0, 0]), webhookId: path };
}

/**
 * Publishes a chain of nodes that begins with a Webhook node.
 *
 * @param second nodes on the second output of some of them
 * @param address of the webhook, by default that of a Webhook node
 */
async function publish(
	rest: RestClient,
	name: string,
	answer: string,
	chain: readonly INode[],
	second: Readonly<Record<string, INode>> = {},
	address = `/webhook/${String(chain[0]?.parameters.path)}`,
): Promise<Contender> {
	const connections: IConnections = {};
	chain.slice(1).forEach((next, index) => {
		const from = chain[index]?.name ?? '';
		const targets = [next, second[from]].filter((target) => target !== undefined);
		connections[from] = {
			main: targets.map((target) => [{ node: target.name, type: 'main', index: 0 }]),
		};
	});
	const nodes = [...chain, ...Object.values(second)];
	const settings = { executionOrder: 'v1' as const };
	const { id } = await rest.createWorkflow({ name, nodes, connections, settings });
	await rest.activate(id);
	return { name, workflowId: id, url: rest.url + address, answer };
}
