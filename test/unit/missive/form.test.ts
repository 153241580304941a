import { type INodeProperties, type INodePropertyOptions, NodeHelpers } from 'n8n-workflow';

import {
	API_EVENT_TYPES,
	RULE_EVENT_TYPES,
	RULE_ONLY_EVENT_TYPES,
} from '../../../nodes/Missive/events';
import { Missive } from '../../../nodes/Missive/Missive.node';
import {
	missiveTriggerPanel,
	missiveTriggerProperties,
} from '../../../nodes/Missive/MissiveTrigger.description';
import { MissiveTrigger } from '../../../nodes/Missive/MissiveTrigger.node';
import { MISSIVE_HOOK_TYPES } from '../../simulators/missiveHooks';

/** What the editor shows for these parameters. */
function shown(parameters: object, fields: INodeProperties[] = missiveTriggerProperties) {
	return fields.filter((field) =>
		NodeHelpers.displayParameter(parameters as never, field, { typeVersion: 2 }, null),
	);
}

function field(parameters: object, name: string): INodeProperties {
	const [found, ...others] = shown(parameters).filter((candidate) => candidate.name === name);
	if (!found || others.length > 0) throw new Error(`${name} is not shown once`);
	return found;
}

const valuesOf = ({ options = [] }: INodeProperties) =>
	(options as INodePropertyOptions[]).map(({ value }) => value);

describe('the event types of the Missive Trigger', () => {
	it.each(API_EVENT_TYPES.map(({ value }) => value))(
		'come in either way where the API was found to take them: %s',
		(value) => {
			expect(MISSIVE_HOOK_TYPES['as found']).toContain(value);
			const registration = field({ eventTypes: [value] }, 'registration');
			expect(valuesOf(registration)).toEqual(['api', 'rule']);
			expect(registration.default).toBe('api');
		},
	);

	it.each(RULE_ONLY_EVENT_TYPES.map(({ value }) => value))(
		'come by a rule alone where it was not, and then the form offers no other way: %s',
		(value) => {
			expect(MISSIVE_HOOK_TYPES['as found']).not.toContain(value);
			const registration = field({ eventTypes: ['new_comment', value] }, 'registration');
			expect(valuesOf(registration)).toEqual(['rule']);
			expect(registration.default).toBe('rule');
		},
	);

	it('are those of the API, of the setup guide, and what rules are known for besides', () => {
		const offered = field({}, 'eventTypes');
		expect(valuesOf(offered)).toEqual(['*', ...RULE_EVENT_TYPES.map(({ value }) => value)]);
		expect(valuesOf(offered)).toEqual(expect.arrayContaining([...MISSIVE_HOOK_TYPES.documented]));
		const undocumented = RULE_EVENT_TYPES.filter(({ description }) =>
			description?.includes('does not document'),
		);
		const documented: readonly unknown[] = MISSIVE_HOOK_TYPES.documented;
		expect(undocumented.map(({ value }) => value)).toEqual(
			RULE_EVENT_TYPES.map(({ value }) => value).filter((value) => !documented.includes(value)),
		);
		expect(undocumented).toHaveLength(8);
	});

	it('are none at first, for each would get a webhook', () => {
		expect(field({}, 'eventTypes').default).toEqual([]);
	});
});

describe('the filters of the Missive Trigger', () => {
	const COMMON = ['contentContains', 'contentEndsWith', 'contentStartsWith', 'organization'];
	const EMAIL = ['fromEq', 'subjectContains'];
	const COMMENT = ['author', 'isTask', 'mention'];

	it.each([
		[['incoming_sms_message'], COMMON],
		[['incoming_email'], [...COMMON, ...EMAIL]],
		[
			['new_comment', 'incoming_sms_message'],
			[...COMMON, ...COMMENT],
		],
		[['*'], [...COMMON, ...EMAIL, ...COMMENT]],
		['={{ $json.types }}', [...COMMON, ...EMAIL, ...COMMENT]],
	])('are for %j those that fit', (eventTypes, names) => {
		const parameters = { registration: 'api', eventTypes };
		const { options } = field(parameters, 'filters');
		const offered = shown(parameters, options as INodeProperties[]);
		expect(offered.map(({ name }) => name).sort()).toEqual([...names].sort());
	});

	it('are none by a rule, whose conditions are Missive’s', () => {
		const names = shown({ registration: 'rule' }).map(({ name }) => name);
		expect(names).not.toContain('filters');
		expect(names).not.toContain('organization');
	});
});

