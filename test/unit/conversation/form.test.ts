import { ConversationApi } from '../../../credentials/ConversationApi.credentials';
import { conversationTriggerProperties } from '../../../nodes/Conversation/ConversationCallbackTrigger.description';

it('a new trigger waits for conversations made elsewhere, and makes none that nobody can delete', () => {
	const registration = conversationTriggerProperties.find(({ name }) => name === 'registration');
	expect(registration?.default).toBe('manual');
});

it('the credential names both addresses that the API is known by', () => {
	const baseUrl = new ConversationApi().properties.find(({ name }) => name === 'baseUrl');
	expect(baseUrl?.default).toBe('https://developer.gaife.com/api');
	expect(baseUrl?.description).toContain('https://developer.gaife.com/api');
	expect(baseUrl?.description).toContain('https://beta-api.gaife.com/developer/api');
	expect(baseUrl?.placeholder).toContain('https://beta-api.gaife.com/developer/api');
});
