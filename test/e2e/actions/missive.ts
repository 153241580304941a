import { startMissive } from '../../simulators';
import { type ActionStage, byId, stepsOf } from './setup';

/** By what each shows. */
export const missiveActions: Record<string, (stage: ActionStage) => Promise<void>> = {
	async 'Missive: notes, closes, reads and answers a conversation, and keeps its contact'(stage) {
		const missive = stage.keep(await startMissive());
		const { token, baseUrl, api } = missive;
		const step = stepsOf('missive', [await stage.credential('missiveApi', { token, baseUrl })]);
		const [conversation] = api.account.conversations;
		const conversationId = byId(String(conversation?.id));

		const items = await stage.run('Missive', [
			step('Organization', 'organization', 'getAll', { limit: 1 }),
			step('Note', 'post', 'create', {
				content: '*{{ $json.name }}* knows',
				notificationTitle: 'n8n',
				notificationBody: '={{ $json.name }}',
				conversationId,
			}),
			step('Close', 'conversation', 'update', {
				conversationId: byId('={{ $json.conversation }}'),
				updateFields: { state: 'close', subject: 'Solved' },
			}),
			step('Read', 'conversation', 'get', { conversationId, simplify: true }),
			step('Answer', 'draft', 'send', {
				from: 'Frodo <frodo@fellowship.org>',
				to: 'sam@fellowship.org',
				subject: '={{ $json.subject }}',
				body: 'It is done.',
				conversationId,
			}),
			step('Contact', 'contact', 'create', {
				contactBook: byId(String(api.account.contactBooks[0]?.id)),
				fields: { firstName: 'Samwise' },
			}),
		]);

		expect(items.Read).toEqual([
			expect.objectContaining({ id: conversation?.id, subject: 'Solved' }),
		]);
		expect(conversation?.mailboxes).toEqual(['closed']);
		expect(api.posts).toEqual([
			expect.objectContaining({ notification: { title: 'n8n', body: 'Fellowship' } }),
		]);
		expect(api.drafts).toEqual([expect.objectContaining({ subject: 'Solved', send: true })]);
		expect(api.account.contacts).toEqual([expect.objectContaining({ first_name: 'Samwise' })]);
	},
};
