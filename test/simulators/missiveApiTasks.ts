import { untilPage } from './missiveApiPages';
import type { Written } from './missiveApiWriting';
import { refusal, type Answer, type RecordedRequest } from './shared/http';

const FILTERS = [
	'organization',
	'team',
	'assignee',
	'state',
	'type',
	'conversation',
	'due_at_gteq',
	'due_at_lteq',
];

/** "List tasks": newest activity first; `until` includes its own second. */
export function listTasks(request: RecordedRequest, tasks: readonly Written[]): Answer {
	const { query } = request;
	const unknown = [...query.keys()].find((name) => ![...FILTERS, 'limit', 'until'].includes(name));
	if (unknown !== undefined) return refusal(400, `There is no filter ${unknown}`);
	if (query.get('limit') === '1') return refusal(400, 'limit must be between 2 and 50');
	const filters = [...query].filter(([name]) => FILTERS.includes(name));
	const found = tasks.filter((task) =>
		filters.every(([name, value]) => matches(task, name, value)),
	);
	const page = untilPage(request, found, activityOf, { max: 50, fallback: 50, rule: 'inclusive' });
	return Array.isArray(page) ? { status: 200, body: { tasks: page } } : page;
}

/** "Get a task" */
export function getTask(id: string, tasks: readonly Written[]): Answer {
	const task = tasks.find((known) => known.id === id);
	return task ? { status: 200, body: { tasks: task } } : refusal(404, `There is no task ${id}`);
}

function activityOf(task: Written): number {
	return Number(task.last_activity_at ?? 0);
}

function matches(task: Written, filter: string, value: string): boolean {
	const due = Number(task.due_at ?? NaN);
	const assignees = Array.isArray(task.assignees) ? task.assignees : [];
	const tests: Record<string, boolean> = {
		assignee: assignees.includes(value),
		due_at_gteq: due >= Number(value),
		due_at_lteq: due <= Number(value),
		type: value === 'all' || (task.type ?? 'task') === value,
	};
	return tests[filter] ?? task[filter] === value;
}
