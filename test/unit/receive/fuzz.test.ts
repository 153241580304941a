import type { Response } from 'express';
import fc from 'fast-check';
import type { INodeType, IWebhookFunctions } from 'n8n-workflow';

import { hookSignature } from '../../../nodes/shared/signature/schemes';
import {
	inventedDependencies,
	inventedSender,
	inventedTrigger,
	NOW_MS,
} from '../../support/inventedTrigger';
import { Sleeps } from '../../support/sleeps';
import { TriggerHost } from '../../support/triggerHost';

/** How often the node answered each request: by itself, or by leaving it to n8n. */
const answers: number[] = [];
let host: TriggerHost;

beforeAll(async () => {
	const senders = [
		inventedSender(),
		inventedSender({ authentication: async () => ({ tokens: ['token'] }) }),
		inventedSender({
			authentication: async () => ({ signature: { schemes: [hookSignature], secrets: ['s'] } }),
		}),
	];
	const dependencies = inventedDependencies(new Sleeps());
	const triggers = senders.map((sender) => inventedTrigger(sender, dependencies));
	let turn = 0;
	const nodeType: INodeType = {
		description: (triggers[0] as INodeType).description,
		async webhook(this: IWebhookFunctions) {
			const response = this.getResponseObject() as Response;
			const result = (await triggers[turn++ % triggers.length]?.webhook?.call(this)) ?? {};
			const byItself = response.writableEnded ? 1 : 0;
			answers.push(byItself + (result.noWebhookResponse ? 0 : 1));
			return result;
		},
	};
	host = await TriggerHost.start({ nodeType, parameters: { options: {} } });
});
afterAll(async () => await host.close());

/** Text that is legal in a header. */
const headerValue = fc.string({ unit: fc.constantFrom(...'aB0=,:;. "[]{}%/+-*'), maxLength: 40 });
const noise = fc.uint8Array({ maxLength: 1200 }).map((bytes) => Buffer.from(bytes));
const json = fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.stringify(value));
const almostRight = fc
	.record(
		{
			id: fc.oneof(fc.string(), fc.constantFrom('same', 'again'), fc.jsonValue()),
			type: fc.oneof(fc.constantFrom('greeting', 'noise'), fc.jsonValue()),
			at: fc.oneof(fc.constantFrom(NOW_MS, 0, -1), fc.double(), fc.jsonValue()),
			ping: fc.jsonValue(),
			delivery: fc.jsonValue(),
		},
		{ requiredKeys: ['id', 'type', 'at'] },
	)
	.map((value) => JSON.stringify(value));
const contentType = fc.oneof(
	fc.constantFrom('application/json', 'application/x+json', 'application/json ; charset=x'),
	headerValue,
);
const query = fc.oneof(
	fc.constantFrom('', '?token=token', '?token=', '?token=token&token=token', '?token[a]=token'),
	fc
		.string({ unit: 'grapheme', maxLength: 20 })
		.map((text) => `?token=${encodeURIComponent(text)}`),
);

it('answers whatever comes, once, and never with an error of its own', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.oneof(noise, json, almostRight),
			contentType,
			query,
			fc.dictionary(
				fc.constantFrom('x-hook-signature', 'x-forwarded-for', 'accept', 'content-encoding'),
				headerValue,
			),
			async (body, type, search, headers) => {
				answers.length = 0;
				const executions = host.executions.length;
				const answered = await host.post(
					body,
					{ ...headers, 'content-type': type },
					host.url + search,
				);
				// n8n itself refuses what claims to be JSON and is not; the node never sees it.
				const byHost = answered.status === 422;
				expect(answers).toEqual(byHost ? [] : [1]);
				expect([200, 400, 401, 413, 415, 422]).toContain(answered.status);
				const ran = JSON.stringify(answered.body) === '{"received":true}';
				const validation = ran && host.executions.length === executions;
				if (validation) expect(String(body)).toContain('"ping":true');
				if (!ran) expect(host.executions).toHaveLength(executions);
			},
		),
		{ numRuns: 300 },
	);
});
