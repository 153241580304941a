/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** Two ports that were free a moment ago. */
export async function freePorts(): Promise<[number, number]> {
	// Both are held until both are known, or they could be the same.
	const servers = [createServer().listen(0, '127.0.0.1'), createServer().listen(0, '127.0.0.1')];
	await Promise.all(servers.map(async (server) => await once(server, 'listening')));
	const [first, second] = servers.map((server) => (server.address() as AddressInfo).port);
	await Promise.all(
		servers.map(async (server) => await new Promise((closed) => server.close(closed))),
	);
	return [first as number, second as number];
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
	const [port] = await freePorts();
	return port;
}
