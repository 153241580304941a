import { startSlack } from '../simulators';
import { laneStarters } from '../support/lanes';
import type { RestClient } from '../support/rest';
import { signInToShared } from './shared';

let rest: RestClient;

beforeAll(async () => {
	rest = await signInToShared();
});

describe.each(laneStarters.map((start) => ({ name: start.name, start })))('$name', ({ start }) => {
	test('its credential passes its test, and fails it with a wrong token', async () => {
		const lane = await start();
		try {
			const { type, data, mistake } = lane.credential;
			const credential = await rest.createCredential(type, data);

			const right = await rest.testCredential(credential, data);
			const wrong = await rest.testCredential(credential, { ...data, ...mistake });

			expect(right.status).toBe('OK');
			expect(wrong.status).toBe('Error');
			expect(wrong.message).not.toHaveLength(0);
		} finally {
			await lane.close();
		}
	});
});

test('a signing secret passes its test, and fails it when it is too short', async () => {
	const secret = 'a secret that is long enough';
	const credential = await rest.createCredential('webhookSigningSecretApi', { secret });

	expect((await rest.testCredential(credential, { secret })).status).toBe('OK');
	const short = await rest.testCredential(credential, { secret: 'hush-hush' });
	expect(short.status).toBe('Error');
	expect(short.message).not.toContain('hush-hush');
});

test('a Slack webhook passes its test, which posts nothing, and fails it once it is revoked', async () => {
	const slack = await startSlack();
	try {
		const webhookUrl = slack.addHook();
		const credential = await rest.createCredential('slackWebhookApi', { webhookUrl });

		expect((await rest.testCredential(credential, { webhookUrl })).status).toBe('OK');
		expect(slack.messages).toEqual([]);
		slack.refuse(webhookUrl, 'no_service');
		expect((await rest.testCredential(credential, { webhookUrl })).status).toBe('Error');
	} finally {
		await slack.close();
	}
});
