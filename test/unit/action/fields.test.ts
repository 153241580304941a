import type { INodeProperties } from 'n8n-workflow';

import { listFields } from '../../../nodes/shared/action/fields';
import {
	actionFields,
	type Operation,
	type Resource,
} from '../../../nodes/shared/action/operation';

function operation(name: string, fields: readonly INodeProperties[]): Operation {
	return {
		name,
		value: name.toLowerCase(),
		action: `${name} a lamp`,
		description: `${name} one lamp`,
		fields,
		execute: async () => ({}),
	};
}

const title: INodeProperties = { displayName: 'Title', name: 'title', type: 'string', default: '' };

const lamp: Resource = {
	name: 'Lamp',
	value: 'lamp',
	operations: [operation('Dim', [title]), operation('List', listFields)],
};
const switchResource: Resource = { name: 'Switch', value: 'switch', operations: [] };

describe('the fields of an action node', () => {
	const [resource, ofLamp, ofSwitch, ...fields] = actionFields([lamp, switchResource]);

	it('choose the resource, and its operation with the text for the list of actions', () => {
		expect(resource).toMatchObject({
			name: 'resource',
			noDataExpression: true,
			default: 'lamp',
			options: [
				{ name: 'Lamp', value: 'lamp' },
				{ name: 'Switch', value: 'switch' },
			],
		});
		expect(ofLamp).toMatchObject({
			name: 'operation',
			noDataExpression: true,
			default: 'dim',
			displayOptions: { show: { resource: ['lamp'] } },
			options: [
				{ name: 'Dim', value: 'dim', action: 'Dim a lamp', description: 'Dim one lamp' },
				{ name: 'List', value: 'list', action: 'List a lamp', description: 'List one lamp' },
			],
		});
		expect(ofSwitch).toMatchObject({ options: [], default: '' });
	});

	it('are shown for their operation, and as they say themselves', () => {
		expect(fields.map(({ name, displayOptions }) => [name, displayOptions])).toEqual([
			['title', { show: { resource: ['lamp'], operation: ['dim'] } }],
			['returnAll', { show: { resource: ['lamp'], operation: ['list'] } }],
			['limit', { show: { resource: ['lamp'], operation: ['list'], returnAll: [false] } }],
		]);
	});
});
