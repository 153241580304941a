import type { Resource } from '../../../shared/action/operation';
import { createDraft } from './create';
import { sendDraft } from './send';

export const draft: Resource = {
	name: 'Draft',
	value: 'draft',
	operations: [createDraft, sendDraft],
};
