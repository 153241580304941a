import { type IDataObject, UserError } from 'n8n-workflow';

import type { ItemRun } from '../../../shared/action/itemRun';
import type { Operation } from '../../../shared/action/operation';
import { isObject } from '../../../shared/lib/json';
import { readAddresses } from '../apiFields';
import { chosenPath, CONVERSATION, conversationField, organizationField } from '../fields';
import { replyOptions } from './options';
import { writeDraft } from './write';

/** Missive has no call of its own for a reply: it is a draft in the conversation, for whoever wrote last. */
export const replyDraft: Operation = {
	name: 'Create Reply',
	value: 'reply',
	action: 'Create reply to conversation',
	description: 'Answer the latest email of a conversation, with a draft or at once',
	fields: [
		conversationField,
		{
			displayName: 'Body',
			name: 'body',
			type: 'string',
			typeOptions: { rows: 5 },
			default: '',
			description: 'The answer, as HTML or text',
		},
		{
			displayName: 'Quote Previous Message',
			name: 'quotePreviousMessage',
			type: 'boolean',
			default: true,
			description:
				'Whether to quote the latest message of the conversation, which shows its text to all recipients',
		},
		{
			displayName: 'Reply to All',
			name: 'replyAll',
			type: 'boolean',
			default: false,
			description: 'Whether those who got a copy of the message get one of the answer too',
		},
		{
			displayName: 'Send Now',
			name: 'send',
			type: 'boolean',
			default: false,
			description: 'Whether to send the answer at once. Otherwise it waits in Missive as a draft.',
		},
		{
			displayName: 'From',
			name: 'from',
			type: 'string',
			default: '',
			placeholder: 'e.g. Support <support@example.com>',
			description: 'Has to be one of your addresses in Missive',
		},
		organizationField,
		replyOptions,
	],

	async execute(run) {
		const latest = await latestEmail(run);
		const [from] = readAddresses(run.value('from', '')) ?? [];
		const send = run.value('send', false) === true;
		return await writeDraft(run, send ? 'send the reply' : 'create the reply', {
			...addressed(latest, run.value('replyAll', false) === true),
			...(from ? { from_field: from } : {}),
			body: run.text('body'),
			quote_previous_message: run.value('quotePreviousMessage', true) === true,
			...(send ? { send } : {}),
		});
	},
};

async function latestEmail(run: ItemRun): Promise<IDataObject> {
	const path = `${chosenPath(run, CONVERSATION)}/messages`;
	const purpose = 'find the message to reply to';
	const [latest] = await run.list(
		{ method: 'GET', path, query: { limit: 1 }, purpose },
		'messages',
	);
	if (!latest) {
		throw new UserError('There is no message to reply to in this conversation', {
			description: 'Write to somebody with the operation Create or Send.',
		});
	}
	if (latest.type === undefined || latest.type === 'email') return latest;
	throw new UserError(`The latest message is no email, but of the type ${String(latest.type)}`, {
		description: 'Answer it with the operation Create or Send, and choose the channel there.',
	});
}

/** Whom a reply to the message goes to, and under which subject. A message of our own is followed up. */
function addressed(message: IDataObject, toAll: boolean): IDataObject {
	const to = addresses(message.to_fields);
	const replyTo = addresses(message.reply_to_fields);
	const sender = addresses([message.from_field]);
	// Messages that users of Missive have written name them as authors.
	const isOwn = isObject(message.author);
	const recipients = isOwn ? to : replyTo.length > 0 ? replyTo : sender;
	const taken = new Set([...recipients, ...sender].map(({ address }) => address));
	const copies = isOwn || !toAll ? [] : to;
	const cc = toAll ? [...copies, ...addresses(message.cc_fields)] : [];
	const others = cc.filter(({ address }) => !taken.has(address));
	return {
		...(isOwn && sender[0] ? { from_field: sender[0] } : {}),
		to_fields: recipients,
		...(others.length > 0 ? { cc_fields: others } : {}),
		subject: replySubject(message.subject),
	};
}

function addresses(fields: unknown): IDataObject[] {
	if (!Array.isArray(fields)) return [];
	return fields.filter(isObject).flatMap(({ name, address }) => {
		if (typeof address !== 'string' || address === '') return [];
		return [typeof name === 'string' && name !== '' ? { name, address } : { address }];
	});
}

function replySubject(subject: unknown): string {
	const text = typeof subject === 'string' ? subject : '';
	return /^re:/i.test(text) ? text : `Re: ${text}`.trim();
}
