/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { connect, type AddressInfo, type Socket } from 'node:net';
import { createServer } from 'node:tls';
import type { Certificate } from './certificate';

/** An HTTPS address for a simulator, which itself speaks HTTP. */
export interface HttpsFront {
	/** A URL of the simulator as it is behind this front. */
	of(url: string): string;
	close(): Promise<void>;
}

/** Puts HTTPS in front of the HTTP server at `target`, on a free port of 127.0.0.1. */
export async function startHttpsFront(
	target: string,
	{ key, cert }: Certificate,
): Promise<HttpsFront> {
	const { hostname, port } = new URL(target);
	const sockets = new Set<Socket>();
	const keep = (socket: Socket) => {
		sockets.add(socket);
		socket.on('error', () => socket.destroy());
		socket.on('close', () => sockets.delete(socket));
	};
	const server = createServer({ key, cert }, (client) => {
		const behind = connect(Number(port), hostname);
		keep(client);
		keep(behind);
		client.pipe(behind).pipe(client);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port: ownPort } = server.address() as AddressInfo;
	return {
		of(url) {
			const { pathname, search } = new URL(url);
			const path = pathname === '/' ? '' : pathname;
			return `https://127.0.0.1:${ownPort}${path}${search}`;
		},
		async close() {
			for (const socket of sockets) socket.destroy();
			await new Promise<void>((resolve) => server.close(() => resolve()));
		},
	};
}
