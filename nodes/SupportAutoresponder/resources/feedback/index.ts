import type { Resource } from '../../../shared/action/operation';
import { createFeedback } from './create';
import { getFeedback } from './getAll';

/** What customers think of what they were answered. */
export const feedback: Resource = {
	name: 'Feedback',
	value: 'feedback',
	operations: [createFeedback, getFeedback],
};
