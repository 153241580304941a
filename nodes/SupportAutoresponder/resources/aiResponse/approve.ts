import type { Operation } from '../../../shared/action/operation';
import { callForAnswer } from '../rest';
import { aiResponseIdField, aiResponsePath, reviewedBy, reviewedByField } from './fields';

export const approveAiResponse: Operation = {
	name: 'Approve',
	value: 'approve',
	action: 'Approve AI response',
	description: 'Approve an answer of the AI, and send it to the customer if you like',
	fields: [
		aiResponseIdField,
		{
			displayName: 'Send',
			name: 'send',
			type: 'boolean',
			default: true,
			description:
				'Whether the customer gets the answer at once. An answer that was sent before is sent again.',
		},
		reviewedByField,
	],

	async execute(run) {
		const call = {
			method: 'POST',
			path: `${aiResponsePath(run)}/approve`,
			body: { send: run.value('send', true) !== false, ...reviewedBy(run) },
			purpose: 'approve the AI response',
		} as const;
		return await callForAnswer(run, call, 'ai_response');
	},
};
