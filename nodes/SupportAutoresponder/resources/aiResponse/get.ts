import type { Operation } from '../../../shared/action/operation';
import { callForAnswer } from '../rest';
import { aiResponseIdField, aiResponsePath } from './fields';

export const getAiResponse: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get AI response',
	description: 'Retrieve an answer of the AI',
	fields: [aiResponseIdField],

	async execute(run) {
		const path = aiResponsePath(run);
		const purpose = 'get the AI response';
		return (await callForAnswer(run, { method: 'GET', path, purpose }, 'response')).response;
	},
};
