import { freshOpenWorkEvent } from '../../fixtures';
import { startOpenWork } from '../../simulators';
import type { Stage } from '../stage';

/** Health warning → Slack; cleared → one more check, and its result in Slack. */
export async function openworkHealthToSlack(stage: Stage): Promise<void> {
	const openWork = stage.keep(await startOpenWork());
	const { slack, credential } = await stage.slackChannel();
	const account = await stage.credential('openWorkApi', {
		baseUrl: openWork.url,
		token: openWork.token,
	});
	const example = await stage.open('openwork-health-to-slack', {
		'OpenWork Trigger, Credential': account,
		'Check Once More, Credential': account,
		'Warn in Slack, Credential': credential,
		'Follow Up in Slack, Credential': credential,
	});

	await openWork.emit(freshOpenWorkEvent('app:health_warning'));
	await example.ran(1);
	await openWork.emit(freshOpenWorkEvent('app:health_cleared'));
	await example.ran(2);

	const [warning, followUp] = await stage.posted(slack, 2);
	expect(slack.messages[0]?.message.text).toBe('Warning: Phone appears offline');
	expect(warning).toContain('Recommendation: Check your connection');
	expect(followUp).toContain('Phone appears offline');
	expect(followUp).toContain('healthy');
	expect(openWork.connections.events.get('whatsapp')).toHaveLength(1);
}
