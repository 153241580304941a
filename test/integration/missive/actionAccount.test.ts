import { Missive } from '../../../nodes/Missive/Missive.node';
import { listSearch, loadOptions } from '../../../nodes/Missive/listSearch';
import { executeContext } from '../../support/executeContext';
import { BOOK, FRODO, LABEL, MissiveDesk, ORG, picked, TEAM } from './actionSetup';

let desk: MissiveDesk;
beforeEach(async () => {
	desk = await MissiveDesk.open();
});
afterEach(async () => await desk.close());

async function reopen(options: Parameters<typeof MissiveDesk.open>[0]): Promise<void> {
	await desk.close();
	desk = await MissiveDesk.open(options);
}

describe.each([
	['organization', '/organizations', ORG],
	['team', '/teams', TEAM],
	['user', '/users', FRODO],
	['sharedLabel', '/shared_labels', LABEL],
])('Get Many of %s', (resource, path, id) => {
	it('gives what the account holds', async () => {
		expect(await desk.run([resource, 'getAll'])).toMatchObject([{ id }]);
		expect(desk.urls).toEqual([`${path}?limit=50&offset=0`]);
	});

	it('reads to the end where the user wants it', async () => {
		const many = Array.from({ length: 250 }, (_, index) => ({
			id: `id-${index}`,
			name: `Name ${index}`,
			email: `${index}@example.com`,
			organization: ORG,
		}));
		const account = { organizations: many, teams: many, users: many, sharedLabels: many };
		await reopen({ account });
		expect(await desk.run([resource, 'getAll'], { returnAll: true })).toHaveLength(250);
		expect(await desk.run([resource, 'getAll'], { limit: 3 })).toHaveLength(3);
		expect(desk.urls).toEqual([
			`${path}?limit=200&offset=0`,
			`${path}?limit=200&offset=200`,
			`${path}?limit=3&offset=0`,
		]);
	});
});

it('is what the node runs', async () => {
	const setup = desk.setup({ resource: 'team', operation: 'getAll' });
	expect(await new Missive().execute.call(executeContext(setup))).toMatchObject([
		[{ json: { id: TEAM }, pairedItem: { item: 0 } }],
	]);
});

it('narrows teams, users and labels to an organization', async () => {
	const organization = picked(ORG);
	for (const resource of ['team', 'user', 'sharedLabel']) {
		expect(await desk.run([resource, 'getAll'], { organization })).toHaveLength(1);
		expect(desk.urls.at(-1)).toContain(`?organization=${ORG}&`);
	}
});

describe('the pickers', () => {
	it.each([
		['searchOrganizations', ORG, 'Fellowship'],
		['searchTeams', TEAM, 'Hobbits'],
		['searchUsers', FRODO, 'Frodo Baggins'],
		['searchSharedLabels', LABEL, 'Peoples/Elfs'],
		['searchContactBooks', BOOK, 'Middle-earth'],
	] as const)('%s by name', async (method, value, name) => {
		const found = { results: [{ name, value }], paginationToken: undefined };
		expect(await listSearch[method].call(desk.panel())).toEqual(found);
		expect(await listSearch[method].call(desk.panel(), name.slice(2).toUpperCase())).toEqual(found);
		expect(await listSearch[method].call(desk.panel(), 'nothing like it')).toEqual({
			results: [],
			paginationToken: undefined,
		});
	});

	it.each([
		['the one that is picked', picked(ORG), `?limit=200&offset=0&organization=${ORG}`],
		[
			'none while that comes from an expression',
			picked('={{ $json.id }}', 'id'),
			'?limit=200&offset=0',
		],
		['none while none is picked', picked(''), '?limit=200&offset=0'],
	])('look in the organization of the node: %s', async (_what, organization, query) => {
		await listSearch.searchTeams.call(desk.panel({ organization }));
		await listSearch.searchOrganizations.call(desk.panel({ organization }));
		expect(desk.urls).toEqual([`/teams${query}`, '/organizations?limit=200&offset=0']);
	});

	it('read on until something is found, and say where to go on', async () => {
		const teams = Array.from({ length: 450 }, (_, index) => ({
			id: `team-${index}`,
			name: `Team ${index}.`,
			organization: ORG,
		}));
		await reopen({ account: { teams } });
		const found = await listSearch.searchTeams.call(desk.panel(), 'team 399.');
		expect(found).toEqual({
			results: [{ name: 'Team 399.', value: 'team-399' }],
			paginationToken: '400',
		});
		const { results } = await listSearch.searchTeams.call(desk.panel(), '', '400');
		expect(results).toHaveLength(50);
	});

	it('fall back to the address of a user without a name, and to the ID', async () => {
		const users = [{ id: 'u1', name: null, email: 'u1@example.com' }, { id: 'u2' }];
		await reopen({ account: { users: users as never } });
		const { results } = await listSearch.searchUsers.call(desk.panel());
		expect(results.map(({ name }) => name)).toEqual(['u1@example.com', 'u2']);
	});

	it('say what to do when the token is refused', async () => {
		desk.vendor.failNext({ status: 401, body: { error: 'Invalid token' } });
		await expect(listSearch.searchUsers.call(desk.panel())).rejects.toThrow(
			'Missive could not list the users: The credential was refused',
		);
	});

	it('give fields for several things all of them, from A to Z', async () => {
		const users = Array.from({ length: 201 }, (_, index) => ({
			id: `u${index}`,
			name: `User ${String(200 - index).padStart(3, '0')}`,
			email: '',
		}));
		await reopen({ account: { users } });
		const options = await loadOptions.getUsers.call(desk.panel());
		expect(options).toHaveLength(201);
		expect(options[0]).toEqual({ name: 'User 000', value: 'u200' });
		expect(await loadOptions.getSharedLabels.call(desk.panel())).toEqual([
			{ name: 'Peoples/Elfs', value: LABEL },
		]);
	});
});

