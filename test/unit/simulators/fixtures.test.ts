import {
	conversationPayload,
	fixtureBytes,
	freshConversationPayload,
	freshMissivePayload,
	freshOpenWorkEvent,
	missiveGuidePayload,
	missivePayload,
	OPENWORK_EVENT_TYPES,
	openWorkDelivery,
	openWorkHealthWarningDetails,
} from '../../fixtures';

describe('fixtures', () => {
	it('are fresh copies', () => {
		const one = missivePayload();
		one.conversation.subject = 'changed';
		expect(missivePayload().conversation.subject).toBe('Mordor GPS coordinates');
	});

	it('hold every OpenWork event in the documented structure', () => {
		for (const type of OPENWORK_EVENT_TYPES) {
			const { event, webhook } = openWorkDelivery(type);
			expect(Object.keys(event)).toEqual([
				'id',
				'type',
				'timestamp',
				'userId',
				'source',
				'payload',
			]);
			expect(event.type).toBe(type);
			expect(Object.keys(webhook)).toEqual(['id', 'name']);
		}
		expect(openWorkHealthWarningDetails().event.payload).toHaveProperty('recommendation');
	});

	it('hold both of Missive’s payloads', () => {
		expect(JSON.parse(String(fixtureBytes('missive/label_change.json')))).toEqual(missivePayload());
		expect(missiveGuidePayload().rule.type).toBe('label_change');
		expect(missivePayload('new_comment').rule.type).toBe('new_comment');
	});

	it('show a file name for media messages only', () => {
		expect(conversationPayload().data).not.toHaveProperty('filename');
		expect(conversationPayload('media_message').data.filename).toBe('document.pdf');
	});

	it('are about something new when asked, at the given time', () => {
		const now = Date.UTC(2026, 0, 2);
		const iso = '2026-01-02T00:00:00.000Z';
		expect(freshOpenWorkEvent('agent:error', now)).toMatchObject({
			type: 'agent:error',
			timestamp: iso,
		});
		expect(freshOpenWorkEvent().id).not.toBe(freshOpenWorkEvent().id);
		expect(freshMissivePayload('new_comment', now)).toMatchObject({
			rule: { type: 'new_comment' },
			latest_message: { delivered_at: now / 1000 },
		});
		expect(freshConversationPayload('message', now)).toMatchObject({
			timestamp: iso,
			data: { created_at: iso },
		});
	});
});
