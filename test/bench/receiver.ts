/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a receiver has seen since it was last asked. */
export interface Received {
	readonly requests: number;
	readonly signed: number;
}

const ANSWER = '{"received":true}';

/** A receiver in a process of its own, so that it does not compete with whoever measures: says its port, then counts. */
let requests = 0;
let signed = 0;

const server = createServer((request, response) => {
	request.resume();
	request.on('end', () => {
		requests++;
		if (request.headers['webhook-signature'] !== undefined) signed++;
		response.writeHead(200, {
			'content-type': 'application/json',
			'content-length': ANSWER.length,
		});
		response.end(ANSWER);
	});
});

server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));

process.on('message', () => {
	process.send?.({ requests, signed } satisfies Received);
	requests = 0;
	signed = 0;
});
process.on('disconnect', () => process.exit());
