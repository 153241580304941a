import { type IExecuteFunctions, type INode, NodeOperationError } from 'n8n-workflow';

import type { ItemRun } from '../../../shared/action/itemRun';
import { PRESIGN_PATH } from '../../api';
import type { Media } from './media';

/** How long a file of 10 MB may take on its way, in ms. */
const TIMEOUT_MS = 60_000;

/**
 * Uploads a file ("Media Handling" of the messages page): asks for an address and puts the file there, without the API
 * key, for the address itself is the permission.
 *
 * @returns the name by which a message refers to the file
 * @throws NodeApiError or NodeOperationError that says what to do, and does not show the address
 */
export async function upload(run: ItemRun, media: Media): Promise<string> {
	const call = {
		method: 'POST',
		path: PRESIGN_PATH,
		body: { file_name: media.fileName, file_type: media.contentType },
		purpose: 'prepare the upload of the file',
	} as const;
	const { presigned_url: url, file_name: name } = await run.call(call);
	if (typeof name !== 'string' || name === '') throw run.unexpected(call, 'file_name');
	if (typeof url !== 'string' || !isWebAddress(url)) throw run.unexpected(call, 'presigned_url');
	const status = await put(run.context, url, media.bytes);
	if (status >= 200 && status < 300) return name;
	throw uploadError(run.context.getNode(), run.itemIndex, `status ${status}`);
}

function isWebAddress(url: string): boolean {
	return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}

/** @returns the status of the answer; 0 when there was none */
async function put(context: IExecuteFunctions, url: string, body: Buffer): Promise<number> {
	const signal = context.getExecutionCancelSignal();
	try {
		const { statusCode } = (await context.helpers.httpRequest({
			method: 'PUT',
			url,
			body,
			headers: { 'Content-Type': 'application/octet-stream' },
			timeout: TIMEOUT_MS,
			abortSignal: signal,
			encoding: 'text',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		})) as { statusCode: number };
		return statusCode;
	} catch {
		// What n8n throws holds the address.
		signal?.throwIfAborted();
		return 0;
	}
}

function uploadError(node: INode, itemIndex: number, reason: string): NodeOperationError {
	const why = reason === 'status 0' ? 'no answer' : reason;
	return new NodeOperationError(node, `The file could not be uploaded (${why})`, {
		itemIndex,
		description:
			'No message was sent. Try again; if it stays like this, ask the operator of n8n whether it may reach the storage of the Conversation API.',
	});
}
