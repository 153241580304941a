import type { INodeProperties } from 'n8n-workflow';

/** Which conversation. */
export const conversationIdField: INodeProperties = {
	displayName: 'Conversation ID',
	name: 'conversationId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. {{ $json.conversation_id }}',
	description:
		'The conversation, as it was created or as a callback names it. The API lists none to choose from.',
};
