/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { request } from 'node:http';
import { gzipSync } from 'node:zlib';

import { readHead, readRequestBody } from '../../../nodes/shared/receive/request';
import { hostRequest } from '../../support/hostRequest';
import type { TriggerHost } from '../../support/triggerHost';
import { closeAll, event, start } from './setup';

afterEach(closeAll);

const MEGABYTE = 1024 * 1024;

/** Sends a body of a type that n8n leaves to the node, in pieces without a length, and returns what is answered. */
async function send(host: TriggerHost, pieces: Iterable<Buffer>, headers: Record<string, string>) {
	return await new Promise<{ status: number | undefined; body: unknown }>((resolve, reject) => {
		const outgoing = request(host.url, {
			method: 'POST',
			headers: { 'content-type': 'application/vnd.x+json', ...headers },
		});
		outgoing.on('error', reject);
		outgoing.on('response', (response) => {
			const chunks: Buffer[] = [];
			response.on('data', (chunk: Buffer) => chunks.push(chunk));
			response.on('end', () => {
				outgoing.destroy();
				const text = Buffer.concat(chunks).toString();
				resolve({ status: response.statusCode, body: JSON.parse(text) });
			});
		});
		for (const piece of pieces) outgoing.write(piece);
		outgoing.end();
	});
}

const tooLarge = {
	status: 413,
	body: {
		error: `The body is larger than the ${16 * MEGABYTE} bytes that n8n takes (N8N_PAYLOAD_SIZE_MAX)`,
	},
};
const cannotBeUnpacked = {
	status: 400,
	body: { error: 'The body cannot be unpacked: it is not what Content-Encoding says' },
};
const packed = gzipSync(JSON.stringify(event()));
const spoiled = Buffer.from(packed);
spoiled.fill(0xff, 12, 20);

describe('a body that cannot be read', () => {
	it.each<[string, Record<string, string>, Buffer[], object]>([
		['is no gzip', { 'content-encoding': 'gzip' }, [Buffer.from('{"a":1}')], cannotBeUnpacked],
		['is spoiled gzip', { 'content-encoding': 'gzip' }, [spoiled], cannotBeUnpacked],
		[
			'ends in the middle',
			{ 'content-encoding': 'gzip' },
			[packed.subarray(0, -12)],
			cannotBeUnpacked,
		],
		[
			'is no deflate',
			{ 'content-encoding': 'deflate' },
			[Buffer.from('{"a":1}')],
			cannotBeUnpacked,
		],
		[
			'is small and unpacks to 17 MB',
			{ 'content-encoding': 'gzip' },
			[gzipSync(Buffer.alloc(17 * MEGABYTE))],
			tooLarge,
		],
		['is of 17 MB', {}, Array<Buffer>(17).fill(Buffer.alloc(MEGABYTE, ' ')), tooLarge],
	])(
		'because it %s is refused, and nobody is asked who sent it',
		async (_why, headers, pieces, answer) => {
			const authentication = jest.fn(async () => ({}));
			const host = await start({ authentication });
			expect(await send(host, pieces, headers)).toMatchObject(answer);
			expect(authentication).not.toHaveBeenCalled();
			expect(host.executions).toEqual([]);
		},
	);

	it('is the only one: the same packed as it should be is taken', async () => {
		const host = await start();
		const answered = await send(host, [packed], { 'content-encoding': 'gzip' });
		expect(answered).toEqual({ status: 200, body: { received: true } });
		expect(host.executions).toHaveLength(1);
	});

	const failing = async (error: object) => {
		const request = hostRequest({
			readRawBody: async () => await Promise.reject(Object.assign(new Error('failed'), error)),
		});
		return await readRequestBody(request, readHead(request));
	};

	it.each([
		['does not have the announced length', { type: 'request.size.invalid', status: 400 }],
		['was not sent to its end, as n8n says it', { httpStatusCode: 400 }],
	])('because it %s is refused', async (_why, error) =>
		expect(await failing(error)).toMatchObject({
			status: 400,
			body: { error: 'The body does not come to its end' },
		}),
	);

	it('for a reason of our own is an error of our own', async () => {
		await expect(failing({})).rejects.toThrow('failed');
		await expect(failing({ httpStatusCode: 500 })).rejects.toThrow('failed');
	});
});
