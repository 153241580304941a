import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { LargeAnswer } from '../../../shared/action/answer';
import type { ItemRun } from '../../../shared/action/itemRun';
import { AI_RESPONSES_PATH } from '../../api';

/** What an answer of the AI shows. */
export const AI_RESPONSE_ANSWER: LargeAnswer = {
	simple: ['id', 'ticket_id', 'response_text', 'confidence_score', 'status', 'created_at'],
	others: ['conversation_id', 'ticket'],
	simplifies: false,
};

/** Which answer of the AI. */
export const aiResponseIdField: INodeProperties = {
	displayName: 'AI Response ID',
	name: 'aiResponseId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 4b0f7a52-7d1f-4c0c-9c55-1f4f4f0c8e21',
	description: 'The answer of the AI, as an event of the trigger or Get Many names it',
};

/** Who looked at the answer. */
export const reviewedByField: INodeProperties = {
	displayName: 'Reviewed By',
	name: 'reviewedBy',
	type: 'string',
	default: '',
	placeholder: 'e.g. jane@example.com',
	description: 'Who reviewed the answer. The server notes "system" where this is empty.',
};

/** The path of the answer that the node names. */
export function aiResponsePath(run: ItemRun): string {
	return `${AI_RESPONSES_PATH}/${run.segment('aiResponseId', 'AI Response ID')}`;
}

/** Who reviewed the answer, as the API takes it; nothing where nobody is named. */
export function reviewedBy(run: ItemRun): IDataObject {
	const name = run.text('reviewedBy');
	return name === '' ? {} : { reviewedBy: name };
}
