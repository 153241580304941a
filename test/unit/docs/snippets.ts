/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- runs on the developer's machine, never inside n8n */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';

import { WebhookSigningSecretApi } from '../../../credentials/WebhookSigningSecretApi.credentials';
import { SignedWebhook } from '../../../nodes/SignedWebhook/SignedWebhook.node';
import { SignedWebhookTrigger } from '../../../nodes/SignedWebhook/trigger/SignedWebhookTrigger.node';
import { executeContext } from '../../support/executeContext';
import { until } from '../../support/poll';
import { freePort } from '../../support/ports';
import { TriggerHost } from '../../support/triggerHost';

/** A program that does not end ends with its test. */
const LIMIT_MS = 20_000;

const secretOf = (key: string) => `whsec_${Buffer.from(key).toString('base64')}`;

const SECRET = secretOf('what both sides know: of the tests');

const credential = (secret: string) => [{ type: new WebhookSigningSecretApi(), data: { secret } }];

/**
 * Sends an event by a page's shell block to a trigger as it is added, with what a reader puts in: its own URL and secret.
 *
 * @param secret what stands in the block
 * @param known what stands in the trigger's credential
 * @returns what curl printed, and the items of the trigger's Events
 */
export async function sendByShell(block: string, secret = SECRET, known = SECRET) {
	const host = await TriggerHost.start({
		nodeType: new SignedWebhookTrigger(),
		parameters: {},
		credentials: credential(known),
	});
	try {
		await host.activate();
		const script = filledIn(block, { URL: host.url, SECRET: secret });
		const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script], {
			timeout: LIMIT_MS,
		});
		const items = host.executions.flatMap(([events = []]) => events.map(({ json }) => json));
		return { stdout, items };
	} finally {
		await host.close();
	}
}

/** The block with these variables set to other values, each of them where the block sets it. */
function filledIn(block: string, values: Readonly<Record<string, string>>): string {
	return Object.entries(values).reduce((script, [name, value]) => {
		const line = new RegExp(`^${name}='[^']*'$`, 'm');
		if (!line.test(script)) throw new Error(`The block does not set ${name} in a line of its own`);
		return script.replace(line, `${name}='${value}'`);
	}, block);
}

/** A page's receiver, running. */
export interface Receiver {
	/** Sends an item to it with the Signed Webhook node as it is added; gives what the node put out. */
	deliver(json: object, secret?: string): Promise<unknown>;
	/** What it has printed. */
	printed(): string;
	close(): Promise<void>;
}

/** Starts a page's receiver with Node.js, told of its secret and port as the page says. */
export async function startReceiver(block: string): Promise<Receiver> {
	const port = await freePort();
	const child = spawn(process.execPath, ['--input-type=module', '--eval', block], {
		env: { PATH: process.env.PATH, SECRET, PORT: String(port) },
		stdio: ['ignore', 'pipe', 'inherit'],
		timeout: LIMIT_MS,
	});
	let printed = '';
	child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
	const url = `http://127.0.0.1:${port}/`;
	const answers = async () =>
		await fetch(url).then(
			() => true,
			() => false,
		);
	await until(answers, { what: 'the receiver to answer' });
	return {
		printed: () => printed,
		async deliver(json, secret = SECRET) {
			const node = new SignedWebhook();
			const parameters = { url, retries: 'none', options: { allowHttp: true } };
			const items = [{ json: json as never }];
			const credentials = credential(secret);
			return await node.execute.call(
				executeContext({ nodeType: node, parameters, credentials, items }),
			);
		},
		async close() {
			child.kill();
			if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
		},
	};
}
