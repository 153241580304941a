import type { IDataObject } from 'n8n-workflow';

import type { ConversationSettings } from './settings';

/** The body of `POST /conversations`, without what is empty. */
export function conversationBody(settings: ConversationSettings, callbackUrl: string): IDataObject {
	const { channel, useCase, workflowId, metadata, teamId } = settings;
	return {
		channel,
		usecase: useCase,
		config: {
			...(workflowId === undefined ? {} : { workflow_id: workflowId }),
			callback_url: callbackUrl,
		},
		...(metadata === undefined ? {} : { metadata }),
		...(teamId === undefined ? {} : { team_id: teamId }),
	};
}
