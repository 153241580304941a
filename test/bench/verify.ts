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
import { n8nModule } from '../support/host';
import { signedHeaders } from '../support/signed';
import { condition, isQuick, ratios, type Row } from './result';

const ROUNDS = isQuick ? 7 : 15;
const SIZES = [1, 16, 256].map((kb) => kb * 1024);

/** How often everybody has a turn in a round, and how much is hashed in a turn, where a call costs as much as 5 KB. */
const TURNS = isQuick ? 8 : 25;
const BYTES_A_TURN = 1024 * 1024;
const BYTES_A_CALL = 5 * 1024;

/** How much longer than the bare HMAC the whole path of a request may take, by its size in KB. */
const TO_BARE: Readonly<Record<number, number>> = { 1: 1.1, 16: 1.03, 256: 1.02 };

/** What the libraries are beaten by. */
const AHEAD = 1;

const HELPER = "n8n's helper";
const LEVEL = `At 256 KB, ${HELPER} and the whole path are both the hash and next to nothing else, so that chance decides which of them is ahead.`;

const SECRET = `whsec_${Buffer.from('a key of thirty-two random bytes').toString('base64')}`;

/** What n8n's own triggers check signatures with; undefined where n8n is not installed. */
const verifyByN8n = n8nModule<{
	verifySignature: (options: {
		getExpectedSignature: () => string;
		getActualSignature: () => string;
	}) => boolean;
}>('n8n-nodes-base/dist/utils/webhook-signature-verification.js')?.verifySignature;

interface Contender {
	readonly name: string;
	/** Verifies the one good request; throws or returns false when it is refused. */
	run(): unknown;
}

/** A request as n8n hands it over, signed by this scheme, and everything that can check it. */
function contendersFor(size: number): Contender[][] {
	const body = Buffer.from(JSON.stringify({ text: 'x'.repeat(size - '{"text":""}'.length) }));
	const text = body.toString();

	const ours = (scheme: SignedScheme): [Contender, Record<string, string>] => {
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
			{ name: 'Whole path', run: () => !('status' in authenticate(proof, webhook)) },
			headers,
		];
	};

	const [githubPath, githubHeaders] = ours(github);
	const githubHeader = githubHeaders['x-hub-signature-256'] ?? '';
	const [stripePath, stripeHeaders] = ours(stripe);
	const { webhooks } = new Stripe('sk_test_none');
	const [svixPath, svixHeaders] = ours(svix);
	const svixLibrary = new SvixWebhook(SECRET);
	const [standardPath, standardHeaders] = ours(standardWebhooks);
	const standardLibrary = new StandardWebhook(SECRET);

	const bare: Contender = {
		name: 'bare HMAC',
		run: () =>
			timingSafeEqual(
				createHmac('sha256', SECRET).update(body).digest(),
				Buffer.from(githubHeader.slice('sha256='.length), 'hex'),
			),
	};
	const library = (name: string, run: () => unknown): Contender => ({ name, run });
	return [
		[
			githubPath,
			bare,
			library('octokit', async () => await octokit.verify(SECRET, text, githubHeader)),
			...(verifyByN8n
				? [
						library(HELPER, () =>
							verifyByN8n({
								getExpectedSignature: () =>
									`sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`,
								getActualSignature: () => githubHeader,
							}),
						),
					]
				: []),
		],
		[
			stripePath,
			library('stripe', () =>
				webhooks.signature?.verifyHeader(
					text,
					stripeHeaders['stripe-signature'] ?? '',
					SECRET,
					300,
				),
			),
		],
		// These two parse the body as well, which is more than verifying.
		[svixPath, library('svix', () => svixLibrary.verify(text, svixHeaders))],
		[
			standardPath,
			library('standardwebhooks', () => standardLibrary.verify(text, standardHeaders)),
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

async function compare(): Promise<Row[]> {
	const rows: Row[] = [];
	for (const size of SIZES) {
		const kb = size / 1024;
		for (const group of contendersFor(size)) {
			const [own, ...others] = await measure(group, size);
			others.forEach((times, index) => {
				const name = group[index + 1]?.name ?? '';
				const isHashAlone = kb === 256 && name === HELPER;
				const goal = {
					atMost: name === 'bare HMAC' ? TO_BARE[kb] : AHEAD,
					...(isHashAlone ? { outOfReach: LEVEL } : {}),
				};
				rows.push({
					what: `Whole path ÷ ${name}, ${kb} KB`,
					unit: '×',
					figures: ratios(own, times),
					goal,
				});
			});
		}
	}
	return rows;
}

void condition(compare);
