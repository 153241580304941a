import type { Operation } from '../../../shared/action/operation';
import { intoConversationField, organizationField } from '../fields';
import { messageFields, readDraft } from './message';
import { createOptions } from './options';
import { writeDraft } from './write';

export const createDraft: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create draft',
	description: 'Write a message that waits in Missive to be sent',
	fields: [...messageFields, intoConversationField, organizationField, createOptions],
	execute: async (run) => await writeDraft(run, 'create the draft', readDraft(run)),
};
