import type { Operation } from '../../../shared/action/operation';
import { callForAnswer } from '../rest';
import { aiResponseIdField, aiResponsePath } from './fields';

export const rejectAiResponse: Operation = {
	name: 'Reject',
	value: 'reject',
	action: 'Reject AI response',
	description: 'Reject an answer of the AI, so that the customer does not get it',
	fields: [
		aiResponseIdField,
		{
			displayName: 'Reason',
			name: 'reason',
			type: 'string',
			typeOptions: { rows: 2 },
			default: '',
			placeholder: 'e.g. The price is out of date',
			description: 'Why the answer is rejected. The event AI Response Rejected carries it.',
		},
	],

	async execute(run) {
		const reason = run.text('reason');
		const call = {
			method: 'POST',
			path: `${aiResponsePath(run)}/reject`,
			body: reason === '' ? {} : { reason },
			purpose: 'reject the AI response',
		} as const;
		return await callForAnswer(run, call, 'ai_response');
	},
};
