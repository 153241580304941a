import { UserError } from 'n8n-workflow';
import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { hookSignature } from '../nodes/shared/signature/schemes';
import { signatureOfBody } from '../nodes/shared/signature/sign';

const FORM_TYPE = 'application/x-www-form-urlencoded';

/**
 * The request with `X-Hook-Signature: sha256=<hex>` over the exact bytes of its body.
 *
 * An object body is serialised here, once, so that the bytes that are signed are the bytes that are sent.
 * Works for both kinds of request options that n8n knows: those of `httpRequest`, and the older ones of the
 * HTTP Request node.
 *
 * @throws UserError for a form, a file or a stream: n8n puts their bytes together after this point
 * @throws Error when `secret` is empty
 */
export function signRequest(secret: string, request: IHttpRequestOptions): IHttpRequestOptions {
	const headers = withoutHeader(request.headers ?? {}, hookSignature.id);
	const contentType = String(findHeader(headers, 'content-type') ?? '');
	const bytes = bodyBytes(request, contentType);

	const signed: IHttpRequestOptions = {
		...request,
		headers: { ...headers, ...signatureOfBody(hookSignature, secret, bytes) },
	};
	if (bytes.length > 0) {
		// n8n trims a string that is sent as JSON, and takes a Buffer that is sent as a form to pieces.
		signed.body = contentType.startsWith(FORM_TYPE) ? bytes.toString() : bytes;
		if (contentType === '' && !isText(request.body)) {
			signed.headers = { ...signed.headers, 'Content-Type': 'application/json' };
		}
	}
	return signed;
}

function bodyBytes(request: IHttpRequestOptions, contentType: string): Buffer {
	const { body } = request;
	const isForm = 'form' in request || 'formData' in request || contentType.startsWith('multipart/');
	if (isForm || !isWhole(body)) {
		throw new UserError('A Webhook Signing Secret cannot sign a form or a file', {
			description:
				'Send JSON or text instead, or use the Signed Webhook node, which sends files too.',
		});
	}
	if (body === undefined || body === null) return Buffer.alloc(0);
	return isText(body) ? Buffer.from(body) : Buffer.from(JSON.stringify(body));
}

/** Whether the body is all there: text, bytes or JSON data, not something that n8n encodes or streams later. */
function isWhole(body: unknown): boolean {
	if (typeof body !== 'object' || body === null || isText(body)) return true;
	// By tag, because objects that come out of n8n's expressions have prototypes of another realm.
	const tag = Object.prototype.toString.call(body);
	return tag === '[object Array]' || (tag === '[object Object]' && !('pipe' in body));
}

function isText(body: unknown): body is string | Buffer {
	return typeof body === 'string' || Buffer.isBuffer(body);
}

function findHeader(headers: IDataObject, name: string): IDataObject[string] {
	const key = Object.keys(headers).find((header) => header.toLowerCase() === name);
	return key === undefined ? undefined : headers[key];
}

function withoutHeader(headers: IDataObject, name: string): IDataObject {
	return Object.fromEntries(
		Object.entries(headers).filter(([header]) => header.toLowerCase() !== name.toLowerCase()),
	);
}