describe('the help for a rule, whose URL Missive tries when it is saved', () => {
	const { inactive } = (missiveTriggerPanel as { executionsHelp: { inactive: string } })
		.executionsHelp;
	const notice = field({ registration: 'rule' }, 'ruleNotice').displayName;

	it.each([
		['the panel', inactive, ['Test URL', 'click the button', 'save the rule']],
		['the notice', notice, ['Production URL', 'publish this workflow', 'save the rule']],
		['the notice, to try it out', notice, ['Test URL', 'Execute step', 'save the rule']],
	])('names the steps in the order that works: %s', (_, text, steps) => {
		const start = Math.max(text.indexOf('By a Rule'), 0);
		const places = steps.map((step) => text.indexOf(step, start));
		expect(places).not.toContain(-1);
		expect([...places].sort((a, b) => a - b)).toEqual(places);
	});

	it('is true after publishing in either way', () => {
		const { activationMessage } = new MissiveTrigger().description;
		expect(activationMessage).toMatch(/^Events of Missive now start this workflow\..*By a rule/);
	});
});

describe('the forms of the Missive node', () => {
	const { properties } = new Missive().description;
	const names = (parameters: object) => shown(parameters, properties).map(({ name }) => name);

	it.each([
		[{ resource: 'draft', operation: 'create', channel: 'account' }, ['account', 'toId']],
		[{ resource: 'draft', operation: 'create', channel: 'phone' }, ['fromNumber', 'toNumber']],
		[{ resource: 'message', operation: 'create', format: 'email' }, ['account', 'from']],
		[{ resource: 'post', operation: 'create' }, ['notificationTitle', 'notificationBody']],
	])('mark what Missive does not do without: %j', (parameters, needed) => {
		const required = shown(parameters, properties).filter((property) => property.required);
		expect(required.map(({ name }) => name)).toEqual(needed);
	});

	it('keep in a collection what is rarely needed of people in other channels', () => {
		const other = names({ resource: 'message', operation: 'create', format: 'other' });
		const account = names({ resource: 'draft', operation: 'send', channel: 'account' });
		expect(other).toContain('people');
		expect(account).toContain('people');
		expect(other).not.toContain('toId');
		expect(account).not.toContain('fromId');
	});

	const optionsOf = (parameters: object, collection: string) => {
		const [found] = shown(parameters, properties).filter(({ name }) => name === collection);
		const offered = shown(parameters, found?.options as INodeProperties[]);
		return offered.map(({ name }) => name);
	};
	const EMAIL = ['addDefaultSignature', 'bccFields', 'ccFields', 'quotePreviousMessage'];
	const WHATSAPP = ['externalResponseId', 'externalResponseVariables'];

	it.each([
		['email', EMAIL],
		['phone', WHATSAPP],
		['account', []],
	])('offer the options of the channel and no other: %s', (channel, its) => {
		for (const operation of ['create', 'send']) {
			const offered = optionsOf({ resource: 'draft', operation, channel }, 'options');
			const special = offered.filter((name) => [...EMAIL, ...WHATSAPP].includes(name));
			expect(special.sort()).toEqual([...its].sort());
		}
	});

	it('offer a reply, which is an email, what emails have, and a time unless it is sent now', () => {
		const offered = (send: boolean) =>
			optionsOf({ resource: 'draft', operation: 'reply', send }, 'options');
		expect(offered(false)).toEqual(
			expect.arrayContaining(['addDefaultSignature', 'ccFields', 'sendAt']),
		);
		expect(offered(true)).not.toContain('sendAt');
	});

	it('offer copies of emails alone', () => {
		const offered = (format: string) =>
			optionsOf({ resource: 'message', operation: 'create', format }, 'options');
		expect(offered('email')).toContain('ccFields');
		expect(offered('other')).not.toContain('ccFields');
	});

	it('need the organization of a task that is in no conversation', () => {
		const organization = (subtask: boolean) =>
			shown({ resource: 'task', operation: 'create', subtask }, properties)
				.filter(({ name }) => name === 'organization')
				.map(({ required }) => required === true);
		expect(organization(false)).toEqual([true]);
		expect(organization(true)).toEqual([false]);
	});
});
