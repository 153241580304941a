/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on the developer's machine, never inside n8n */
import * as octokit from '@octokit/webhooks-methods';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import Stripe from 'stripe';
import { Webhook as SvixWebhook } from 'svix';

import { authenticate, type Authentication } from '../../nodes/shared/receive/authenticate';
import { type IncomingWebhook, readHead } from '../../nodes/shared/receive/request';
import type { SignedScheme } from '../../nodes/shared/signature/scheme';
import { github, standardWebhooks, stripe, svix } from '../../nodes/shared/signature/schemes';
import { writeTime } from '../../nodes/shared/signature/timestamp';
import { verify } from '../../nodes/shared/signature/verify';
import { signedHeaders } from '../support/signed';

const ROUNDS = 15;
const SIZES = [1, 16, 256].map((kb) => kb * 1024);

/** How often everybody has a turn in a round, and how much is hashed in a turn, where a call costs as much as 5 KB. */
const TURNS = 25;
const BYTES_A_TURN = 1024 * 1024;
const BYTES_A_CALL = 5 * 1024;

/** How much longer than the bare HMAC the whole path of a request may take. */
const limitOf = (size: number) => (size < 16 * 1024 ? 1.1 : 1.03);

const SECRET = `whsec_${Buffer.from('a key of thirty-two random bytes').toString('base64')}`;

interface Contender {
	readonly name: string;
	/** Verifies the one good request; throws or returns false when it is refused. */
	run(): unknown;
}

/** A request as n8n hands it over, signed by this scheme, and everything that can check it. */
function contendersFor(size: number): Contender[][] {
	const body = Buffer.from(JSON.stringify({ text: 'x'.repeat(size - '{"text":""}'.length) }));
	const text = body.toString();

	const ours = (scheme: SignedScheme): [Contender, Contender, Record<string, string>] => {
		const timestamp = writeTime(Date.now(), scheme.timestamp?.unit);
		const signed = signedHeaders(scheme, SECRET, { body, id: 'msg_1', timestamp });
		const headers: Record<string, string> = {
			'content-type': 'application/json',
			'content-length': String(size),
		};
		for (const [name, value] of Object.entries(signed)) headers[name.toLowerCase()] = value;
		const head = readHead({ headers, query: {}, socket: {} });
		const webhook: IncomingWebhook = { ...head, rawBody: body, body: {} };
		const proof: Authentication = { signature: { schemes: [scheme], secrets: [SECRET, ''] } };
		return [
			{ name: 'ours, whole path', run: () => !('status' in authenticate(proof, webhook)) },
			{
				name: 'ours, verify()',
				run: () => !('problem' in verify(scheme, [SECRET, ''], webhook)),
			},
			headers,
		];
	};

	const [githubPath, githubVerify, githubHeaders] = ours(github);
	const githubHeader = githubHeaders['x-hub-signature-256'] ?? '';
	const [stripePath, stripeVerify, stripeHeaders] = ours(stripe);
	const { webhooks } = new Stripe('sk_test_none');
	const [svixPath, svixVerify, svixHeaders] = ours(svix);
	const svixLibrary = new SvixWebhook(SECRET);
	const [standardPath, standardVerify, standardHeaders] = ours(standardWebhooks);
	const standardLibrary = new StandardWebhook(SECRET);

	return [
		[
			{
				name: 'bare HMAC',
				run: () =>
					timingSafeEqual(
						createHmac('sha256', SECRET).update(body).digest(),
						Buffer.from(githubHeader.slice('sha256='.length), 'hex'),
					),
			},
			githubPath,
			githubVerify,
			{ name: 'octokit', run: async () => await octokit.verify(SECRET, text, githubHeader) },
		],
		[
			{
				name: 'stripe',
				run: () =>
					webhooks.signature?.verifyHeader(
						text,
						stripeHeaders['stripe-signature'] ?? '',
						SECRET,
						300,
					),
			},
			stripePath,
			stripeVerify,
		],
		// These two parse the body as well, which is more than verifying.
		[{ name: 'svix', run: () => svixLibrary.verify(text, svixHeaders) }, svixPath, svixVerify],
		[
			{ name: 'standardwebhooks', run: () => standardLibrary.verify(text, standardHeaders) },
			standardPath,
			standardVerify,
		],
	];
}

/**
 * Times of one call in µs, of each contender by round. Within a round everybody has a short turn again and again, so that
 * what slows the machine slows everybody.
 */
async function measure(contenders: readonly Contender[], size: number): Promise<number[][]> {
	const calls = Math.max(4, Math.floor(BYTES_A_TURN / (size + BYTES_A_CALL)));
	const rounds: number[][] = contenders.map(() => []);
	for (let round = 0; round <= ROUNDS; round++) {
		const spent = contenders.map(() => 0);
		for (let turn = 0; turn < TURNS; turn++) {
			for (const place of contenders.keys()) {
				// Nobody is always the first or always the last.
				const index = (place + turn) % contenders.length;
				spent[index] = (spent[index] ?? 0) + (await timeOf(contenders[index] as Contender, calls));
			}
		}
		// The first round warms up.
		if (round > 0)
			rounds.forEach((times, index) => times.push((spent[index] ?? 0) / TURNS / calls));
	}
	return rounds;
}

/** µs of the processor for that many calls: what others do on the machine meanwhile does not count. */
async function timeOf({ name, run }: Contender, calls: number): Promise<number> {
	const isAsync = run() instanceof Promise;
	const start = process.cpuUsage();
	for (let call = 0; call < calls; call++) {
		const answer = isAsync ? await run() : run();
		if (answer === false) throw new Error(`${name} refused a good signature`);
	}
	const { user, system } = process.cpuUsage(start);
	return user + system;
}

/** Prints the table; the exit code is 1 where a limit is missed. */
async function main(): Promise<void> {
	print(
		`Node.js ${process.version}, µs of the processor a call, median of ${ROUNDS} interleaved rounds\n`,
	);
	for (const size of SIZES) {
		print(`${size / 1024} KB`);
		for (const [index, group] of contendersFor(size).entries()) {
			const rounds = await measure(group, size);
			const ratio = median(rounds[1]?.map((time, round) => time / (rounds[0]?.[round] ?? NaN)));
			const times = rounds.map(median);
			print(
				group
					.map(({ name }, at) => `${name} ${times[at]?.toFixed(1)}`)
					.concat(`whole path ÷ ${group[0]?.name} ${ratio.toFixed(2)}`)
					.join(', '),
			);
			if (index > 0) continue;
			const [, path = NaN, , other = NaN] = times;
			if (ratio > limitOf(size) || path >= other) process.exitCode = 1;
		}
		print('');
	}
	print(
		'Wanted: at most 1.10 × the bare HMAC at 1 KB, 1.03 × from 16 KB up, and less than octokit.',
	);
}

function median(values: readonly number[] = []): number {
	return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

function print(line: string): void {
	process.stdout.write(`${line}\n`);
}

void main();
