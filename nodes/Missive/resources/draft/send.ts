import type { Operation } from '../../../shared/action/operation';
import { intoConversationField, organizationField } from '../fields';
import { messageFields, readDraft } from './message';
import { sendOptions } from './options';
import { writeDraft } from './write';

/** Missive sends what is written with `send`; it offers no way to send a draft that exists. */
export const sendDraft: Operation = {
	name: 'Send',
	value: 'send',
	action: 'Send message',
	description: 'Write a message and send it at once',
	fields: [...messageFields, intoConversationField, organizationField, sendOptions],
	execute: async (run) =>
		await writeDraft(run, 'send the message', { ...readDraft(run), send: true }),
};
