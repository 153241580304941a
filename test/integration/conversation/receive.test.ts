import { conversationPayload, freshConversationPayload } from '../../fixtures';
import type { ConversationPayload } from '../../simulators/conversation';
import type { DeliveryOverrides } from '../../simulators/shared/outgoing';
import { afterMs } from '../../support/afterMs';
import { attemptFrom, type ConversationPair, conversationsOf, onlyId, startPair } from './setup';

let pair: ConversationPair;
beforeEach(async () => {
	pair = await startPair();
	await pair.host.activate();
});
afterEach(async () => await pair.close());

const attempt = async (...more: [overrides?: DeliveryOverrides, payload?: ConversationPayload]) =>
	await attemptFrom(pair, onlyId(pair), ...more);
const asUuid = (id: string) => id.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
const items = () => pair.host.executions.map(([events]) => events?.[0]?.json);

describe('a message of the conversation', () => {
	it.each([
		['message', 'message.received'],
		['processed_message', 'message.processed'],
		['media_message', 'message.received'],
	] as const)('starts the workflow (%s)', async (name, eventType) => {
		const payload = conversationPayload(name);
		expect(await attempt({}, payload)).toEqual({ status: 200, body: { received: true } });
		const { id, status, updated_at: updatedAt } = payload.data;
		expect(pair.host.executions).toEqual([
			[
				[
					{
						json: {
							...payload,
							conversation_id: asUuid(onlyId(pair)),
							delivery: {
								id: `${id}:${status}:${updatedAt}`,
								receivedAt: expect.stringMatching(/^\d{4}-.*Z$/),
								eventType,
								verified: 'token',
								sourceIp: expect.stringContaining('127.0.0.1'),
								registration: { conversationId: onlyId(pair) },
							},
						},
					},
				],
				[],
			],
		]);
	});

	it.each(['message', 'media_message'] as const)(
		'starts the workflow as the newer API spells it (%s), also through its filters',
		async (name) => {
			await pair.close();
			pair = await startPair({}, { dialect: 'as found' });
			await pair.host.activate();
			const filters = { contentTypes: ['TEXT', 'DOCUMENT'], channels: ['API'] };
			pair.set({
				eventTypes: ['message.received'],
				filters: { ...filters, messageTypes: ['USER_INPUT'] },
			});
			expect(await attempt({}, conversationPayload(name))).toEqual({
				status: 200,
				body: { received: true },
			});
			const contentType = name === 'message' ? 'text' : 'application/pdf';
			expect(items()).toEqual([
				expect.objectContaining({
					data: expect.objectContaining({ content_type: contentType, status: 'received' }),
					delivery: expect.objectContaining({ eventType: 'message.received' }),
				}),
			]);
		},
	);

	it('of a kind that nobody documents starts the workflow all the same', async () => {
		const fresh = freshConversationPayload();
		const data = { ...fresh.data, channel: 'TELEGRAM', status: 'SEEN', created_by: undefined };
		const payload = { ...fresh, data: data as unknown as typeof fresh.data };
		expect(await attempt({}, payload)).toEqual({ status: 200, body: { received: true } });
		expect(items()).toEqual([
			expect.objectContaining({ data: expect.objectContaining({ channel: 'TELEGRAM' }) }),
		]);
	});

	it('costs one look at the credential, and none in the next 10 seconds', async () => {
		const before = pair.host.credentialsHelper.loads;
		await attempt();
		await attempt();
		expect(pair.host.credentialsHelper.loads).toBe(before + 1);
		afterMs(10_000);
		await attempt();
		expect(pair.host.credentialsHelper.loads).toBe(before + 2);
	});

	it('is taken once when created and once when processed', async () => {
		const created = freshConversationPayload();
		const processed = {
			...created,
			data: { ...created.data, status: 'PROCESSED', updated_at: new Date().toISOString() },
		};
		const received = { status: 200, body: { received: true } };
		const duplicate = { status: 200, body: { received: true, duplicate: true } };
		expect(await attempt({}, created)).toEqual(received);
		expect(await attempt({}, processed)).toEqual(received);
		expect(await attempt({}, created)).toEqual(duplicate);
		expect(await attempt({}, processed)).toEqual(duplicate);
		expect(items()).toEqual([
			expect.objectContaining({ data: created.data }),
			expect.objectContaining({ data: processed.data }),
		]);
	});

	it('that n8n could not store is taken when the vendor repeats it', async () => {
		let failures = 1;
		pair.host.storeExecution = () => {
			if (failures-- > 0) throw new Error('The database is gone');
		};
		const payload = freshConversationPayload();
		expect(await attempt({}, payload)).toMatchObject({ status: 500 });
		expect(await attempt({}, payload)).toMatchObject({ status: 200 });
		expect(pair.host.executions).toHaveLength(1);
	});

	it('sent to the test URL may be repeated at will', async () => {
		await pair.host.activate('manual');
		const testing = conversationsOf(pair)[1];
		const payload = freshConversationPayload();
		const first = await pair.vendor.deliver(testing?.id ?? '', payload);
		await pair.vendor.replay(first);
		expect(pair.host.executions).toHaveLength(2);
	});

	it('of any age is taken, unless the node says otherwise', async () => {
		expect(await attempt({}, conversationPayload())).toMatchObject({ status: 200 });
		pair.set({ options: { tolerance: 300 } });
		const minutesAgo = (minutes: number) =>
			freshConversationPayload('message', Date.now() - minutes * 60_000);
		expect(await attempt({}, minutesAgo(6))).toEqual({
			status: 400,
			body: { error: 'The event is older than 300 seconds' },
		});
		expect(await attempt({}, minutesAgo(4))).toMatchObject({ status: 200 });
	});

	it('with a time without an offset counts as UTC', async () => {
		pair.set({ options: { tolerance: 300 } });
		const payload = freshConversationPayload();
		const timestamp = payload.timestamp.replace('Z', '');
		expect(await attempt({}, { ...payload, timestamp })).toMatchObject({ status: 200 });
	});
});

describe('a message that the filters leave out is acknowledged and starts nothing', () => {
	it.each([
		[{ contentTypes: ['IMAGE', 'VIDEO'] }, 'The content type TEXT is not selected in the node'],
		[{ messageTypes: ['BOT'] }, 'The message type USER_INPUT is not selected in the node'],
		[{ channels: ['SMS'] }, 'The channel API is not selected in the node'],
	])('%j', async (filters, ignored) => {
		pair.set({ filters });
		expect(await attempt()).toEqual({ status: 200, body: { received: true, ignored } });
		expect(pair.host.executions).toEqual([]);
	});

	it('nor does one to which something happened that is not selected', async () => {
		pair.set({ eventTypes: ['message.processed', 'message.failed'] });
		const ignored = 'The event type message.received is not selected in the node';
		expect(await attempt()).toEqual({ status: 200, body: { received: true, ignored } });
		expect(pair.host.executions).toEqual([]);
	});

	it('unless it matches all of them', async () => {
		pair.set({
			eventTypes: ['message.received', 'message.failed'],
			filters: { contentTypes: ['TEXT'], channels: [] },
		});
		expect(await attempt()).toEqual({ status: 200, body: { received: true } });
	});
});
