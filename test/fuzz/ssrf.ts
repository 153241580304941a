import { randomUUID } from 'node:crypto';

import { startSink } from '../simulators';
import type { N8n } from '../support/n8n';
import { node, PACKAGE } from '../support/workflows';

/** Turns on n8n's own protection. */
export const SSRF_PROTECTION = { N8N_SSRF_PROTECTION_ENABLED: 'true' };

export interface SsrfResult {
	readonly what: string;
	readonly isGood: boolean;
}

/** What keeps requests away from private addresses. */
export type Guard = 'option' | 'operator';

/**
 * What reaches a receiver on this machine through Signed Webhook, however its address is written.
 *
 * @param n8n with its own protection where `guard` is the operator's
 */
export async function ssrfTest(n8n: N8n, guard: Guard): Promise<SsrfResult[]> {
	const sink = await startSink();
	try {
		const port = new URL(sink.url).port;
		const results: SsrfResult[] = [];
		if (guard === 'option') {
			const send = await publishSender(n8n, {});
			await send(`http://127.0.0.1:${port}/`);
			// Else nothing of what follows would mean anything.
			results.push({ what: 'control: nothing guards', isGood: sink.requests.length === 1 });
		}
		const send = await publishSender(n8n, guard === 'option' ? { blockPrivate: true } : {});
		const before = sink.requests.length;
		const refusals = await Promise.all(spellings(port).map(async (url) => await send(url)));
		const odd = refusals.filter(({ text }) => !/private address|n8n did not send/.test(text));
		results.push({
			what: `${refusals.length} spellings of private addresses, guarded by the ${guard}${odd.length > 0 ? `; not refused as expected: ${JSON.stringify(odd[0])}` : ''}`,
			isGood: sink.requests.length === before && odd.length === 0,
		});
		return results;
	} finally {
		await sink.close();
	}
}

/** The machine itself in every way that a URL can name it, and addresses of each private range. */
function spellings(port: string): string[] {
	const loopback = [
		'127.0.0.1',
		'127.1',
		'2130706433',
		'0x7f000001',
		'0x7f.0.0.1',
		'0177.0.0.1',
		'127.0.0.1.',
		'１２７.０.０.１',
		'127.%30.0.1',
		'[::1]',
		'[0:0:0:0:0:0:0:1]',
		'[::ffff:127.0.0.1]',
		'[::ffff:7f00:1]',
		'localhost',
		'LocalHost',
		'user:password@127.0.0.1',
	];
	const others = [
		'10.0.0.1',
		'172.16.0.1',
		'192.168.0.1',
		'169.254.169.254',
		'[fd00::1]',
		'[fe80::1]',
	];
	return [
		...loopback.map((host) => `http://${host}:${port}/`),
		...others.map((host) => `http://${host}/`),
	];
}

/** A published workflow that sends to the URL that it is called with, and answers what became of that. */
async function publishSender({ rest, url }: N8n, options: object) {
	const path = randomUUID();
	const webhook = {
		...node(
			'Webhook',
			'n8n-nodes-base.webhook',
			2.1,
			{ path, httpMethod: 'POST', responseMode: 'lastNode' },
			[0, 0],
		),
		webhookId: path,
	};
	const sender = {
		...node(
			'Signed Webhook',
			`${PACKAGE}.signedWebhook`,
			1,
			{
				url: '={{ $json.body.url }}',
				signature: 'none',
				options: { allowHttp: true, timeoutSeconds: 5, ...options },
			},
			[200, 0],
		),
		onError: 'continueRegularOutput' as const,
	};
	const { id } = await rest.createWorkflow({
		name: 'Sends anywhere',
		nodes: [webhook, sender],
		connections: { Webhook: { main: [[{ node: sender.name, type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	});
	await rest.activate(id);
	return async (target: string) => {
		const answer = await fetch(`${url}/webhook/${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ url: target }),
		});
		return { target, status: answer.status, text: await answer.text() };
	};
}
