import type { Operation } from '../../../shared/action/operation';
import { callForAnswer } from '../rest';
import { aiResponseIdField, aiResponsePath } from './fields';

export const editAiResponse: Operation = {
	name: 'Edit',
	value: 'edit',
	action: 'Edit AI response',
	description: 'Replace the text of an answer of the AI. Send it afterwards.',
	fields: [
		aiResponseIdField,
		{
			displayName: 'Response Text',
			name: 'responseText',
			type: 'string',
			typeOptions: { rows: 4 },
			required: true,
			default: '',
			description: 'What the customer is to read in place of what the AI wrote',
		},
	],

	async execute(run) {
		const call = {
			method: 'PUT',
			path: `${aiResponsePath(run)}/edit`,
			body: { response_text: run.required('responseText', 'Response Text') },
			purpose: 'edit the AI response',
		} as const;
		return (await callForAnswer(run, call, 'ai_response')).ai_response;
	},
};
