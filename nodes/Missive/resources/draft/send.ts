import { type IDataObject, UserError } from 'n8n-workflow';

import type { ItemRun } from '../../../shared/action/itemRun';
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

	async execute(run) {
		const message = readDraft(run);
		assertRecipient(run, message);
		return await writeDraft(run, 'send the message', { ...message, send: true });
	},
};

/** A draft may wait for its recipients; an email that is sent has some, be it as a copy. */
function assertRecipient(run: ItemRun, message: IDataObject): void {
	const { ccFields, bccFields } = run.added('options');
	if (message.to_fields !== undefined || ccFields !== undefined || bccFields !== undefined) return;
	throw new UserError('To is empty', {
		description: 'Fill in the field, or correct the expression that it is taken from.',
	});
}
