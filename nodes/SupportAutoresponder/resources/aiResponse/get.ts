import type { Operation } from '../../../shared/action/operation';
import { callForAnswer } from '../rest';
import { AI_RESPONSE_ANSWER, aiResponseIdField, aiResponsePath } from './fields';

export const getAiResponse: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get AI response',
	description: 'Retrieve an answer of the AI',
	fields: [aiResponseIdField],
	answer: AI_RESPONSE_ANSWER,

	async execute(run) {
		const path = aiResponsePath(run);
		const purpose = 'get the AI response';
		return (await callForAnswer(run, { method: 'GET', path, purpose }, 'response')).response;
	},
};
