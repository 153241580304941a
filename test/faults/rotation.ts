/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { IDataObject } from 'n8n-workflow';
import { until } from '../support/poll';
import type { RestClient } from '../support/rest';
import type { Credential } from '../support/rest.types';
import { triggerWorkflow } from '../support/workflows';
import { Counts } from './result';
import { seeded } from './random';
import type { Suite } from './suite';

const FORMS = {
	full: { rotations: 10, betweenMs: 1_500, senders: 4 },
	quick: { rotations: 2, betweenMs: 700, senders: 2 },
};

/** A credential whose secret can be replaced with an overlap, and what signs with it. */
interface Rotated {
	readonly title: string;
	readonly credentialType: string;
	readonly trigger: { readonly type: string; readonly parameters: IDataObject };
	readonly secretField: string;
	readonly previousField: string;
	readonly header: string;
	/** What stands before the signature. */
	readonly prefix: string;
	/** What the credential holds besides. */
	readonly data: IDataObject;
	body(): string;
}

const cases: readonly Rotated[] = [
	{
		title: 'Signed Webhook Trigger',
		credentialType: 'webhookSigningSecretApi',
		trigger: { type: 'signedWebhookTrigger', parameters: { sender: 'hookSignature' } },
		secretField: 'secret',
		previousField: 'previousSecret',
		header: 'x-hook-signature',
		prefix: 'sha256=',
		data: {},
		body: () => JSON.stringify({ id: randomUUID() }),
	},
	{
		title: 'Missive Trigger, rule',
		credentialType: 'missiveApi',
		trigger: { type: 'missiveTrigger', parameters: { registration: 'rule', eventTypes: ['*'] } },
		secretField: 'signatureSecret',
		previousField: 'previousSignatureSecret',
		header: 'x-hook-signature',
		prefix: 'sha256=',
		data: { token: 'missive_pat-of-the-test' },
		body: () =>
			JSON.stringify({
				rule: { id: 'rule', type: 'label_change' },
				conversation: { id: randomUUID() },
			}),
	},
	{
		title: 'Support Autoresponder Trigger',
		credentialType: 'supportAutoresponderApi',
		trigger: {
			type: 'supportAutoresponderTrigger',
			parameters: { eventTypes: ['ticket.escalated'] },
		},
		secretField: 'webhookSecret',
		previousField: 'previousWebhookSecret',
		header: 'x-webhook-signature',
		prefix: '',
		data: { baseUrl: 'https://support.example.com', apiKey: 'key-of-the-test' },
		body: () =>
			JSON.stringify({
				event: 'ticket.escalated',
				timestamp: new Date().toISOString(),
				data: { ticket: { id: randomUUID() } },
			}),
	},
];

export const rotation: Suite = {
	name: 'rotation',
	tries: 'secrets replaced while events flow',
	async run(bed, { quick, seed, log }) {
		const { rest } = await bed.shared();
		const rows: string[][] = [];
		const misses: string[] = [];
		const form = FORMS[quick ? 'quick' : 'full'];
		for (const rotated of quick ? cases.slice(0, 1) : cases) {
			log(rotated.title);
			const { answers, executed } = await rotate(rest, rotated, form, seeded(seed));
			const sent = answers.of('sent');
			const refused = sent - answers.of('200');
			rows.push([
				rotated.title,
				String(form.rotations),
				String(sent),
				`${refused} (0)`,
				`${answers.of('200') - executed} (0)`,
			]);
			if (refused > 0) misses.push(`${rotated.title}: ${refused} genuine events were refused`);
			if (executed < answers.of('200')) {
				misses.push(`${rotated.title}: ${executed} executions of ${answers.of('200')} events`);
			}
		}
		return [
			{
				title: 'Secrets are replaced while events flow',
				header: ['trigger', 'rotations', 'sent', 'refused (wanted)', 'never executed (wanted)'],
				rows,
				misses,
			},
		];
	},
};

/** The user enters the new secret beside the old, then the sender takes it, then the old one is taken out. */
async function rotate(
	rest: RestClient,
	rotated: Rotated,
	{ rotations, betweenMs, senders }: (typeof FORMS)['full'],
	random: () => number,
): Promise<{ answers: Counts; executed: number }> {
	const { credentialType, trigger, data, secretField, previousField } = rotated;
	let secret = `secret-${randomUUID()}`;
	const credential = await rest.createCredential(credentialType, {
		...data,
		[secretField]: secret,
	});
	const { workflow, productionPath } = triggerWorkflow(`Faults: ${rotated.title}`, {
		...trigger,
		credentials: [credential],
	});
	const { id } = await rest.createWorkflow(workflow);
	await rest.activate(id);
	const answers = new Counts();
	const url = `${rest.url}${productionPath}`;
	await until(async () => (await post(url, rotated, secret)) === 200, { what: 'the trigger' });
	const before = await rest.executionCount(id);

	let isOver = false;
	const send = async () => {
		while (!isOver) {
			answers.add('sent');
			answers.add(String(await post(url, rotated, secret)));
			await sleep(random() * 200);
		}
	};
	const sending = Array.from({ length: senders }, send);
	for (let time = 0; time < rotations; time++) {
		const next = `secret-${randomUUID()}`;
		await update(rest, credential, { ...data, [secretField]: next, [previousField]: secret });
		await sleep(betweenMs);
		secret = next;
		await sleep(betweenMs);
		await update(rest, credential, { ...data, [secretField]: next });
		await sleep(betweenMs);
	}
	isOver = true;
	await Promise.all(sending);
	const wanted = answers.of('200') + before;
	await until(async () => (await rest.executionCount(id)) >= wanted, {
		what: 'the executions',
	}).catch(() => undefined);
	const executed = (await rest.executionCount(id)) - before;
	await rest.deactivate(id);
	return { answers, executed };
}

async function update(rest: RestClient, credential: Credential, data: IDataObject): Promise<void> {
	await rest.updateCredential(credential, data);
}

async function post(
	url: string,
	{ body, header, prefix }: Rotated,
	secret: string,
): Promise<number> {
	const bytes = body();
	const hex = createHmac('sha256', secret).update(bytes).digest('hex');
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json', [header]: prefix + hex },
		body: bytes,
	});
	await response.arrayBuffer();
	return response.status;
}
