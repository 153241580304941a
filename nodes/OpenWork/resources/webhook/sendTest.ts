import { readJsonObject } from '../../../shared/action/fields';
import type { Operation } from '../../../shared/action/operation';
import { TEST_PATH } from '../../api';
import { EVENT_TYPES } from '../../events';

export const sendTestEvent: Operation = {
	name: 'Send Test Event',
	value: 'sendTestEvent',
	action: 'Send test event to webhooks',
	description: 'Have OpenWork call all webhooks that subscribe to a type with an event of your own',
	fields: [
		{
			displayName: 'Event Type',
			name: 'eventType',
			type: 'options',
			options: [...EVENT_TYPES],
			default: 'app:health_warning',
			description: 'The type of the event',
		},
		{
			displayName: 'Source',
			name: 'source',
			type: 'string',
			default: 'test',
			description: 'Where the event is said to come from',
		},
		{
			displayName: 'Payload',
			name: 'payload',
			type: 'json',
			default: '{}',
			description: 'The payload of the event, a JSON object',
		},
	],

	async execute(run) {
		const source = run.text('source');
		const body = {
			eventType: run.required('eventType', 'Event Type'),
			...(source === '' ? {} : { source }),
			payload: readJsonObject('Payload', run.value('payload')) ?? {},
		};
		const purpose = 'send the test event';
		return await run.call({ method: 'POST', path: TEST_PATH, body, purpose });
	},
};
