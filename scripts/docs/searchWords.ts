/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { SENDERS } from '../../nodes/SignedWebhook/senders';
import { type Document, ROOT } from './document';

/**
 * Nodes in which a sender can be chosen, with the phrases under which people look for what they do. n8n compares the
 * whole of what is typed with a node's name, or with one of its words.
 */
const PHRASES: Readonly<Record<string, readonly string[]>> = {
	'trigger/SignedWebhookTrigger': [
		'Webhook',
		'Signature',
		'HMAC',
		'Webhook Signature',
		'Verify Webhook Signature',
		'Webhook Deduplication',
		'Replay Protection',
		'Incoming Webhook',
	],
	SignedWebhook: [
		'Webhook',
		'Signature',
		'HMAC',
		'Webhook Signature',
		'Verify Webhook Signature',
		'Signed Webhook',
		'Send Webhook',
		'Outgoing Webhook',
		'Webhook Retry',
		'Retry Webhook',
		'Dead Letter',
		'Backoff',
		'Webhook Deduplication',
		'Replay Protection',
		'HTTP POST',
	],
	'verify/VerifyWebhook': [
		'Webhook',
		'Signature',
		'HMAC',
		'Webhook Signature',
		'Verify Webhook Signature',
		'Check Signature',
		'Webhook Deduplication',
		'Replay Protection',
		'Raw Body',
		'Respond to Webhook',
	],
};

/** The nodes' codex files, in which every sender stands. */
export function codexes(): Document[] {
	return Object.entries(PHRASES).map(([node, phrases]) => {
		const path = join(ROOT, 'nodes/SignedWebhook', `${node}.node.json`);
		const codex = JSON.parse(readFileSync(path, 'utf8')) as object;
		return { path, text: JSON.stringify({ ...codex, alias: [...phrases, ...senderPhrases()] }) };
	});
}

/** "Stripe Webhook": typed in part, it is found as well. */
function senderPhrases(): string[] {
	const names = SENDERS.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
	return [...new Set(names.map((name) => (/webhook/i.test(name) ? name : `${name} Webhook`)))];
}
