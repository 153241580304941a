import { randomBytes } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { readAddress, readJob } from '../../../nodes/SignedWebhook/send/job';
import { outcomeOf } from '../../../nodes/SignedWebhook/send/outputs';
import type { ItemSource } from '../../../nodes/SignedWebhook/send/source';
import { deliverUntilWait } from '../../../nodes/shared/deliver/deliver';
import { answer, World } from '../deliver/support';

const SECRET = 'a-secret-of-the-receiver';
const IDENTITY = { workflowId: 'workflow-1', nodeId: 'node-1' };
const NODE = { id: 'node-1', name: 'Signed Webhook', type: 'signedWebhook' };
const node = { ...NODE, typeVersion: 1, position: [0, 0] as [number, number], parameters: {} };

/** An item of plain data: no n8n is needed to read, deliver and show it. */
function sourceOf(fields: IDataObject, json: IDataObject = { n: 1 }): ItemSource {
	return {
		json,
		field: (name, fallback) => ({ signature: 'hookSignature', ...fields })[name] ?? fallback,
		file: async () => ({ body: randomBytes(8), contentType: 'image/png' }),
		secrets: async () => [SECRET],
		credentialHeader: async () => undefined,
	};
}

const jobOf = async (source: ItemSource) => await readJob(source, readAddress(source), IDENTITY);
const URL_FIELD = {
	url: 'https://jo:pass-word@example.com/hook?token=very-long-secret',
	signature: 'hookSignature',
};

describe('reading an item', () => {
	it('gives plain data', async () => {
		const job = await jobOf(
			sourceOf({ ...URL_FIELD, retries: 'none', options: { eventType: 'a.b' } }),
		);
		expect(job).toMatchObject({
			shown: 'https://example.com/hook?token=***',
			message: {
				url: 'https://example.com/hook?token=very-long-secret',
				method: 'POST',
				idHeader: 'webhook-id',
				body: Buffer.from('{"n":1}'),
				headers: { 'Content-Type': 'application/json', 'X-Webhook-Event': 'a.b' },
				signature: { secrets: [SECRET], scheme: { id: 'X-Hook-Signature' } },
				confidential: expect.arrayContaining(['very-long-secret', 'pass-word', SECRET]),
			},
			plan: { policy: { kind: 'schedule', waitsMs: [] }, timeoutMs: 30_000 },
		});
		expect(structuredClone(job)).toBeDefined();
	});

	it.each([
		['{id}.{timestamp}.{body}', 'a.b', '.'],
		['v1:{id}:{body}', 'a:b', ':'],
		['{body}{timestamp}--{id}', 'a--b', '--'],
	])('refuses an id that makes %s ambiguous: %s', async (template, messageId, found) => {
		const fields = {
			...URL_FIELD,
			signature: 'custom',
			signedContent: 'template',
			signedContentTemplate: template,
		};
		const withId = (id: string) => sourceOf({ ...fields, options: { messageId: id } });
		await expect(jobOf(withId(messageId))).rejects.toThrow(`The message ID holds "${found}"`);
		expect((await jobOf(withId('a~b'))).message.id).toBe('a~b');
	});
});

describe('delivering and showing an item', () => {
	it('needs neither', async () => {
		const job = await jobOf(sourceOf({ ...URL_FIELD, retries: 'custom', waits: '5' }));
		const world = new World([answer(503), answer(200)]);
		const end = await deliverUntilWait(job, world);
		expect(world.slept).toEqual([5000]);
		expect(outcomeOf(job, end, node, 0)).toMatchObject({
			kind: 'delivered',
			report: { delivery: { status: 'delivered', attempts: [{ waitMs: 5000 }, { number: 2 }] } },
		});
	});

	it('may end in an error, or in a wait that is left to a Wait node', async () => {
		const failing = await jobOf(sourceOf({ ...URL_FIELD, retries: 'none' }));
		const end = await deliverUntilWait(failing, new World([answer(404)]));
		expect(outcomeOf(failing, end, node, 3)).toMatchObject({
			kind: 'failed',
			error: { httpCode: '404', context: { itemIndex: 3 } },
		});

		const fields = { retries: 'custom', waits: '300', longWaits: 'handOver' };
		const waiting = await jobOf(sourceOf({ ...URL_FIELD, ...fields }));
		const left = await deliverUntilWait(waiting, new World([answer(503)]));
		const outcome = outcomeOf(waiting, left, node, 0);
		expect(outcome).toMatchObject({
			kind: 'waiting',
			json: { n: 1, delivery: { status: 'waiting', nextAttemptAt: '2026-01-01T00:05:00.000Z' } },
		});

		// It comes back with what it left with.
		const { json } = outcome as { json: IDataObject };
		const back = await jobOf(sourceOf({ ...URL_FIELD, ...fields }, json));
		expect(back.message.id).toBe(waiting.message.id);
		expect(back.message.body.equals(waiting.message.body)).toBe(true);
		expect(back.resumed?.attempts).toHaveLength(1);
	});
});
