import { autoresponderTicketCreation } from '../../fixtures';
import { startAutoresponder } from '../../simulators';
import { type ActionStage, SECRET, stepsOf } from './setup';

/** By what each shows. */
export const supportAutoresponderActions: Record<string, (stage: ActionStage) => Promise<void>> = {
	async 'Support Autoresponder: creates a ticket through the webhook, and has it answered'(stage) {
		const autoresponder = stage.keep(await startAutoresponder({ secret: SECRET }));
		const { url: baseUrl, apiKey } = autoresponder;
		const step = stepsOf('supportAutoresponder', [
			await stage.credential('supportAutoresponderApi', { baseUrl, apiKey, webhookSecret: SECRET }),
		]);
		const { subject, message, customer_email: customerEmail } = autoresponderTicketCreation().data;
		const ticketId = '={{ $json.id }}';

		const items = await stage.run('Support Autoresponder', [
			step('Create', 'ticket', 'createThroughWebhook', {
				...{ subject, message, customerEmail },
				simplify: true,
			}),
			step('Raise', 'ticket', 'update', { ticketId, updateFields: { priority: 'urgent' } }),
			step('Urgent', 'ticket', 'getAll', { filters: { priority: 'urgent' } }),
			step('Read', 'ticket', 'get', { ticketId }),
			step('Respond', 'ticket', 'generateAiResponse', { ticketId }),
		]);

		expect(items.Read).toEqual([expect.objectContaining({ subject, priority: 'urgent' })]);
		expect(items.Respond).toEqual([expect.objectContaining({ auto_sent: true })]);
		expect(autoresponder.tickets).toEqual([
			expect.objectContaining({ initial_message: message, status: 'ai_responded' }),
		]);
	},
};
