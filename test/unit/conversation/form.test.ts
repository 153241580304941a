import { ConversationApi } from '../../../credentials/ConversationApi.credentials';
import { Conversation } from '../../../nodes/Conversation/Conversation.node';
import { ConversationTrigger } from '../../../nodes/Conversation/ConversationTrigger.node';
import {
	conversationTriggerHints,
	conversationTriggerProperties,
} from '../../../nodes/Conversation/ConversationTrigger.description';

it('a new trigger waits for conversations made elsewhere, and makes none that nobody can delete', () => {
	const registration = conversationTriggerProperties.find(({ name }) => name === 'registration');
	expect(registration?.default).toBe('manual');
});

describe('n8n’s own sentences about the two nodes make sense', () => {
	const { description: trigger } = new ConversationTrigger();
	const { description: action } = new Conversation();

	it('for the names are pairs to it', () => {
		expect(trigger.name).toBe(`${action.name}Trigger`);
		expect(trigger.displayName).toBe(`${action.displayName} Trigger`);
	});

	it('“Go to Conversation API and create an event”', () => {
		// As getTriggerNodeServiceName of n8n 2.41 takes it from the display name.
		expect(trigger.displayName.replace(/ trigger/i, '')).toBe('Conversation API');
	});
});

it('the node that creates a conversation says where its ID is found', () => {
	const { description } = new ConversationTrigger();
	const PATH = 'delivery.registration.conversationId';
	expect(description.activationMessage).toContain(PATH);
	const notice = conversationTriggerProperties.find(({ name }) => name === 'createNotice');
	expect(notice?.displayName).toContain(PATH);
	expect(description.hints).toEqual(expect.arrayContaining(conversationTriggerHints));
	expect(conversationTriggerHints.map(({ whenToDisplay }) => whenToDisplay)).toEqual([
		'beforeExecution',
		'afterExecution',
	]);
	for (const { message, displayCondition } of conversationTriggerHints) {
		expect(message).toContain(PATH);
		expect(displayCondition).toContain('"create"');
	}
});

it('the credential names both addresses that the API is known by', () => {
	const baseUrl = new ConversationApi().properties.find(({ name }) => name === 'baseUrl');
	expect(baseUrl?.default).toBe('https://developer.gaife.com/api');
	expect(baseUrl?.description).toContain('https://developer.gaife.com/api');
	expect(baseUrl?.description).toContain('https://beta-api.gaife.com/developer/api');
	expect(baseUrl?.placeholder).toContain('https://beta-api.gaife.com/developer/api');
});

it.each([
	['the trigger', new ConversationTrigger(), 'additionalFields'],
	['Conversation: Create', new Conversation(), 'additionalFields'],
	['Message: Send', new Conversation(), 'options'],
] as const)('what %s can do without stands in a collection', (_where, node, collection) => {
	const { properties } = node.description;
	const optional = ['metadata', 'teamId'];
	expect(properties.filter(({ name }) => optional.includes(name))).toEqual([]);
	const collected = properties
		.filter(({ name }) => name === collection)
		.flatMap(({ options = [] }) => options.map(({ name }) => name));
	expect(collected).toContain('metadata');
});
