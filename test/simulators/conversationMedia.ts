import { randomUUID } from 'node:crypto';

import type { Clock } from './shared/clock';
import { isObject, jsonObject, refusal, unknownFields } from './shared/http';
import type { Answer, RecordedRequest } from './shared/http';

const MB = 1024 * 1024;
const TEXT_BYTES = 4 * 1024;

/** By media type, what may be uploaded and sent, in bytes ("Supported Content Types"). */
const SIZES: ReadonlyArray<readonly [RegExp, number]> = [
	[/^audio\/./, 10 * MB],
	[/^image\/./, 5 * MB],
	[/^application\/(pdf|xlsx)$/, 10 * MB],
	[/^text\/csv$/, 5 * MB],
];
const MESSAGE_FIELDS = [
	'conversation',
	'content',
	'content_type',
	'filename',
	'metadata',
	'channel',
];
const UPLOADS = '/uploads/';

/** A file that was announced. */
interface Upload {
	readonly type: string;
	readonly signature: string;
	/** Undefined until it is there. */
	bytes?: Buffer;
}

/** The files of a Conversation API, and what is wrong with messages. */
export class ConversationMedia {
	/** By the name that a message refers to. */
	readonly uploads = new Map<string, Upload>();

	constructor(private readonly clock: Clock) {}

	/** `POST /media/presigned-url`; `origin` is that of the server. */
	presign(request: RecordedRequest, origin: string): Answer {
		const { file_name: name, file_type: type } = jsonObject(request) ?? {};
		if (typeof name !== 'string' || name === '') return refusal(400, 'file_name is required');
		if (limitOf(String(type)) === undefined) return refusal(400, 'Invalid file type');
		const stamp = new Date(this.clock.now()).toISOString().replace(/[-:]|\..*/g, '');
		const stored = `${stamp.replace('T', '_')}_${name}`;
		const signature = randomUUID();
		this.uploads.set(stored, { type: String(type), signature });
		const path = `${UPLOADS}${encodeURIComponent(stored)}`;
		const url = `${origin}${path}?X-Amz-Signature=${signature}`;
		return { status: 200, body: { presigned_url: url, file_name: stored } };
	}

	/** The storage's answer to an upload; undefined when the request is none. */
	store({ method, path, query, headers, body }: RecordedRequest): Answer | undefined {
		if (!path.startsWith(UPLOADS)) return undefined;
		const upload = this.uploads.get(decodeURIComponent(path.slice(UPLOADS.length)));
		const isSigned = upload !== undefined && query.get('X-Amz-Signature') === upload.signature;
		// S3 refuses a request that proves itself in two ways.
		if (method !== 'PUT' || !isSigned || headers.authorization !== undefined) {
			return { status: 403, body: '<Error><Code>AccessDenied</Code></Error>' };
		}
		if (headers['content-type'] !== 'application/octet-stream') {
			return { status: 403, body: '<Error><Code>SignatureDoesNotMatch</Code></Error>' };
		}
		upload.bytes = body;
		return { status: 200 };
	}

	/** What is wrong with the body of a message. */
	problem(body: Record<string, unknown> | undefined): string | undefined {
		if (!body) return 'The body must be a JSON object';
		const unknown = unknownFields(body, MESSAGE_FIELDS);
		if (unknown.length > 0) return `unknown fields: ${unknown.join(', ')}`;
		const { content, content_type: type, filename, metadata } = body;
		if (metadata !== undefined && !isObject(metadata)) return 'metadata must be an object';
		if (metadata !== undefined && Buffer.byteLength(JSON.stringify(metadata)) > TEXT_BYTES) {
			return 'metadata is too large';
		}
		if (type === 'text') {
			if (typeof content !== 'string' || content === '') return 'content is required';
			return Buffer.byteLength(content) > TEXT_BYTES ? 'content is too long' : undefined;
		}
		const limit = limitOf(String(type));
		if (limit === undefined) return 'content_type is unknown';
		const upload = this.uploads.get(String(filename));
		if (!upload?.bytes) return 'The file was not uploaded';
		if (upload.type !== type) return 'File type must match the declared content type';
		return upload.bytes.length > limit ? 'The file is too large' : undefined;
	}
}

function limitOf(type: string): number | undefined {
	return SIZES.find(([pattern]) => pattern.test(type))?.[1];
}
