/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { compileFunction } from 'node:vm';

import { loadExample, nodeNamed } from '../../support/examples';

const NOW_MS = Date.UTC(2026, 10, 25, 12);
const HOUR_MS = 60 * 60 * 1000;
const HOSTILE = `"'><img src=x onerror=alert(1)></title></script><script>alert(1)</script>`;
const TOKEN = 'aaa.bbb.c-c_c';

interface Row {
	id: number;
	eventId: string;
	app: string;
	type: string;
	state: string;
	message: string | null;
	recommendation: string | null;
	happenedAt: string;
}

interface Shown {
	page: string;
	state: {
		summary: string;
		html: string;
		token: string;
		apps: Array<Record<string, unknown> & { timeline: object[] }>;
	};
}

const { jsCode } = nodeNamed(loadExample('connection-dashboard'), 'Dashboard').parameters;
const code = compileFunction(String(jsCode), ['$input', '$', 'Date']);

/** The time of the tests, wherever the code asks for it. */
class FixedDate extends Date {
	static now = () => NOW_MS;
}

/** What the Code node makes of these rows of the Data Table. */
function shown(rows: Array<Partial<Row>>): Shown {
	const items = { all: () => rows.map((json) => ({ json })) };
	const signIn = () => ({ first: () => ({ json: { token: TOKEN } }) });
	const [item] = code(items, signIn, FixedDate) as [{ json: Shown }];
	return item.json;
}

let lastId = 0;
function row(hoursAgo: number, state: string, changes: Partial<Row> = {}): Row {
	const id = ++lastId;
	const happenedAt = new Date(NOW_MS - hoursAgo * HOUR_MS).toISOString();
	const texts = { message: '', recommendation: '' };
	return {
		...{ id, eventId: `evt-${id}`, app: 'whatsapp', type: 'app:health_check', state, happenedAt },
		...{ ...texts, ...changes },
	};
}

const at = (hoursAgo: number) => new Date(NOW_MS - hoursAgo * HOUR_MS).toISOString();

it('shows nothing before the first event', () => {
	// What n8n's Always Output Data puts out for an empty table.
	const { page, state } = shown([{}]);

	expect(state.apps).toEqual([]);
	expect(page).toContain('No events yet');
});

it('tells since when an app is how it is, whatever order the events came in', () => {
	const { state } = shown([
		row(1, 'warning', { type: 'app:health_warning', message: 'Slow', recommendation: 'Wait' }),
		row(3, 'healthy'),
		row(2, 'warning', { type: 'app:health_warning', message: 'Slower' }),
	]);

	expect(state.summary).toBe('1 of 1 app needs a look.');
	expect(state.apps).toEqual([
		expect.objectContaining({
			...{ app: 'whatsapp', state: 'warning', since: at(2), lastEventAt: at(1) },
			...{ message: 'Slow', recommendation: 'Wait' },
			warnings: [
				{ at: at(1), message: 'Slow', recommendation: 'Wait' },
				{ at: at(2), message: 'Slower', recommendation: '' },
			],
			timeline: [
				{ state: 'healthy', from: at(3), to: at(2) },
				{ state: 'warning', from: at(2), to: at(0) },
			],
			shares: { healthy: 33.3, warning: 66.7 },
		}),
	]);
	expect(state.html).toContain('Last 3 h: warning 66.7 %, healthy 33.3 %');
});

it('draws the last 24 hours, with the state that an app was in when they began', () => {
	const { state } = shown([row(40, 'critical'), row(30, 'healthy'), row(12, 'disconnected')]);

	expect(state.apps[0]?.timeline).toEqual([
		{ state: 'healthy', from: at(24), to: at(12) },
		{ state: 'disconnected', from: at(12), to: at(0) },
	]);
	expect(state.html).toContain('x="0.0" y="32" width="720.0" height="12"');
	expect(state.html).toContain('x="720.0" y="4" width="720.0" height="40"');
});

it('keeps the last five warnings of an app', () => {
	const type = 'app:health_warning';
	const { state } = shown([1, 2, 3, 4, 5, 6].map((hours) => row(hours, 'warning', { type })));
	expect(state.apps[0]?.warnings).toHaveLength(5);
});

it('says when all apps are healthy', () => {
	const { state } = shown([row(1, 'healthy'), row(0, 'healthy', { app: 'slack' })]);
	expect(state.summary).toBe('All apps are healthy.');
	expect(state.apps.map(({ app }) => app)).toEqual(['slack', 'whatsapp']);
});

it('takes a state that it does not know for unknown', () => {
	for (const state of ['on fire', 'constructor', '']) {
		expect(shown([row(1, state)]).state.apps[0]).toMatchObject({ state: 'unknown' });
	}
});

it.each(['app', 'type', 'state', 'message', 'recommendation', 'eventId'])(
	'lets nothing through that comes from an event: %s',
	(column) => {
		const type = 'app:health_warning';
		const { page, state } = shown([row(1, 'warning', { type, [column]: HOSTILE })]);

		for (const html of [page, state.html]) {
			expect(html).not.toContain('<img');
			expect(html).not.toContain('alert(1)</script>');
			expect(html).not.toContain(`"'>`);
		}
		expect(page.match(/<script/g)).toHaveLength(1);
	},
);

it('runs no script and no style but its own', () => {
	const { page } = shown([]);
	expect(page).toContain(`script-src 'nonce-c-c_c'`);
	expect(page).toContain('<script nonce="c-c_c">');
	expect(page).not.toMatch(/\bsrc=|\bstyle=|\bon\w+=/);
});

it('gives a reader without eyes or colours what others see', () => {
	const { page } = shown([row(1, 'warning')]);
	expect(page).toContain('<html lang="en">');
	expect(page).toContain('role="img" aria-label="whatsapp: Last 1 h: warning 100 %"');
	expect(page).toContain('<p id="summary" role="status">');
	expect(page).toContain('<span aria-hidden="true">▲</span> Warning since');
	expect(page).toContain('prefers-color-scheme: dark');
});
