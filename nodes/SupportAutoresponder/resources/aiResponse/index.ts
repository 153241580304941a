import type { Resource } from '../../../shared/action/operation';
import { approveAiResponse } from './approve';
import { editAiResponse } from './edit';
import { getAiResponse } from './get';
import { getAiResponses } from './getAll';
import { rejectAiResponse } from './reject';
import { sendAiResponse } from './send';

/** What the AI wrote, in the hands of a person. */
export const aiResponse: Resource = {
	name: 'AI Response',
	value: 'aiResponse',
	operations: [
		approveAiResponse,
		editAiResponse,
		getAiResponse,
		getAiResponses,
		rejectAiResponse,
		sendAiResponse,
	],
};
