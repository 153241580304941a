import { filtersField, listFields, readLimit } from '../../../shared/action/fields';
import type { Operation } from '../../../shared/action/operation';
import { AI_RESPONSES_PATH } from '../../api';
import { AI_RESPONSE_ANSWER } from './fields';
import { apiFields, priorityField } from '../ticket/fields';

const confidence = { minValue: 0, maxValue: 1, numberPrecision: 2 };

export const getAiResponses: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many AI responses',
	description: 'Retrieve many answers of the AI that wait for a review',
	fields: [
		...listFields,
		filtersField([
			{
				displayName: 'Max Confidence',
				name: 'maxConfidence',
				type: 'number',
				typeOptions: confidence,
				default: 1,
				description: 'Only answers of which the AI is this sure or less: 0 is unsure, 1 sure',
			},
			{
				displayName: 'Min Confidence',
				name: 'minConfidence',
				type: 'number',
				typeOptions: confidence,
				default: 0,
				description: 'Only answers of which the AI is this sure or more: 0 is unsure, 1 sure',
			},
			{ ...priorityField, description: 'Only answers to tickets with this priority' },
		]),
	],
	answer: AI_RESPONSE_ANSWER,

	async execute(run) {
		const limit = readLimit(run.context, run.itemIndex);
		const query = { ...apiFields(run, 'filters'), ...(limit === Infinity ? {} : { limit }) };
		const purpose = 'list the AI responses';
		const call = { method: 'GET', path: AI_RESPONSES_PATH, query, purpose } as const;
		// There is no offset: the server gives all that wait, or the first of them.
		return (await run.list(call, 'responses')).slice(0, limit);
	},
};
