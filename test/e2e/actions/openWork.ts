import { startOpenWork } from '../../simulators';
import { type ActionStage, byId, SECRET, stepsOf } from './setup';

/** By what each shows. */
export const openWorkActions: Record<string, (stage: ActionStage) => Promise<void>> = {
	async 'OpenWork: checks a connection, and makes, changes and deletes a webhook'(stage) {
		const openWork = stage.keep(await startOpenWork());
		const step = stepsOf('openWork', [
			await stage.credential('openWorkApi', { baseUrl: openWork.url, token: openWork.token }),
			await stage.credential('webhookSigningSecretApi', { secret: SECRET }),
		]);

		const items = await stage.run('OpenWork', [
			step('App', 'connection', 'getAll', { limit: 1 }),
			step('Check', 'connection', 'runHealthCheck', { appType: byId('={{ $json.appType }}') }),
			step('Log', 'connection', 'getHealthEvents', { appType: byId('whatsapp'), limit: 5 }),
			step('Create', 'webhook', 'create', {
				name: 'Of the test',
				url: 'https://hooks.example.com/openwork',
				eventTypes: ['message:received'],
			}),
			step('Pause', 'webhook', 'update', {
				webhookId: byId('={{ $json.id }}'),
				updateFields: { enabled: false },
			}),
			step('List', 'webhook', 'getAll', { returnAll: true }),
			step('Delete', 'webhook', 'delete', { webhookId: byId('={{ $json.id }}') }),
		]);

		expect(items.Check).toEqual([expect.objectContaining({ healthy: true })]);
		expect(items.Log).toHaveLength(1);
		expect(items.List).toEqual([
			expect.objectContaining({
				name: 'Of the test',
				enabled: false,
				eventTypes: ['message:received'],
			}),
		]);
		expect(items.Delete).toEqual([{ deleted: true }]);
		expect(openWork.hooks.size).toBe(0);
		expect(JSON.stringify(items)).not.toContain(SECRET);
	},
};
