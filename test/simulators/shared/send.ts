/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';

import type { Clock } from './clock';
import { behindPublicAddress } from './publicAddress';

/** A POST request, byte for byte. A header with several values is sent several times. */
export interface OutgoingRequest {
	readonly url: string;
	readonly headers: Readonly<Record<string, string | string[]>>;
	readonly body: Buffer;
}

/** What the receiver answered. */
export interface Response {
	readonly status: number;
	readonly headers: IncomingHttpHeaders;
	readonly body: string;
}

/**
 * Posts the request on a connection of its own; redirects are not followed.
 *
 * @throws when the connection fails, the answer is not complete within `timeoutMs` by the clock, or
 * the signal aborts.
 */
export async function send(
	outgoing: OutgoingRequest,
	options: { timeoutMs: number; clock: Clock; signal: AbortSignal },
): Promise<Response> {
	const done = new AbortController();
	const { timeoutMs, clock, signal } = options;
	try {
		return await new Promise<Response>((resolve, reject) => {
			const url = behindPublicAddress(outgoing.url);
			const start = url.startsWith('https:') ? httpsRequest : httpRequest;
			const request = start(url, {
				method: 'POST',
				headers: { ...outgoing.headers, 'Content-Length': String(outgoing.body.length) },
				agent: false,
			});
			request.on('error', reject);
			request.on('response', (response) => {
				const chunks: Buffer[] = [];
				response.on('data', (chunk: Buffer) => chunks.push(chunk));
				response.on('error', reject);
				response.on('end', () =>
					resolve({
						status: response.statusCode ?? 0,
						headers: response.headers,
						body: Buffer.concat(chunks).toString('utf8'),
					}),
				);
			});
			const giveUp = (message: string) => {
				request.destroy();
				reject(new Error(message));
			};
			signal.addEventListener('abort', () => giveUp('simulator closed'), { signal: done.signal });
			void clock.sleep(timeoutMs, done.signal).then(() => {
				if (!done.signal.aborted) giveUp(`no answer within ${timeoutMs} ms`);
			});
			request.end(outgoing.body);
		});
	} finally {
		done.abort();
	}
}
