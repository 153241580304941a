import { CONVERSATION, FRODO, LABEL, MissiveDesk, ORG, picked, TEAM } from './actionSetup';

let desk: MissiveDesk;
beforeEach(async () => {
	desk = await MissiveDesk.open();
});
afterEach(async () => await desk.close());

async function reopen(options: Parameters<typeof MissiveDesk.open>[0]): Promise<void> {
	await desk.close();
	desk = await MissiveDesk.open(options);
}

const ids = (entries: object[]) => entries.map((entry) => (entry as { id: string }).id);

describe('Conversation: Get', () => {
	it('gives what Missive answers', async () => {
		const [conversation] = await desk.run(['conversation', 'get'], {
			conversationId: CONVERSATION,
		});
		expect(desk.urls).toEqual([`/conversations/${CONVERSATION}`]);
		expect(conversation).toMatchObject({
			id: CONVERSATION,
			organization: { id: ORG },
			assignees: [{ id: FRODO }],
			shared_label_names: 'Elfs',
		});
	});

	it('gives less where the user wants it', async () => {
		const parameters = { conversationId: CONVERSATION, simplify: true };
		expect(await desk.run(['conversation', 'get'], parameters)).toEqual([
			{
				id: CONVERSATION,
				subject: 'Mordor GPS coordinates',
				assignee_names: 'Frodo Baggins',
				assignee_emails: 'frodo@fellowship.org',
				shared_label_names: 'Elfs',
				last_activity_at: 1548434556,
			},
		]);
	});

	it('says what to do about an unknown one, and asks for no empty one', async () => {
		await expect(desk.run(['conversation', 'get'], { conversationId: 'x' })).rejects.toThrow(
			/Missive could not get the conversation: Nothing was found there.*status 404/,
		);
		await expect(desk.run(['conversation', 'get'], { conversationId: ' ' })).rejects.toThrow(
			'Conversation is empty',
		);
		await expect(desk.run(['conversation', 'get'], { conversationId: '..' })).rejects.toThrow(
			'not valid',
		);
		expect(desk.urls).toEqual(['/conversations/x']);
	});

	it('says so when the answer holds no conversation', async () => {
		desk.vendor.failNext({ status: 200, body: { conversations: [] } });
		await expect(
			desk.run(['conversation', 'get'], { conversationId: CONVERSATION }),
		).rejects.toThrow('The answer holds no conversations');
	});
});

describe('Conversation: Get Many', () => {
	it.each([
		[{ mailbox: 'inbox' }, 'inbox=true'],
		[{ mailbox: 'flagged' }, 'flagged=true'],
		[{ mailbox: 'shared_label', sharedLabel: picked(LABEL) }, `shared_label=${LABEL}`],
		[{ mailbox: 'team_inbox', team: picked(TEAM) }, `team_inbox=${TEAM}`],
		[{ mailbox: 'team_closed', team: picked(TEAM, 'id') }, `team_closed=${TEAM}`],
		[
			{
				mailbox: 'all',
				filters: { email: 'sam@fellowship.org', organization: picked(ORG) },
			},
			`email=sam@fellowship.org&organization=${ORG}&all=true`,
		],
		[{ mailbox: 'all', filters: { contactOrganization: 'x' } }, 'contact_organization=x&all=true'],
		[{ mailbox: 'all', filters: { domain: '', organization: picked('') } }, 'all=true'],
	])('asks for %j', async (parameters, query) => {
		await desk.run(['conversation', 'getAll'], { ...parameters, limit: 5 });
		expect(desk.urls.map(decodeURIComponent)).toEqual([`/conversations?${query}&limit=5`]);
	});

	it('needs the label or team of its mailbox', async () => {
		const run = async (mailbox: string) => await desk.run(['conversation', 'getAll'], { mailbox });
		await expect(run('shared_label')).rejects.toThrow('Shared Label is empty');
		await expect(run('team_all')).rejects.toThrow('Team is empty');
	});

	describe.each(['inclusive', 'exclusive'] as const)('with an until that is %s', (untilRule) => {
		// Three of each second, so that pages end within a second.
		const conversations = Array.from({ length: 130 }, (_, index) => ({
			id: `c${index}`,
			last_activity_at: 1_000_000 - Math.floor(index / 3),
			mailboxes: ['inbox'],
		}));
		beforeEach(async () => await reopen({ account: { conversations }, untilRule }));

		it('returns all, each once', async () => {
			const found = await desk.run(['conversation', 'getAll'], {
				mailbox: 'inbox',
				returnAll: true,
			});
			expect(ids(found)).toEqual(ids(conversations));
		});

		it('returns no more than the limit', async () => {
			const found = await desk.run(['conversation', 'getAll'], { mailbox: 'inbox', limit: 60 });
			expect(ids(found)).toEqual(ids(conversations.slice(0, 60)));
			expect(desk.urls).toHaveLength(2);
		});
	});
});

