import Ajv from 'ajv';

import { schemaFiles } from '../../../scripts/docs/schemas';
import { conversationPayload, type ConversationFixtureName } from '../../fixtures';

const validate = (() => {
	const file = schemaFiles().find(({ path }) => path.endsWith('conversation-callback.json'));
	return new Ajv().compile(JSON.parse(file?.text ?? 'null') as object);
})();

const NAMES: ConversationFixtureName[] = ['message', 'processed_message', 'media_message'];

describe.each(NAMES)('the schema of the Conversation API’s callback and the payload %s', (name) => {
	it('agree', () => {
		expect(validate(conversationPayload(name))).toBe(true);
	});

	it.each(['conversation_id', 'data', 'timestamp'])('do not without %s', (field) => {
		expect(validate({ ...conversationPayload(name), [field]: undefined })).toBe(false);
	});

	it.each(['id', 'content_type', 'type', 'status'])('do not without data.%s', (field) => {
		const payload = conversationPayload(name);
		expect(validate({ ...payload, data: { ...payload.data, [field]: null } })).toBe(false);
	});

	it('say something of every field', () => {
		const { properties } = validate.schema as {
			properties: { data: { properties: Record<string, { description?: string }> } };
		};
		const told = properties.data.properties;
		for (const field of Object.keys(conversationPayload(name).data)) {
			expect(told[field]?.description).toBeTruthy();
		}
	});
});
