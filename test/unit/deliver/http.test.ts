/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { getEventListeners } from 'node:events';

import { type HttpRequest, sendOnce } from '../../../nodes/shared/deliver/http';
import { scrubber } from '../../../nodes/shared/lib/scrub';
import type { OutgoingRequest } from '../../../nodes/shared/deliver/message';

const request: OutgoingRequest = {
	url: 'https://example.com/hook',
	method: 'POST',
	headers: { 'Content-Type': 'application/json' },
	body: Buffer.from('{}'),
	timeoutMs: 5000,
	scrub: scrubber(['the-secret']),
};

async function* bodyOf(...chunks: Array<string | Buffer | Error>): AsyncGenerator<Buffer> {
	for (const chunk of chunks) {
		if (chunk instanceof Error) throw chunk;
		yield Buffer.from(chunk);
	}
}

const answering =
	(body: AsyncIterable<Buffer>, headers: Record<string, unknown> = {}): HttpRequest =>
	async () => ({ statusCode: 200, headers, body });

const failing =
	(error: unknown): HttpRequest =>
	async () => {
		throw error;
	};

const never = () => new AbortController().signal;
const send = async (httpRequest: HttpRequest, sent = request) =>
	await sendOnce(httpRequest, never, sent);

describe('an answer', () => {
	it('is JSON where the receiver says so', async () => {
		const headers = { 'content-type': 'application/problem+json; charset=utf-8' };
		expect(await send(answering(bodyOf('{"a"', ':1}'), headers))).toEqual({
			kind: 'answer',
			statusCode: 200,
			headers,
			body: { a: 1 },
			truncated: false,
		});
	});

	it.each([
		['text/plain', '{"a":1}'],
		['application/json', '{"a":'],
		['', ''],
	])('is text otherwise: %s %s', async (type, text) => {
		expect(await send(answering(bodyOf(text), { 'content-type': type }))).toMatchObject({
			body: text,
		});
	});

	it('is cut after 1 MB, and read no further', async () => {
		let chunks = 0;
		async function* endless(): AsyncGenerator<Buffer> {
			for (;;) {
				chunks++;
				yield Buffer.alloc(1024 * 256, 'a');
			}
		}
		const outcome = await send(answering(endless(), { 'content-type': 'application/json' }));
		expect(outcome).toMatchObject({ truncated: true, body: 'a'.repeat(1024 * 1024) });
		expect(chunks).toBe(5);
	});

	it('that breaks off counts by its status', async () => {
		const broken = bodyOf('half', new Error('socket hang up'));
		expect(await send(answering(broken))).toMatchObject({
			statusCode: 200,
			body: 'half',
			truncated: true,
		});
	});

	it('brings back no secret and no cookie', async () => {
		const headers = { 'Set-Cookie': ['a=b'], 'X-Echo': 'the-secret', 'X-Other': 'x' };
		expect(await send(answering(bodyOf('You sent the-secret'), headers))).toMatchObject({
			headers: { 'x-echo': '***', 'x-other': 'x' },
			body: 'You sent ***',
		});
	});
});

describe('an error', () => {
	const coded = (code: string, message = code) => Object.assign(new Error(message), { code });

	it.each([
		['ECONNREFUSED', 'network', 'ECONNREFUSED'],
		['ETIMEDOUT', 'timeout', 'No answer within 5 s'],
		['ECONNABORTED', 'timeout', 'No answer within 5 s'],
	])('with the code %s is a %s error', async (code, cause, message) => {
		expect(await send(failing(coded(code)))).toEqual({ kind: 'error', cause, message });
	});

	it('without a code comes from n8n itself', async () => {
		expect(await send(failing(new Error('The request was blocked')))).toEqual({
			kind: 'error',
			cause: 'refused',
			message: 'The request was blocked',
		});
	});

	it('has some message, and no secret in it', async () => {
		expect(await send(failing(coded('EPROTO', '')))).toMatchObject({ message: 'EPROTO' });
		expect(await send(failing(coded('EPROTO', 'Bad the-secret')))).toMatchObject({
			message: 'Bad ***',
		});
		expect(await send(failing('nonsense'))).toMatchObject({
			cause: 'refused',
			message: 'The request failed',
		});
		expect(await send(failing(Object.assign(new Error('x'), { code: 7 })))).toMatchObject({
			cause: 'refused',
		});
	});
});

describe('a request', () => {
	it('follows no redirect, and carries bytes', async () => {
		const seen: unknown[] = [];
		await send(async (options) => {
			seen.push(options);
			return { statusCode: 200, headers: {}, body: bodyOf() };
		});
		expect(seen).toEqual([
			expect.objectContaining({
				body: request.body,
				disableFollowRedirect: true,
				ignoreHttpStatusErrors: true,
				timeout: 5000,
			}),
		]);
	});
});

describe('time', () => {
	const untilAborted: HttpRequest = async ({ abortSignal }) =>
		await new Promise((_, reject) => {
			abortSignal?.addEventListener?.('abort', () => reject(new Error('canceled')));
		});

	it('runs out', async () => {
		const timeout = new AbortController();
		const sending = sendOnce(untilAborted, () => timeout.signal, request);
		timeout.abort();
		expect(await sending).toMatchObject({ cause: 'timeout', message: 'No answer within 5 s' });
	});

	it('is cut short by the one who stops the execution, and no listener stays', async () => {
		const stop = new AbortController();
		const timeout = new AbortController();
		const sending = sendOnce(untilAborted, () => timeout.signal, request, stop.signal);
		stop.abort(new Error('stopped'));
		await expect(sending).rejects.toThrow('stopped');
		expect(getEventListeners(timeout.signal, 'abort')).toEqual([]);
		expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
		await expect(sendOnce(untilAborted, never, request, stop.signal)).rejects.toThrow('stopped');
	});

	it('stopped while the answer comes in stops too', async () => {
		const stop = new AbortController();
		async function* stopping(): AsyncGenerator<Buffer> {
			stop.abort(new Error('stopped'));
			yield* bodyOf(new Error('aborted'));
		}
		const sending = sendOnce(answering(stopping()), never, request, stop.signal);
		await expect(sending).rejects.toThrow('stopped');
	});
});
