import {
	OPENWORK_EVENT_TYPES,
	openWorkDelivery,
	openWorkHealthWarningDetails,
} from '../../fixtures';
import type { OpenWorkFixture } from '../../fixtures';
import { formatOf, itemOf, messageOf, textsOfBlocks } from './support';

/** The message that "Slack Notifications" of the integration guide makes of a health warning, as the guide writes it. */
function documentedMessage({ event }: OpenWorkFixture) {
	const payload = event.payload as { warningMessage: string; recommendation?: string };
	return {
		text: `Warning: ${payload.warningMessage}`,
		blocks: [
			{
				type: 'section',
				text: {
					type: 'mrkdwn',
					text: `*${event.source} Connection Warning*\n${payload.warningMessage}`,
				},
			},
			{
				type: 'context',
				elements: [
					{
						type: 'mrkdwn',
						text: `Recommendation: ${payload.recommendation || 'Check your connection'}`,
					},
				],
			},
		],
	};
}

const withPayload = (type: string, payload: object) => ({
	event: { id: 'evt-1', type, timestamp: '2024-01-26T10:30:00Z', source: 'whatsapp', payload },
	webhook: { id: 'wh-1', name: 'Monitor' },
});

describe("OpenWork's health events", () => {
	it.each([
		['with a recommendation', openWorkHealthWarningDetails()],
		['without one', openWorkDelivery('app:health_warning')],
	])('a warning %s becomes the documented message', (_, delivery) => {
		const message = messageOf(itemOf(delivery));
		expect(message).toMatchObject(documentedMessage(delivery));
		// What is added to it keeps Slack from looking for mentions in the texts.
		const plain = JSON.parse(JSON.stringify(message).replaceAll(',"verbatim":true', ''));
		expect(plain).toEqual(documentedMessage(delivery));
	});

	it('an empty recommendation counts as none', () => {
		const event = withPayload('app:health_warning', { warningMessage: 'W', recommendation: '' });
		expect(textsOfBlocks(event)[1]).toEqual(['Recommendation: Check your connection']);
	});

	it('a warning of the WhatsApp app has another field for its text', () => {
		const payload = { appType: 'whatsapp', warning: 'Phone offline', recommendation: 'Charge it' };
		const event = withPayload('app:health_warning', payload);
		expect(messageOf(event).text).toBe('Warning: Phone offline');
		expect(textsOfBlocks(event)).toEqual([
			['*whatsapp Connection Warning*\nPhone offline'],
			['Recommendation: Charge it'],
		]);
	});

	it.each(['critical', 'unknown'])('a warning says when the health is %s', (healthStatus) => {
		const event = withPayload('app:health_warning', { warningMessage: 'W', healthStatus });
		expect(textsOfBlocks(event)[1]).toEqual([
			'Recommendation: Check your connection',
			`Health: ${healthStatus}`,
		]);
	});

	it('a warning without a source names the app', () => {
		const event = { event: { type: 'app:health_warning', payload: { appType: 'gmail' } } };
		expect(textsOfBlocks(event)[0]?.[0]).toMatch(/^\*gmail Connection Warning\*/);
	});

	it('a check shows a health that is unknown', () => {
		const payload = { appType: 'whatsapp', healthStatus: 'unknown', warningMessage: null };
		const event = { event: withPayload('app:health_check', payload).event };
		expect(textsOfBlocks(event)[0]).toContain('*healthStatus*\nunknown');
	});

	it('a warning that says nothing still makes sense', () => {
		const event = { event: { type: 'app:health_warning' } };
		expect(messageOf(event).text).toBe('Warning: The health of the connection degraded');
		expect(textsOfBlocks(event)[0]).toEqual([
			'*OpenWork Connection Warning*\nThe health of the connection degraded',
		]);
	});

	it('the end of a warning says which one it was', () => {
		const event = itemOf(openWorkDelivery('app:health_cleared'));
		expect(messageOf(event).text).toBe('Cleared: Phone appears offline');
		expect(textsOfBlocks(event)).toEqual([
			['*whatsapp Connection Restored*\nCleared: Phone appears offline'],
			['Now: connected, healthy'],
		]);
		expect(textsOfBlocks(withPayload('app:health_cleared', {}))).toHaveLength(1);
	});
});

describe('the other events of OpenWork', () => {
	it('show what the payload holds', () => {
		const event = itemOf(openWorkDelivery('app:connected'));
		expect(messageOf(event).text).toBe('App connected (whatsapp)');
		expect(textsOfBlocks(event)).toEqual([
			[
				'*App connected (whatsapp)*',
				'*appType*\nwhatsapp',
				'*status*\nconnected',
				'*metadata.phoneNumber*\n+1234567890',
			],
			['app:connected', '2024-01-26 10:30:00 UTC', 'My Connection Monitor'],
		]);
	});

	it.each([
		['message:received', 'Message received (whatsapp): Hello'],
		['agent:error', 'Agent error (agent): Model did not answer'],
		['app:disconnected', 'App disconnected (whatsapp): user_initiated'],
	] as const)('say in the notification what %s is about', (type, text) => {
		expect(messageOf(openWorkDelivery(type)).text).toBe(text);
	});

	it('show ten values at most', () => {
		const values = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`key${n}`, n + 1]));
		expect(textsOfBlocks(withPayload('message:sent', values))[0]).toHaveLength(1 + 10);
	});

	it('need no payload', () => {
		expect(textsOfBlocks({ event: { type: 'thread:created' } })).toEqual([
			['*Thread created (OpenWork)*'],
			['thread:created'],
		]);
	});

	it('are all recognised', () => {
		for (const type of OPENWORK_EVENT_TYPES) {
			expect(formatOf(itemOf(openWorkDelivery(type)))).toMatch(/^OpenWork /);
		}
	});
});
