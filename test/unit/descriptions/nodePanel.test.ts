import { NodeHelpers } from 'n8n-workflow';

import { API_EVENT_TYPES, RULE_ONLY_EVENT_TYPES } from '../../../nodes/Missive/events';
import { descriptionOf, descriptions } from '../../support/descriptions';
import { triggerEntries } from '../../support/nodePanel';

const triggers = descriptions.filter(({ group }) => group.includes('trigger'));
const withTypes = triggers.filter(({ properties }) =>
	properties.some(({ name, type }) => name === 'eventTypes' && type === 'multiOptions'),
);

const entriesOf = (name: string) => triggerEntries(descriptionOf(name));

describe('n8n’s node panel', () => {
	it('has entries for the events of each trigger whose events have a list', () => {
		expect(withTypes.map(({ name }) => name)).toEqual([
			'missiveTrigger',
			'openWorkTrigger',
			'conversationTrigger',
			'supportAutoresponderTrigger',
		]);
	});

	describe.each(withTypes)('of the $displayName', (description) => {
		const entries = triggerEntries(description);

		it('begins with all events', () => {
			expect(entries[0]).toMatchObject({
				text: 'On any event',
				parameters: { eventTypes: ['*'] },
			});
		});

		it('reads well, and names no two entries alike', () => {
			const texts = entries.map(({ text }) => text);
			for (const text of texts) {
				expect(text).toMatch(/^On ([a-z]+|AI|SMS|Facebook|Instagram|Twilio|WhatsApp)( |$)/);
				expect(text).not.toMatch(/\b(an?|the)\b|[.:_]/);
			}
			expect(new Set(texts).size).toBe(texts.length);
		});

		it('adds the node with the event selected, and nothing that n8n would complain about', () => {
			const { properties, version } = description;
			for (const { text, parameters } of entries) {
				expect([text, parameters.eventTypes]).toEqual([text, [expect.any(String)]]);
				const node = { typeVersion: version as number, parameters, name: 'Trigger' };
				const issues = NodeHelpers.getNodeParametersIssues(properties, node as never, description);
				expect([text, issues]).toEqual([text, null]);
			}
		});
	});

	it.each([
		['missiveTrigger', 'On label change', { eventTypes: ['label_change'] }],
		['openWorkTrigger', 'On app health warning', { eventTypes: ['app:health_warning'] }],
		['conversationTrigger', 'On message received', { eventTypes: ['message.received'] }],
		['supportAutoresponderTrigger', 'On ticket escalated', { eventTypes: ['ticket.escalated'] }],
	])('of %s has %j', (name, text, parameters) => {
		expect(entriesOf(name)).toContainEqual({
			text,
			parameters: expect.objectContaining(parameters) as unknown,
		});
	});

	it('of Missive registers each event in a way by which it comes', () => {
		const registrations = new Map(
			entriesOf('missiveTrigger').map(({ parameters }) => [
				(parameters.eventTypes as string[])[0],
				parameters.registration,
			]),
		);
		const wanted = new Map([
			['*', 'api'],
			...API_EVENT_TYPES.map(({ value }) => [value, 'api'] as const),
			...RULE_ONLY_EVENT_TYPES.map(({ value }) => [value, 'rule'] as const),
		]);
		expect(registrations).toEqual(wanted);
	});
});
