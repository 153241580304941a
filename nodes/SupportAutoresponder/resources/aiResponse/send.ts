import type { Operation } from '../../../shared/action/operation';
import { callForAnswer } from '../rest';
import { aiResponseIdField, aiResponsePath, reviewedBy, reviewedByField } from './fields';

export const sendAiResponse: Operation = {
	name: 'Send',
	value: 'send',
	action: 'Send AI response',
	description: 'Send an answer of the AI that was approved or edited to the customer',
	fields: [aiResponseIdField, reviewedByField],

	async execute(run) {
		const call = {
			method: 'POST',
			path: `${aiResponsePath(run)}/send`,
			body: reviewedBy(run),
			purpose: 'send the AI response',
		} as const;
		return await callForAnswer(run, call, 'ai_response');
	},
};
