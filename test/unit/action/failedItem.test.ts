import { NodeApiError, NodeOperationError, UserError } from 'n8n-workflow';

import { failedItem, itemError } from '../../../nodes/shared/action/failedItem';

const node = {
	...{ id: 'node-1', name: 'Lamps', type: 'lamps', typeVersion: 1, parameters: {} },
	position: [0, 0] as [number, number],
};
const revealing = { ...node, parameters: { url: 'https://jo:pass-word@example.com' } };

describe('the error of an item', () => {
	it.each([
		['a NodeApiError', new NodeApiError(revealing, { message: 'x' }, { message: 'Refused' })],
		['a NodeOperationError', new NodeOperationError(revealing, 'Refused')],
	])(
		'stays %s, says which item it is about, and shows the node as it may be shown',
		(_, thrown) => {
			const error = itemError(node, 7, thrown);
			expect(error).toBe(thrown);
			expect(error.context.itemIndex).toBe(7);
			expect(JSON.stringify(error)).not.toContain('pass-word');
			expect(error.node).toBe(node);
		},
	);

	it('keeps the advice of what a person can mend, and takes anything for an error', () => {
		const thrown = new UserError('URL is empty', { description: 'Fill in the field.' });
		expect(itemError(node, 1, thrown)).toMatchObject({
			message: 'URL is empty',
			description: 'Fill in the field.',
			context: { itemIndex: 1 },
		});
		expect(itemError(node, 0, 'Bang').message).toBe('Bang');
	});

	it('does not hold the field of an expression that failed, as n8n leaves it in the error', () => {
		const thrown = new Error('Referenced node does not exist');
		Object.defineProperty(thrown, 'cause', { value: '=https://jo:pass-word@{{ $("X").first() }}' });
		const error = itemError(node, 0, thrown);
		expect(error.message).toBe('Referenced node does not exist');
		const causes = [error.cause, (error.cause as Error | undefined)?.cause];
		expect(causes.map(String).join()).not.toContain('pass-word');
	});
});

describe('the item in the place of one that failed', () => {
	it('has the message, the advice and the status', () => {
		const error = new NodeApiError(node, {}, { message: 'Refused', description: 'a<br />b' });
		error.httpCode = '422';
		expect(failedItem(node, 2, error)).toEqual({
			json: { error: 'Refused', description: 'a\nb', httpCode: '422' },
			pairedItem: { item: 2 },
		});
	});
});
