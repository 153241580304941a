import type { IDataObject } from 'n8n-workflow';

import type { TokenField } from '../shared/state/secret';
import type { VendorApi } from '../shared/vendorApi/vendorApi';
import type { ConversationSettings } from './settings';

/** What the trigger's own conversation is called in what it keeps. */
export const CONVERSATION_KEY = 'conversation';

/** Path of the conversations, under the base URL. */
export const CONVERSATIONS_PATH = '/conversations';

/** Path of the messages that are sent, under the base URL. */
export const SEND_PATH = '/messages';

/** Path of the addresses that files are uploaded to, under the base URL. */
export const PRESIGN_PATH = '/media/presigned-url';

/** Path of a conversation's messages. The id is encoded already. */
export function messagesPath(id: string): string {
	return `${CONVERSATIONS_PATH}/${id}/messages`;
}

/** Where the API key stands. */
export const conversationToken: TokenField = { credential: 'conversationApi', field: 'apiKey' };

/**
 * The Conversation API. Its older pages have it at `https://developer.gaife.com/api`, newer ones at
 * `https://beta-api.gaife.com/developer/api`.
 */
export const conversationApi: VendorApi = {
	name: 'Conversation API',
	credentialType: 'conversationApi',
	explain(status, answer) {
		// "Status Codes" of the messages page: 422 is a missing organization id.
		if (status === 422 && /organi[sz]ation/i.test(answer)) {
			return 'The API key belongs to no organization. Create a key under API Access of your organization, and enter it in the credential.';
		}
		// "Security Requirements" of the integration guide: HTTPS is mandatory. No status is documented for it.
		const isAboutUrl = /callback_url|https/i.test(answer);
		if (!isAboutUrl || (status !== 400 && status !== 422)) return undefined;
		return 'The callback URL was refused. It has to be a public HTTPS address: check the URL under which n8n is reached (WEBHOOK_URL).';
	},
};

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
