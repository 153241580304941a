import { type IDataObject, type JsonObject, NodeApiError } from 'n8n-workflow';

import type { ItemRun } from '../../../shared/action/itemRun';

/** How long a file may take on its way. */
const TIMEOUT_MS = 60_000;

/** A file as it came, or that it holds more bytes than were asked for. */
export type Download = { readonly bytes: Buffer } | { readonly tooLarge: true };

interface FileResponse {
	readonly statusCode: number;
	readonly body: AsyncIterable<Buffer>;
}

/**
 * Downloads a file from the address that Missive gives for it. The address itself lets in whoever has it: the API token
 * is not sent, for it is none of the business of whoever keeps the files.
 *
 * @param mostBytes reading stops there, whatever size was announced
 * @throws NodeApiError without the address when the file does not come
 */
export async function download(
	run: ItemRun,
	{ url, filename }: IDataObject,
	mostBytes: number,
): Promise<Download> {
	const { context } = run;
	const signal = context.getExecutionCancelSignal();
	const failure = (advice: string, httpCode?: string) => {
		const message = `Missive's file ${String(filename)} could not be downloaded: ${advice}`;
		const error = new NodeApiError(context.getNode(), { message } as JsonObject, {
			message,
			httpCode,
		});
		// n8n puts a text of its own in the place of a message in which it finds an error code.
		return Object.assign(error, { message });
	};
	if (!isWebAddress(url)) throw failure('There is no address for it.');

	let statusCode: number;
	let read: Download;
	try {
		const response = (await context.helpers.httpRequest({
			url,
			encoding: 'stream',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			timeout: TIMEOUT_MS,
			abortSignal: AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), ...(signal ? [signal] : [])]),
		})) as FileResponse;
		({ statusCode } = response);
		read = await readUpTo(response.body, isSuccess(statusCode) ? mostBytes : 0);
	} catch {
		signal?.throwIfAborted();
		throw failure('No answer came, or it broke off. Try again.');
	}
	if (isSuccess(statusCode)) return read;
	const status = String(statusCode);
	throw failure(`Get the message again, for addresses expire. (status ${status})`, status);
}

function isSuccess(statusCode: number): boolean {
	return statusCode >= 200 && statusCode < 300;
}

function isWebAddress(url: unknown): url is string {
	return typeof url === 'string' && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}

async function readUpTo(stream: AsyncIterable<Buffer>, mostBytes: number): Promise<Download> {
	const chunks: Buffer[] = [];
	let length = 0;
	for await (const chunk of stream) {
		length += chunk.length;
		// Leaving the loop ends the connection.
		if (length > mostBytes) return { tooLarge: true };
		chunks.push(chunk);
	}
	return { bytes: Buffer.concat(chunks) };
}
