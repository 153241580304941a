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

	it('is the same one when only the delivery’s own time differs', () => {
		expect(eventIdOf({ ...body(), timestamp: '2024-03-21T10:00:04.000Z' })).toBe(eventIdOf(body()));
	});
});

describe('the filters', () => {
	it.each([[{}], [{ contentTypes: [], messageTypes: [], channels: [], statuses: [] }]])(
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
			statuses: ['RECEIVED'],
		};
		expect(filteredOut(filters, body())).toBeUndefined();
	});

	it.each([
		[{ contentTypes: ['IMAGE'] }, 'The content type TEXT is not selected in the node'],
		[{ messageTypes: ['BOT'] }, 'The message type USER_INPUT is not selected in the node'],
		[{ channels: ['SMS'] }, 'The channel API is not selected in the node'],
		[{ statuses: ['FAILED'] }, 'The status RECEIVED is not selected in the node'],
		[
			{ contentTypes: ['TEXT'], statuses: ['PROCESSED'] },
			'The status RECEIVED is not selected in the node',
		],
	])('%j: %s', (filters, reason) => {
		expect(filteredOut(filters, body())).toBe(reason);
	});
});
