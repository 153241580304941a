import { UserError } from 'n8n-workflow';

import type { ItemRun } from '../../../shared/action/itemRun';
import type { Operation } from '../../../shared/action/operation';
import { FEEDBACK_PATH } from '../../api';

/** What the server's database takes: a thumb down, or one to five stars, of which one is also the thumb up. */
const RATINGS = [-1, 1, 2, 3, 4, 5];

export const createFeedback: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create feedback',
	description: 'Rate a message of the conversation of a ticket',
	fields: [
		{
			displayName: 'Conversation ID',
			name: 'conversationId',
			type: 'string',
			required: true,
			default: '',
			description: 'The message that is rated, as Conversation: Get Many names it',
		},
		{
			displayName: 'Rating',
			name: 'rating',
			type: 'number',
			typeOptions: { minValue: -1, maxValue: 5, numberPrecision: 0 },
			default: 5,
			description: 'From 1 to 5 stars, or a thumb: 1 for up, -1 for down',
		},
		{
			displayName: 'Text',
			name: 'feedbackText',
			type: 'string',
			typeOptions: { rows: 2 },
			default: '',
			description: 'What the customer says about it',
		},
	],

	async execute(run) {
		const text = run.text('feedbackText');
		const call = {
			method: 'POST',
			path: FEEDBACK_PATH,
			body: {
				conversation_id: run.required('conversationId', 'Conversation ID'),
				rating: readRating(run),
				...(text === '' ? {} : { feedback_text: text }),
			},
			purpose: 'create the feedback',
		} as const;
		const feedback = await run.call(call);
		if (feedback.id !== undefined) return feedback;
		throw run.unexpected(call, 'id');
	},
};

function readRating(run: ItemRun): number {
	const rating = Number(run.value('rating', 5));
	if (RATINGS.includes(rating)) return rating;
	throw new UserError('Rating must be a whole number from 1 to 5, or -1', {
		description: 'Correct the field, or the expression that it is taken from.',
	});
}
