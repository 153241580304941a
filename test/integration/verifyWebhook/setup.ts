/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { dirname } from 'node:path';

import { BinaryDataService, DataDeduplicationService } from 'n8n-core';
import type {
	ICheckProcessedContextData,
	ICheckProcessedOptions,
	IDataDeduplicator,
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
} from 'n8n-workflow';

import { WebhookSigningSecretApi } from '../../../credentials/WebhookSigningSecretApi.credentials';
import { ConfirmWebhook } from '../../../nodes/SignedWebhook/confirm/ConfirmWebhook.node';
import { verifyItems } from '../../../nodes/SignedWebhook/verify/execute';
import { VerifyWebhook } from '../../../nodes/SignedWebhook/verify/VerifyWebhook.node';
import { hookSignature } from '../../simulators';
import { executeContext, type ExecuteSetup } from '../../support/executeContext';

export const SECRET = 'a secret of the tests';

/** The time at which everything happens until a test says otherwise (Unix ms). */
export const NOW_MS = Date.UTC(2026, 0, 1);

/** How the tests choose a sender by its `value`. */
export const sender = (value: string) => ({ sender: value });

/** The sender of most tests: HMAC SHA-256 of the body in `X-Hook-Signature`. */
export const HOOK = sender('hookSignature');

/** A request as n8n's Webhook node gives it, with Raw Body on unless `body` is all there is. */
export function webhookItem(
	bytes: Buffer | undefined,
	changes: IDataObject = {},
	headers: IDataObject = {},
): INodeExecutionData {
	const json = {
		headers: {
			'content-type': 'application/json',
			'content-length': String(bytes?.length ?? 50),
			...headers,
		},
		params: {},
		query: {},
		body: {},
		webhookUrl: 'https://n8n.example.com/webhook/orders',
		executionMode: 'production',
		...changes,
	};
	if (!bytes) return { json };
	return {
		json,
		binary: { data: { data: bytes.toString('base64'), mimeType: 'application/json' } },
	};
}

/** A request that `HOOK` has signed. */
export function hookItem(body: object | string, headers: IDataObject = {}): INodeExecutionData {
	const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
	const signature = hookSignature(SECRET, bytes);
	return webhookItem(bytes, {}, { 'x-hook-signature': signature, ...headers });
}

export interface VerifyOptions extends Partial<Omit<ExecuteSetup, 'nodeType'>> {
	readonly secret?: string;
	readonly previousSecret?: string;
	readonly verificationToken?: string;
	readonly nowMs?: number;
}

/** Runs Verify Webhook on items in n8n-core's context. */
export async function verify(
	items: INodeExecutionData[],
	options: VerifyOptions = {},
): Promise<{
	verified: INodeExecutionData[];
	rejected: INodeExecutionData[];
	answer: INodeExecutionData[];
	hints: string[];
	/** How often the credential was read. */
	reads: number;
}> {
	const { nowMs = NOW_MS, secret = SECRET, previousSecret = '', ...more } = options;
	const { verificationToken = '', ...setup } = more;
	const context = executeContext({
		parameters: HOOK,
		mode: 'webhook',
		credentials: [
			{ type: new WebhookSigningSecretApi(), data: { secret, previousSecret, verificationToken } },
		],
		...setup,
		nodeType: new VerifyWebhook(),
		items,
	});
	const reading = jest.spyOn(context, 'getCredentials');
	const outputs = await verifyItems(context, { nowMs: () => nowMs });
	const [verified = [], rejected = [], answer = []] = outputs;
	return {
		verified,
		rejected,
		answer,
		hints: context.hints.map(({ message }) => message),
		reads: reading.mock.calls.length,
	};
}

/** Runs Confirm Webhook on items in n8n-core's context. */
export async function confirm(
	items: INodeExecutionData[],
	setup: Partial<Omit<ExecuteSetup, 'nodeType'>> = {},
): Promise<INodeExecutionData[]> {
	const nodeType = new ConfirmWebhook();
	const context: IExecuteFunctions = executeContext({
		parameters: { mark: '={{ $json.delivery.mark }}' },
		mode: 'webhook',
		nodeId: 'confirm-1',
		...setup,
		nodeType,
		items,
	});
	const [output = []] = await nodeType.execute.call(context);
	return output;
}

interface FileStore {
	setManager(mode: string, manager: unknown): void;
}

/** Has n8n find files in its storage. */
export function storeFiles(getFile: (fileId: string) => Buffer): void {
	// n8n-core has a container of its own.
	const path = require.resolve('@n8n/di', { paths: [dirname(require.resolve('n8n-core'))] });
	const { Container } = jest.requireActual<{
		Container: { get(type: unknown): FileStore };
	}>(path);
	Container.get(BinaryDataService).setManager('filesystem-v2', {
		async getAsBuffer(fileId: string) {
			return getFile(fileId);
		},
	});
}

/** n8n's store of processed items as its DeduplicationHelper keeps it, without the database. */
class ProcessedItems implements IDataDeduplicator {
	rows = new Map<string, { mode: string; data: string[] }>();

	/** Errors of the next calls. */
	failures: Error[] = [];

	async checkProcessedAndRecord(
		items: Array<string | number>,
		scope: 'node' | 'workflow',
		context: ICheckProcessedContextData,
		{ mode, maxEntries = Infinity }: ICheckProcessedOptions,
	) {
		this.fail();
		const row = this.row(scope, context);
		if (row && row.mode !== mode) throw new Error('incompatible setting');
		const texts = items.map(String);
		// The first call of a row does not look for repetitions in its own items.
		const known = new Set(row?.data);
		const fresh = texts.filter((text) => !known.has(text));
		const data = [...(row?.data ?? []), ...fresh];
		this.rows.set(this.key(scope, context), { mode, data: data.slice(-maxEntries) });
		return { new: fresh, processed: texts.filter((text) => known.has(text)) };
	}

	async removeProcessed(
		items: Array<string | number>,
		scope: 'node' | 'workflow',
		context: ICheckProcessedContextData,
	) {
		this.fail();
		const row = this.row(scope, context);
		if (row) row.data = row.data.filter((text) => !items.map(String).includes(text));
	}

	async clearAllProcessedItems() {
		this.rows.clear();
	}

	async getProcessedDataCount() {
		return 0;
	}

	/** All that is kept. */
	get marks(): string[] {
		return [...this.rows.values()].flatMap(({ data }) => data);
	}

	private fail(): void {
		const error = this.failures.shift();
		if (error) throw error;
	}

	private row(scope: string, context: ICheckProcessedContextData) {
		return this.rows.get(this.key(scope, context));
	}

	private key(scope: string, { workflow, node }: ICheckProcessedContextData): string {
		return `${workflow.id}/${scope === 'node' ? node?.id : ''}`;
	}
}

/** n8n takes one such store a process. */
export const processedItems = new ProcessedItems();

/** To be called before the tests of a file that use the store. */
export async function useProcessedItems(): Promise<void> {
	await DataDeduplicationService.init(processedItems);
}
