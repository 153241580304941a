/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { connect } from 'node:net';

/** A request byte for byte: what an HTTP library would refuse to send has to be sent, too. */
export interface WireRequest {
	readonly method: string;
	/** Path and query, as they stand in the first line. */
	readonly target: string;
	/** In this order; a name may stand twice. */
	readonly headers: ReadonlyArray<readonly [name: string, value: string]>;
	readonly body: Buffer;
	/** How the length of the body is told; its true length unless said otherwise, nothing for null. */
	readonly framing?: ReadonlyArray<readonly [name: string, value: string]> | null;
	/** Stops sending after so many bytes of the body, and hangs up. */
	readonly cutAt?: number;
}

export interface WireAnswer {
	/** 0 where the other side hung up without a word, -1 where nothing came within the time. */
	readonly status: number;
	/** The whole answer with its headers. */
	readonly text: string;
}

const PATIENCE_MS = 20_000;

/** Sends a request over a connection of its own, and waits for the answer. */
export async function send(origin: string, request: WireRequest): Promise<WireAnswer> {
	const { hostname, port } = new URL(origin);
	return await new Promise((resolve) => {
		const socket = connect({ host: hostname, port: Number(port) });
		const chunks: Buffer[] = [];
		const end = (status?: number) => {
			socket.destroy();
			const text = Buffer.concat(chunks).toString('latin1');
			resolve({ status: status ?? Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), text });
		};
		socket.setTimeout(PATIENCE_MS, () => end(-1));
		socket.on('data', (chunk) => chunks.push(chunk));
		socket.on('error', () => end());
		socket.on('close', () => end());
		socket.on('connect', () => {
			socket.write(bytesOf(origin, request));
			if (request.cutAt !== undefined) socket.end();
		});
	});
}

function bytesOf(origin: string, request: WireRequest): Buffer {
	const { method, target, headers, body, framing, cutAt } = request;
	const ownHost = headers.some(([name]) => name.toLowerCase() === 'host');
	const all: ReadonlyArray<readonly [string, string]> = [
		...(ownHost ? [] : ([['Host', new URL(origin).host]] as const)),
		...headers,
		...(framing === undefined
			? ([['Content-Length', String(body.length)]] as const)
			: (framing ?? [])),
		['Connection', 'close'],
	];
	const lines = all.map(([name, value]) => `${name}: ${value}`);
	const head = Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`, 'utf8');
	return Buffer.concat([head, cutAt === undefined ? body : body.subarray(0, cutAt)]);
}
