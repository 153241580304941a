import type { IDataObject } from 'n8n-workflow';

import { filteredOut } from '../../../nodes/Conversation/filters';
import { eventIdOf, eventTypeOf } from '../../../nodes/Conversation/message';
import { conversationPayload } from '../../fixtures';

const body = (name?: Parameters<typeof conversationPayload>[0]) =>
	conversationPayload(name) as unknown as IDataObject;

describe('the event of a message', () => {
	it.each([
		['RECEIVED', 'message.received'],
		['PROCESSED', 'message.processed'],
		['FAILED', 'message.failed'],
		['received', 'message.received'],
		['Seen', 'message.seen'],
	])('with status %s is %s', (status, type) => {
		const payload = body();
		expect(eventTypeOf({ ...payload, data: { ...(payload.data as object), status } })).toBe(type);
	});

	it('is another one once the message was processed or updated', () => {
		const created = body();
		const data = { ...(created.data as IDataObject), updated_at: '2024-03-21T10:00:01Z' };
		const updated = { ...created, data };
		const ids = [created, body('processed_message'), updated].map(eventIdOf);
		expect(new Set(ids).size).toBe(3);
		expect(ids[0]).toBe('6f1c1c5e-3c0b-4f7e-9a59-2d2f6f0b7a11:RECEIVED:2024-03-21T10:00:00Z');
	});

	it('is told by the whole body where the message does not say when it was updated', () => {
		const data = { ...(body().data as IDataObject), updated_at: undefined };
		expect(eventIdOf({ ...body(), data })).toBeUndefined();
	});

	it('is the same one when only the delivery’s own time differs', () => {
		expect(eventIdOf({ ...body(), timestamp: '2024-03-21T10:00:04.000Z' })).toBe(eventIdOf(body()));
	});
});

describe('the filters', () => {
	it.each([[{}], [{ contentTypes: [], messageTypes: [], channels: [] }]])(
		'let all pass when nothing is selected (%j)',
		(filters) => {
			expect(filteredOut(filters, body())).toBeUndefined();
		},
	);

	it('let pass what is selected in each', () => {
		const filters = {
			contentTypes: ['IMAGE', 'TEXT'],
			messageTypes: ['USER_INPUT'],
			channels: ['SMS', 'API'],
		};
		expect(filteredOut(filters, body())).toBeUndefined();
	});

	it.each([
		['text', 'TEXT'],
		['Text', 'TEXT'],
		['text/plain; charset=utf-8', 'TEXT'],
		['image/png', 'IMAGE'],
		['audio/mpeg', 'AUDIO'],
		['VIDEO/mp4', 'VIDEO'],
		['application/pdf', 'DOCUMENT'],
		['application/xlsx', 'DOCUMENT'],
		['text/csv', 'DOCUMENT'],
		['sticker', 'STICKER'],
	])('take the content type %s for %s', (contentType, meant) => {
		const data = { ...(body().data as IDataObject), content_type: contentType };
		expect(filteredOut({ contentTypes: [meant] }, { ...body(), data })).toBeUndefined();
		expect(filteredOut({ contentTypes: ['OTHER'] }, { ...body(), data })).toBe(
			`The content type ${contentType} is not selected in the node`,
		);
	});

	it('look at values in any case', () => {
		const spelled = { channel: 'api', type: 'user_input' };
		const data = { ...(body().data as IDataObject), ...spelled };
		const filters = { channels: ['API'], messageTypes: ['USER_INPUT'] };
		expect(filteredOut(filters, { ...body(), data })).toBeUndefined();
	});

	it('leave out a message that does not say what they look at', () => {
		const data = { ...(body().data as IDataObject), channel: null };
		expect(filteredOut({}, { ...body(), data })).toBeUndefined();
		expect(filteredOut({ channels: ['API'] }, { ...body(), data })).toBe(
			'The message has no channel, which the node filters by',
		);
	});

	it.each([
		[{ contentTypes: ['IMAGE'] }, 'The content type TEXT is not selected in the node'],
		[{ messageTypes: ['BOT'] }, 'The message type USER_INPUT is not selected in the node'],
		[{ channels: ['SMS'] }, 'The channel API is not selected in the node'],
		[
			{ contentTypes: ['TEXT'], channels: ['WHATSAPP'] },
			'The channel API is not selected in the node',
		],
	])('%j: %s', (filters, reason) => {
		expect(filteredOut(filters, body())).toBe(reason);
	});
});
