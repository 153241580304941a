import type { Resource } from '../../../shared/action/operation';
import { createDraft } from './create';
import { deleteDraft } from './delete';
import { replyDraft } from './reply';
import { sendDraft } from './send';

export const draft: Resource = {
	name: 'Draft',
	value: 'draft',
	operations: [createDraft, replyDraft, deleteDraft, sendDraft],
};
