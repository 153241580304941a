import type { Operation } from '../../../shared/action/operation';
import type { ApiCall } from '../../../shared/vendorApi/vendorApi';
import { conversationBody, CONVERSATIONS_PATH } from '../../api';
import { conversationFields } from '../../fields/conversation';
import { readConversationSettings } from '../../settings';
import { callbackFields, readCallback } from './callback';

export const createConversation: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create conversation',
	description: 'Start a conversation whose messages are posted to a URL',
	fields: [...callbackFields, ...conversationFields],

	async execute(run) {
		const settings = readConversationSettings(run.context.getNode(), (name) => run.value(name, ''));
		const { url, tokens } = await readCallback(run);
		const call: ApiCall = {
			method: 'POST',
			path: CONVERSATIONS_PATH,
			body: conversationBody(settings, url),
			confidential: tokens,
			purpose: 'create the conversation',
		};
		const answer = await run.call(call);
		if (typeof answer.id === 'string' && answer.id !== '') return answer;
		throw run.unexpected(call, 'id');
	},
};
