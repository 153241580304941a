import { eventIdIn, newEventId } from '../../fleet/events';
import { inWhichRan, type StoredExecution, timesExecuted } from '../../fleet/executions';

/** An execution whose data is in the format of n8n's database: every value once, by its index. */
function stored(id: string, eventId: string | undefined, node: string, items = 1): StoredExecution {
	const data = JSON.stringify([
		{ resultData: '1' },
		{ runData: '2' },
		{ [node]: '3' },
		['4'],
		{ executionStatus: '5', data: '6' },
		'success',
		{ main: '7' },
		['8'],
		Array.from({ length: items }, () => '9'),
		{ json: '10' },
		{ id: '11' },
		eventId ?? '',
	]);
	return { id, status: 'success', eventId, data };
}

it('finds the id of an event in what n8n stores', () => {
	const id = newEventId();

	expect(eventIdIn(`[{"id":"1"},"${id}"]`)).toBe(id);
	expect(eventIdIn('[{"id":"1"}]')).toBeUndefined();
});

it('counts the executions of an event, and leaves out those whose payload is gone', () => {
	const [a, b] = [newEventId(), newEventId()];
	const executions = [
		stored('1', a, 'Work'),
		stored('2', b, 'Work'),
		stored('3', a, 'Work'),
		{ id: '4', status: 'error', eventId: undefined, data: '' },
	];

	expect([...timesExecuted(executions)]).toEqual([
		[a, 2],
		[b, 1],
	]);
});

it('finds the executions in which a node put something out', () => {
	const executions = [
		stored('1', newEventId(), 'Work'),
		stored('2', newEventId(), 'A Copy'),
		stored('3', newEventId(), 'Work', 0),
		{ id: '4', status: 'error', eventId: undefined, data: '' },
	];

	expect(inWhichRan(executions, 'Work').map(({ id }) => id)).toEqual(['1']);
});
