import { messageWarnings } from '../../simulators/slackMessage';
import { messageOf } from './support';

describe('the blocks of a message', () => {
	it('hold no more text in all than Slack takes', () => {
		const text = '&'.repeat(5_000);
		const payload = Object.fromEntries([...Array(10).keys()].map((n) => [n, text]));
		const event = {
			event: { type: text, timestamp: text, source: text, payload },
			webhook: { name: text },
		};
		const message = messageOf(event);
		expect(message.blocks?.[0]).toHaveProperty('fields.9');
		expect(messageWarnings({ ...message })).toEqual([]);
		const warning = {
			appType: text,
			warningMessage: text,
			recommendation: text,
			healthStatus: text,
		};
		const health = { event: { type: 'app:health_warning', payload: warning } };
		expect(messageWarnings({ ...messageOf(health) })).toEqual([]);
	});
});
