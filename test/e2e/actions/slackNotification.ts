import { autoresponderPayload } from '../../fixtures';
import { startSlack } from '../../simulators';
import { type ActionStage, stepsOf } from './setup';

/** By what each shows. */
export const slackNotificationActions: Record<string, (stage: ActionStage) => Promise<void>> = {
	async 'Slack Notification: shows a message and posts it'(stage) {
		const slack = stage.keep(await startSlack());
		const step = stepsOf('slackNotification', [
			await stage.credential('slackWebhookApi', { webhookUrl: slack.addHook() }),
		]);
		const event = JSON.stringify(autoresponderPayload('ai.response.requires_review'));

		const items = await stage.run('Slack Notification', [
			step('Preview', 'message', 'preview', { event }),
			step('Send', 'message', 'send', { event, options: { allowHttp: true } }),
		]);

		const [posted] = await stage.posted(slack, 1);
		expect(posted).toContain('#ff9900');
		expect(items.Preview?.[0]?.message).toEqual(slack.messages[0]?.message);
		expect(items.Send).toEqual([
			expect.objectContaining({
				delivery: expect.objectContaining({ status: 'delivered' }) as object,
			}),
		]);
	},
};
