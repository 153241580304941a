import type { INodeExecutionData } from 'n8n-workflow';

import { hookSignature } from '../../simulators';
import {
	confirm,
	HOOK,
	hookItem,
	NOW_MS,
	processedItems,
	SECRET,
	sender,
	useProcessedItems,
	verify,
	type VerifyOptions,
	webhookItem,
} from './setup';

beforeAll(useProcessedItems);
beforeEach(() => {
	processedItems.rows.clear();
	processedItems.failures = [];
});

const dropping = (dropCopies: string, more: object = {}) => ({
	parameters: { ...sender('github'), options: { dropCopies, ...more } },
});

/** An event that GitHub names by its GUID. */
function push(guid: string, body: object = { ref: 'main' }): INodeExecutionData {
	const bytes = Buffer.from(JSON.stringify(body));
	return webhookItem(
		bytes,
		{},
		{
			'x-github-event': 'push',
			'x-github-delivery': guid,
			'x-hub-signature-256': hookSignature(SECRET, bytes),
		},
	);
}

const verified = async (items: INodeExecutionData[], options: VerifyOptions) =>
	(await verify(items, options)).verified.length;

it('lets every copy through unless told otherwise', async () => {
	const options = { parameters: sender('github') };
	expect(await verified([push('a'), push('a')], options)).toBe(2);
	expect(processedItems.marks).toEqual([]);
});

describe('marked now', () => {
	const options = dropping('now');

	it('answers a copy with 200', async () => {
		expect(await verified([push('a')], options)).toBe(1);
		const again = await verify([push('a')], options);
		expect(again.verified).toEqual([]);
		expect(again.answer).toEqual([
			{
				json: {
					reason: 'duplicate',
					message: 'The event came before',
					id: 'a',
					eventType: 'push',
					answer: {
						status: 200,
						contentType: 'application/json; charset=utf-8',
						headers: {},
						body: '{"received":true,"duplicate":true}',
					},
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	it('finds copies in one execution, also in the first', async () => {
		expect(await verified([push('a'), push('b'), push('a')], options)).toBe(2);
	});

	it('keeps the marks of each node apart', async () => {
		expect(await verified([push('a')], options)).toBe(1);
		expect(await verified([push('a')], { ...options, nodeId: 'node-2' })).toBe(1);
	});

	it('remembers as many events as the user wants', async () => {
		const few = dropping('now', { copiesKept: 2 });
		await verify([push('a')], few);
		await verify([push('b')], few);
		await verify([push('c')], few);
		expect(await verified([push('c')], few)).toBe(0);
		expect(await verified([push('a')], few)).toBe(1);
	});

	it('marks nothing of what is rejected', async () => {
		const forged = webhookItem(Buffer.from('{}'), {}, { 'x-github-delivery': 'a' });
		expect((await verify([forged], options)).rejected).toHaveLength(1);
		expect(processedItems.marks).toEqual([]);
	});
});

describe('marked when confirmed', () => {
	const options = dropping('confirmed');

	it('lets the repetition through until an event is confirmed', async () => {
		const first = await verify([push('a')], options);
		expect(processedItems.marks).toEqual([]);
		expect(await verified([push('a')], options)).toBe(1);
		expect(await confirm(first.verified)).toEqual([
			{ ...first.verified[0], pairedItem: { item: 0 } },
		]);
		expect(await verified([push('a')], options)).toBe(0);
		expect(await verified([push('b')], options)).toBe(1);
	});

	it('pushes no mark out by looking', async () => {
		const few = dropping('confirmed', { copiesKept: 1 });
		const { verified: items } = await verify([push('a')], few);
		await confirm(items);
		await verify([push('b')], few);
		expect(await verified([push('a')], few)).toBe(0);
	});

	it('forgets the oldest when Confirm has marked enough', async () => {
		const parameters = { mark: '={{ $json.delivery.mark }}', options: { copiesKept: 1 } };
		for (const guid of ['a', 'b']) {
			const { verified: items } = await verify([push(guid)], options);
			await confirm(items, { parameters });
		}
		expect(await verified([push('a'), push('b')], options)).toBe(1);
	});

	it('tells who confirms without a mark what to do', async () => {
		const { verified: items } = await verify([push('a')], dropping('now'));
		await expect(confirm(items)).rejects.toMatchObject({
			message: 'Mark does not hold what a Verify Webhook node gave',
			description: expect.stringContaining('Marked When Confirmed'),
		});
		const continued = await confirm(items, { onError: 'continueRegularOutput' });
		expect(continued[0]?.json.error).toContain('Mark does not hold');
	});
});

describe('events without an ID', () => {
	const MINUTE_MS = 60_000;
	const options = (minutes: number, mark = 'now') => ({
		parameters: { ...HOOK, options: { dropCopies: mark } },
		nowMs: NOW_MS + minutes * MINUTE_MS,
	});

	it.each(['now', 'confirmed'])('are copies for a while only (%s)', async (mark) => {
		const item = hookItem({ n: 1 });
		const seen: number[] = [];
		// The sender's repetitions are dropped for half an hour at least, and for an hour at most.
		for (const minutes of [0, 10, 29, 61, 70, 125]) {
			const { verified: items } = await verify([item], options(minutes, mark));
			if (mark === 'confirmed') await confirm(items);
			seen.push(items.length);
		}
		expect(seen).toEqual([1, 0, 0, 1, 0, 1]);
	});
});

describe('test executions', () => {
	it.each(['now', 'confirmed'])('look for no copies and say so (%s)', async (mark) => {
		const options = { ...dropping(mark), mode: 'manual' } as const;
		const first = await verify([push('a')], options);
		expect(first.hints).toEqual([expect.stringContaining('look for no copies')]);
		if (mark === 'confirmed') await confirm(first.verified, { mode: 'manual' });
		expect(await verified([push('a')], options)).toBe(1);
		expect(processedItems.marks).toEqual([]);
	});
});

describe('a store that fails', () => {
	const failure = new Error('SQLITE_CONSTRAINT: UNIQUE constraint failed');

	it('is asked once more, for two first marks collide', async () => {
		processedItems.failures = [failure];
		expect(await verified([push('a')], dropping('now'))).toBe(1);
		processedItems.failures = [failure];
		expect(await verified([push('a')], dropping('now'))).toBe(0);
	});

	it('is an error with what to do, and lets nothing through unseen', async () => {
		processedItems.failures = [failure, failure];
		await expect(verify([push('a')], dropping('now'))).rejects.toMatchObject({
			message: 'The store of processed items of n8n could not be used',
			description: expect.stringContaining('the workflow is saved'),
		});
		processedItems.failures = [failure, failure];
		await expect(verify([push('a')], dropping('confirmed'))).rejects.toMatchObject({
			description: expect.stringContaining('Remove Duplicates'),
		});
		const { verified: items } = await verify([push('a')], dropping('confirmed'));
		processedItems.failures = [failure, failure];
		const continued = await confirm(items, { onError: 'continueRegularOutput' });
		expect(continued[0]?.json.error).toContain('could not be used');
	});
});
