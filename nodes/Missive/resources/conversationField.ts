import type { INodeProperties } from 'n8n-workflow';

/** Which conversation an operation is about. */
export const conversationField: INodeProperties = {
	displayName: 'Conversation ID',
	name: 'conversationId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 47a57b76-df42-4d8f-927e-80dbe5d87191',
	description: 'The last part of its link in Missive. Events and messages of Missive hold it too.',
};

/** Which conversation something goes into. */
export const intoConversationField: INodeProperties = {
	...conversationField,
	required: false,
	description: 'Leave empty to begin a new conversation',
};
