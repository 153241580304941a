import type { IDataObject } from 'n8n-workflow';

import { autoresponderTicketCreation } from '../../fixtures';
import { type AutoresponderOptions, startAutoresponder } from '../../simulators';
import { nodeNamed } from '../../support/examples';
import { itemsOf, untilExecutions } from '../../support/executions';
import { NODES, type Step, stepsWorkflow } from '../../support/workflows';
import { type ActionStage, SECRET, stepsOf } from './setup';

/** An Autoresponder, and what makes the steps of its node. */
async function setUp(stage: ActionStage, options: AutoresponderOptions, key: 'key' | 'no key') {
	const autoresponder = stage.keep(await startAutoresponder({ secret: SECRET, ...options }));
	const { url: baseUrl, apiKey } = autoresponder;
	const keys = key === 'key' ? { apiKey } : {};
	const data = { baseUrl, webhookSecret: SECRET, ...keys };
	const credential = await stage.credential('supportAutoresponderApi', data);
	return { autoresponder, step: stepsOf('supportAutoresponder', [credential]) };
}

/** Runs one step that is to fail and goes on all the same, and gives the error that it puts out. */
async function problemOf({ rest }: ActionStage, step: Step): Promise<string> {
	const workflow = stepsWorkflow(`End to end: ${step.name}`, [step]);
	nodeNamed(workflow, step.name).onError = 'continueRegularOutput';
	const { id } = await rest.createWorkflow(workflow);
	await rest.executeWorkflow(id, NODES.trigger);
	const [execution] = await untilExecutions(rest, id, 1);
	const [item] = execution ? itemsOf(execution, step.name) : [];
	return String(item?.error);
}

/** Reviews three answers of the AI, one in each way, and reads the conversation that comes of it. */
async function review(
	stage: ActionStage,
	options: AutoresponderOptions,
	key: 'key' | 'no key',
): Promise<void> {
	const { autoresponder, step } = await setUp(stage, options, key);
	const { id: ticketId } = autoresponder.addTicket({ priority: 'high' });
	const [good, bad, fair] = ['Good.', 'Bad.', 'Fair.'].map((text, i) =>
		autoresponder.addAiResponse({ response_text: text, confidence_score: 0.3 + i / 10 }),
	);
	const of = (answer: { id: string } | undefined) => ({ aiResponseId: String(answer?.id) });

	const items = await stage.run('Support Autoresponder, a review', [
		step('Least Sure', 'aiResponse', 'getAll', {
			limit: 1,
			filters: { maxConfidence: 0.5, priority: 'high' },
		}),
		step('Read', 'aiResponse', 'get', { aiResponseId: '={{ $json.id }}' }),
		step('Approve', 'aiResponse', 'approve', {
			aiResponseId: '={{ $json.id }}',
			reviewedBy: 'jane@example.com',
		}),
		step('Reject', 'aiResponse', 'reject', { ...of(bad), reason: 'Out of date' }),
		step('Edit', 'aiResponse', 'edit', { ...of(fair), responseText: 'Better.' }),
		step('Send', 'aiResponse', 'send', { aiResponseId: '={{ $json.id }}' }),
		step('Say', 'conversation', 'create', { ticketId, message: 'Anything else?' }),
		step('Said', 'conversation', 'getAll', { ticketId, returnAll: true }),
	]);

	expect(items.Read).toEqual([expect.objectContaining({ id: good?.id, response_text: 'Good.' })]);
	expect(items.Approve).toEqual([expect.objectContaining({ sent: true })]);
	expect(items.Reject).toEqual([expect.objectContaining({ reason: 'Out of date' })]);
	expect(items.Said).toMatchObject([
		{ message: 'Good.', sender_type: 'ai' },
		{ message: 'Better.', sender_type: 'ai' },
		{ message: 'Anything else?', sender_type: 'human' },
	]);
	expect(autoresponder.review.mails).toEqual(['Good.', 'Better.']);
	expect(autoresponder.review.responses.map(({ status }) => status)).toEqual([
		'sent',
		'rejected',
		'sent',
	]);

	const deleted = await stage.run('Support Autoresponder, a deletion', [
		step('Delete', 'ticket', 'delete', { ticketId }),
	]);
	expect(deleted.Delete).toEqual([{ deleted: true }]);
	expect(autoresponder.tickets).toEqual([]);
}

/** By what each shows. */
export const supportAutoresponderActions: Record<string, (stage: ActionStage) => Promise<void>> = {
	async 'Support Autoresponder: creates a ticket through the webhook, and has it answered'(stage) {
		const { autoresponder, step } = await setUp(stage, {}, 'key');
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

	async 'Support Autoresponder: reviews answers of the AI, with a key'(stage) {
		await review(stage, { dialect: 'documented' }, 'key');
	},

	async 'Support Autoresponder: reviews answers of the AI, on the open server, without a key'(
		stage,
	) {
		await review(stage, { dialect: 'as found' }, 'no key');
	},

	async 'Support Autoresponder: takes feedback and reads it, with a key'(stage) {
		const { autoresponder, step } = await setUp(stage, {}, 'key');
		const { id: ticketId } = autoresponder.addTicket();
		const fields: IDataObject = { rating: -1, feedbackText: 'No' };

		const items = await stage.run('Support Autoresponder, feedback', [
			step('Say', 'conversation', 'create', { ticketId, message: 'Hello' }),
			step('Rate', 'feedback', 'create', { conversationId: '={{ $json.id }}', ...fields }),
			step('Rated', 'feedback', 'getAll', { ticketId }),
		]);

		expect(items.Rated).toEqual(items.Rate);
		expect(items.Rated).toMatchObject([{ rating: -1, feedback_text: 'No' }]);
	},

	async 'Support Autoresponder: says what to enter where the server asks for a key'(stage) {
		const keyed = await setUp(stage, { dialect: 'documented' }, 'no key');
		expect(await problemOf(stage, keyed.step('Pending', 'aiResponse', 'getAll'))).toContain(
			'Enter the API Key in the Support Autoresponder credential',
		);
		const open = await setUp(stage, { dialect: 'as found' }, 'no key');
		expect(
			await problemOf(stage, open.step('Feedback', 'feedback', 'getAll', { ticketId: '1' })),
		).toContain('signed in in a browser');
	},
};