describe.each([
	['getMessages', 'messages', 'delivered_at', 'preview'],
	['getComments', 'comments', 'created_at', 'body'],
] as const)('Conversation: %s', (operation, key, timeField, textField) => {
	const entries = Array.from({ length: 25 }, (_, index) => ({
		id: `e${index}`,
		[timeField]: 2_000 - Math.floor(index / 2),
		[textField]: `Text ${index}`,
		attachments: [],
	}));
	beforeEach(async () => await reopen({ account: { [key]: { [CONVERSATION]: entries } } }));

	it('returns all, ten at a time', async () => {
		const parameters = { conversationId: CONVERSATION, returnAll: true };
		const found = await desk.run(['conversation', operation], parameters);
		expect(found).toEqual(entries);
		expect(desk.urls[0]).toBe(`/conversations/${CONVERSATION}/${key}?limit=10`);
		expect(desk.urls[1]).toBe(`/conversations/${CONVERSATION}/${key}?limit=10&until=1996`);
	});

	it('returns no more than the limit, with less in each where the user wants it', async () => {
		const parameters = { conversationId: CONVERSATION, limit: 1, simplify: true };
		const found = await desk.run(['conversation', operation], parameters);
		expect(found).toEqual([{ id: 'e0', [timeField]: 2_000, [textField]: 'Text 0' }]);
		expect(desk.urls).toEqual([`/conversations/${CONVERSATION}/${key}?limit=1`]);
	});
});

describe('Conversation: Update', () => {
	const update = async (updateFields: object, organization = '') =>
		await desk.run(['conversation', 'update'], {
			conversationId: CONVERSATION,
			organization: picked(organization),
			updateFields: updateFields as never,
		});

	it('labels, assigns, moves to a team and closes', async () => {
		const [conversation] = await update(
			{
				addAssignees: [FRODO],
				addSharedLabels: [LABEL],
				addUsers: [FRODO],
				team: picked(TEAM),
				state: 'close',
				subject: 'New subject',
				color: '#2266ED',
			},
			ORG,
		);
		expect(desk.vendor.requests.at(-1)).toMatchObject({
			method: 'PATCH',
			path: `/v1/conversations/${CONVERSATION}`,
		});
		expect(desk.sent).toEqual({
			conversations: [
				{
					id: CONVERSATION,
					organization: ORG,
					add_assignees: [FRODO],
					add_shared_labels: [LABEL],
					add_users: [FRODO],
					team: TEAM,
					force_team: true,
					close: true,
					subject: 'New subject',
					color: '#2266ED',
				},
			],
		});
		expect(conversation).toMatchObject({ id: CONVERSATION, subject: 'New subject' });
		expect(desk.api.account.conversations[0]?.mailboxes).toEqual(['closed']);
	});

	it('unlabels, unassigns and reopens', async () => {
		await update({ removeAssignees: [FRODO], removeSharedLabels: [LABEL], state: 'reopen' }, ORG);
		expect(desk.api.account.conversations[0]).toMatchObject({
			assignees: [],
			shared_labels: [],
			mailboxes: ['inbox'],
		});
	});

	it('moves to the inbox of a team, whose ID an expression may give', async () => {
		await update({ addToTeamInbox: true, team: TEAM, addSharedLabels: [] });
		expect(desk.sent).toEqual({
			conversations: [{ id: CONVERSATION, add_to_team_inbox: true, team: TEAM, force_team: true }],
		});
	});

	it('takes a list of IDs from an expression as text too', async () => {
		await update({ addAssignees: `${FRODO}, ${FRODO}` }, ORG);
		expect(desk.sent).toMatchObject({ conversations: [{ add_assignees: [FRODO, FRODO] }] });
	});

	it.each([
		[{ addAssignees: [FRODO] }],
		[{ removeAssignees: [FRODO] }],
		[{ addUsers: [FRODO] }],
		[{ addSharedLabels: [LABEL] }],
	])('asks for the organization before it sends %j', async (fields) => {
		await expect(update(fields)).rejects.toThrow('Organization is empty');
		expect(desk.urls).toEqual([]);
	});

	it('asks for something to update', async () => {
		await expect(update({})).rejects.toThrow('There is nothing to update');
		await expect(update({ subject: '' }, ORG)).rejects.toThrow('There is nothing to update');
		expect(desk.urls).toEqual([]);
	});

	it('says what Missive does not like', async () => {
		const failed = update({ addToTeamInbox: true });
		await expect(failed).rejects.toThrow('Missive could not update the conversation');
		await expect(failed).rejects.toMatchObject({
			description: expect.stringContaining('team is required'),
			httpCode: '400',
		});
	});

	it.each([
		['an empty answer', 204, '', {}],
		['another answer', 200, { ok: true }, { ok: true }],
	])('takes %s for done', async (_what, status, body, json) => {
		desk.vendor.failNext({ status, body });
		expect(await update({ state: 'close' })).toEqual([json]);
	});
});