describe('Hook', () => {
	it('is created as the documentation shows it, and deleted', async () => {
		const [hook] = await desk.run(['hook', 'create'], {
			type: 'new_comment',
			url: 'https://hooks.example.com/callback',
			organization: picked(ORG),
			filters: {
				isTask: true,
				author: picked(FRODO),
				mention: picked(FRODO),
				contentContains: 'search text',
				contentStartsWith: 'prefix',
				contentEndsWith: 'suffix',
			},
		});
		expect(desk.sent).toEqual({
			hooks: {
				type: 'new_comment',
				url: 'https://hooks.example.com/callback',
				organization: ORG,
				is_task: true,
				author: FRODO,
				mention: FRODO,
				content_contains: 'search text',
				content_starts_with: 'prefix',
				content_ends_with: 'suffix',
			},
		});
		const hookId = String(hook?.id);
		expect([...desk.vendor.hooks.keys()]).toEqual([hookId]);
		expect(await desk.run(['hook', 'delete'], { hookId })).toEqual([{ deleted: true }]);
		expect(desk.vendor.hooks.size).toBe(0);
		await expect(desk.run(['hook', 'delete'], { hookId })).rejects.toThrow('status 404');
	});

	it('takes the filters of emails', async () => {
		await desk.run(['hook', 'create'], {
			type: 'incoming_email',
			url: 'https://hooks.example.com/callback',
			filters: { fromEq: 'sam@fellowship.org', subjectContains: 'Mordor' },
		});
		expect(desk.sent).toEqual({
			hooks: {
				type: 'incoming_email',
				url: 'https://hooks.example.com/callback',
				from_eq: 'sam@fellowship.org',
				subject_contains: 'Mordor',
			},
		});
	});

	it('leaves out filters that were set for another type', async () => {
		await desk.run(['hook', 'create'], {
			type: 'incoming_sms_message',
			url: 'https://hooks.example.com/callback',
			filters: { isTask: true, fromEq: 'sam@fellowship.org', contentContains: 'Mordor' },
		});
		expect(desk.sent).toEqual({
			hooks: {
				type: 'incoming_sms_message',
				url: 'https://hooks.example.com/callback',
				content_contains: 'Mordor',
			},
		});
	});

	it('says what to do about a type that Missive refuses', async () => {
		const url = 'https://hooks.example.com/callback';
		const parameters = { type: 'other', otherType: 'no_such_type', url };
		const failed = desk.run(['hook', 'create'], parameters);
		await expect(failed).rejects.toThrow(/no_such_type.*set Registration to By a Rule/);
		await expect(failed).rejects.toMatchObject({
			description: expect.stringContaining('no_such_type'),
		});
		await expect(
			desk.run(['hook', 'create'], { type: 'other', otherType: '', url }),
		).rejects.toThrow('Other Event Type is empty');
		await expect(desk.run(['hook', 'create'], { type: 'new_comment', url: '' })).rejects.toThrow(
			'URL is empty',
		);
	});
});
